// What pages do beyond showing: cards at the words, links to spans, judging by keys, progress. All works without it, too.
"use strict";

const text = document.getElementById("text");

if (text) {
  const pieces = [...text.querySelectorAll("[data-a]")];
  const card = (id) => document.getElementById(id);
  let pop = null;

  const unlight = () => {
    document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
    pop?.remove();
    pop = null;
  };
  const light = (id) => {
    pieces.filter((piece) => (piece.dataset.f || "").split(" ").includes(id)).forEach((piece) => piece.classList.add("lit"));
    card(id)?.classList.add("lit");
  };
  const show = (piece) => {
    unlight();
    const id = piece.getAttribute("href")?.slice(1) || piece.dataset.f.split(" ")[0];
    const shown = card(id);
    if (!shown) return;
    light(id);
    pop = document.createElement("div");
    pop.className = "pop " + [...shown.classList].filter((name) => name.startsWith("is-")).join(" ");
    pop.setAttribute("role", "tooltip");
    const copy = shown.cloneNode(true);
    copy.removeAttribute("id");
    copy.classList.remove("lit");
    copy.querySelector(".judge")?.remove();
    pop.append(copy);
    document.body.append(pop);
    const box = piece.getClientRects()[0] || piece.getBoundingClientRect();
    const left = Math.min(box.left + scrollX, scrollX + innerWidth - pop.offsetWidth - 12);
    const above = box.top > pop.offsetHeight + 12;
    pop.style.left = Math.max(scrollX + 8, left) + "px";
    pop.style.top = (above ? box.top + scrollY - pop.offsetHeight - 8 : box.bottom + scrollY + 8) + "px";
  };
  let timer = 0;
  text.addEventListener("pointerover", (event) => {
    const piece = event.target.closest(".m");
    clearTimeout(timer);
    if (piece && event.pointerType === "mouse") timer = setTimeout(() => show(piece), 120);
  });
  text.addEventListener("pointerleave", () => { clearTimeout(timer); unlight(); });
  text.addEventListener("focusin", (event) => { const piece = event.target.closest(".m"); if (piece) show(piece); });
  text.addEventListener("focusout", unlight);
  text.addEventListener("click", (event) => {
    const piece = event.target.closest(".m");
    if (piece) { event.preventDefault(); show(piece); }
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") unlight(); });
  document.querySelectorAll(".card").forEach((one) => {
    one.addEventListener("pointerenter", () => { unlight(); light(one.dataset.fact); });
    one.addEventListener("pointerleave", unlight);
  });

  // Spans count code points, strings count UTF-16 units: so they are counted piece by piece.
  const units = (string, points) => Array.from(string).slice(0, points).join("").length;
  const points = (string, count) => Array.from(string.slice(0, count)).length;
  const range = (start, end) => {
    const made = document.createRange();
    let begun = false;
    for (const piece of pieces) {
      const at = Number(piece.dataset.a), string = piece.textContent, length = Array.from(string).length;
      const node = piece.firstChild;
      if (!node || at + length <= start || at >= end) continue;
      if (!begun) { made.setStart(node, units(string, Math.max(0, start - at))); begun = true; }
      made.setEnd(node, units(string, Math.min(length, end - at)));
    }
    return begun ? made : null;
  };
  const goto = () => {
    const found = /^#char=(\d+),(\d+)$/.exec(location.hash);
    if (!found) return;
    const [start, end] = [Number(found[1]), Number(found[2])];
    text.querySelectorAll(".here").forEach((one) => one.classList.remove("here"));
    const here = pieces.filter((piece) => {
      const at = Number(piece.dataset.a);
      return at < end && at + Array.from(piece.textContent).length > start;
    });
    const made = range(start, end);
    if (made && window.CSS && CSS.highlights && window.Highlight) CSS.highlights.set("here", new Highlight(made));
    else here.forEach((one) => one.classList.add("here"));
    if (here[0]) here[0].scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", goto);
  goto();

  const share = document.getElementById("share");
  const chosen = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const [from, to] = [selection.getRangeAt(0).startContainer, selection.getRangeAt(0).endContainer].map((node) => (node.nodeType === 3 ? node.parentElement : node).closest?.("[data-a]"));
    if (!from || !to || !text.contains(from) || !text.contains(to)) return null;
    const r = selection.getRangeAt(0);
    return [Number(from.dataset.a) + points(from.textContent, r.startOffset), Number(to.dataset.a) + points(to.textContent, r.endOffset)];
  };
  document.addEventListener("selectionchange", () => { const some = chosen(); if (some) { share.hidden = false; share.dataset.span = some.join(","); } });
  const copied = async (words) => {
    let done = true;
    try { await navigator.clipboard.writeText(words); } catch { done = false; }
    document.getElementById("copied").textContent = done ? "copied" : words;
  };
  const address = () => location.origin + location.pathname + "#char=" + share.dataset.span;
  document.getElementById("copy-link").addEventListener("click", () => copied(address()));
  document.getElementById("copy-citation").addEventListener("click", () => {
    const [start, end] = share.dataset.span.split(",").map(Number);
    const words = range(start, end)?.toString() || "";
    const innermost = [...document.querySelectorAll(".card")].filter((one) => { const [a, b] = one.dataset.at.split(",").map(Number); return a < end && start < b; }).sort((a, b) => length(a) - length(b))[0];
    const chain = innermost ? [...innermost.querySelectorAll(".chain .link")].map((one) => one.textContent.trim()).join(" ← ") : "";
    const where = [...document.querySelectorAll(".article-head [data-cite]")].map((one) => one.textContent.trim()).filter(Boolean).join(", ");
    copied(`“${words}” (${[chain, where].filter(Boolean).join("; ")}) ${address()}`);
  });
  const length = (one) => { const [a, b] = one.dataset.at.split(",").map(Number); return b - a; };
}

// Reviewing: j and k go from card to card, e opens the form, c confirms, x rejects.
document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, textarea, select, button") || event.ctrlKey || event.metaKey || event.altKey) return;
  const cards = [...document.querySelectorAll(".card, .outcome")].filter((one) => one.offsetParent);
  const at = cards.findIndex((one) => one.classList.contains("chosen"));
  if (event.key === "j" || event.key === "k") {
    const next = cards[Math.min(cards.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
    cards[at]?.classList.remove("chosen", "lit");
    next?.classList.add("chosen", "lit");
    next?.scrollIntoView({ block: "nearest" });
  } else if (at >= 0 && event.key === "e") {
    cards[at].querySelector("details.judge").open = true;
    cards[at].querySelector(".review input:not([type=hidden])")?.focus();
    event.preventDefault();
  } else if (at >= 0 && (event.key === "c" || event.key === "x")) {
    cards[at].querySelector("details.judge").open = true;
    cards[at].querySelector(`[data-key="${event.key}"]`).click();
  }
});
const remembered = (() => { try { return localStorage.getItem("who") || ""; } catch { return ""; } })();
document.querySelectorAll("input[name=who]").forEach((one) => { one.value ||= remembered; });
document.querySelectorAll("form.review, form.inline").forEach((form) => form.addEventListener("submit", () => {
  try { if (form.elements.who) localStorage.setItem("who", form.elements.who.value); } catch { /* not kept then */ }
}));

// Adding: dropped files, and how far a job is.
const drop = document.getElementById("drop");
if (drop) {
  const input = drop.querySelector("input");
  for (const name of ["dragover", "dragleave", "drop"]) drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.toggle("over", name === "dragover"); });
  drop.addEventListener("drop", (event) => { input.files = event.dataTransfer.files; });
}
const job = document.getElementById("job");
if (job && !["done", "failed"].includes(job.dataset.stage)) {
  const source = new EventSource(`/add/${job.dataset.job}/events`);
  source.onmessage = (event) => {
    const state = JSON.parse(event.data);
    const through = Object.values(state.counts).reduce((a, b) => a + b, 0);
    job.querySelector("progress").value = through;
    document.getElementById("job-status").textContent = Object.entries(state.counts).map(([kind, n]) => `${n} ${kind}`).join(", ") || state.stage;
    if (state.stage === "done" || state.stage === "failed") { source.close(); setTimeout(() => location.reload(), 1500); }
  };
}
document.querySelectorAll("form.filters").forEach((form) => form.addEventListener("submit", () => {
  for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
}));
