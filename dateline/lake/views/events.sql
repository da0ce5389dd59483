-- One row for each event: what, between whom, where, when, with which status and on whose word. What a person rejected
-- is left out; what a person corrected is shown as corrected.
-- event: key of the event
-- article: id of the article
-- id: the event's id in its reading
-- happening: id of the happening that this event tells; other articles' events may tell the same
-- type: one of PLOVER's 16 types
-- mode: PLOVER's mode
-- contexts: list of PLOVER's contexts
-- quad: verbal or material, cooperation or conflict
-- status: happened, ongoing, claimed, pledged, planned, requested, threatened, hypothetical, denied, negated
-- act_type: type of what is promised, asked or threatened
-- act: the word that says it
-- trigger: the word that says the event
-- clause: the words around it
-- start: first code point of the clause in the article's text
-- end: code point after its last
-- trigger_start: first code point of the trigger
-- trigger_end: code point after its last
-- actors: list of actors' ids
-- actor_names: their names, in the same order
-- actor_countries: their countries (ISO 3166-1 alpha-3), in the same order
-- recipients: list of recipients' ids
-- recipient_names: their names
-- recipient_countries: their countries
-- reciprocal: whether all parties stand in actors
-- object: the words for what was given, signed, promised
-- quantities: list of {value, upper, comparison, unit, words}
-- place: name of the place as the page gives it
-- place_country: ISO 3166-1 alpha-3
-- lat: degrees north (WGS 84)
-- lon: degrees east
-- precision: site, city, region or country
-- from: when it happened or is to happen (ISO 8601 or EDTF)
-- until: the same
-- when_words: what the page says of the time
-- day: the first day that it can mean
-- last_day: the last day that it can mean
-- due_from: of a promise, from when
-- due: of a promise, by when
-- due_words: what the page says of that
-- due_on: the last day of due
-- conditions: the words of its conditions
-- statement: key of the innermost statement that it stands in
-- chain: list of {role, actor, name}, from the outlet to the origin
-- chain_words: the chain as one line
-- origin: id of the last link's actor, else its words
-- origin_name: name of the last link
-- origin_role: its role
-- published_on: the day of publication
-- publisher: the outlet
-- agency: the agency of the article
-- confidence: from 0 to 1
-- why: what decided
-- review: confirmed or corrected, where a person said so
-- reviewer: who
-- anchor: where it stands, for corrections
-- row: key of the reading
SELECT
    e.event, e.article, e.id, h.happening, coalesce(c.changes ->> 'type', e.type) AS type,
    coalesce(c.changes ->> 'mode', e.mode) AS mode, e.contexts,
    e.quad, coalesce(c.changes ->> 'status', e.status) AS status, e.act_type, e.act, e.trigger, e.clause, e.start, e."end",
    e.trigger_start, e.trigger_end,
    same_list(coalesce(CAST(c.changes -> 'actors' AS VARCHAR[]), e.actors)) AS actors,
    coalesce(CAST(c.changes -> 'actor_names' AS VARCHAR[]), CAST(c.changes -> 'actors' AS VARCHAR[]), e.actor_names) AS actor_names,
    e.actor_countries,
    same_list(coalesce(CAST(c.changes -> 'recipients' AS VARCHAR[]), e.recipients)) AS recipients,
    coalesce(CAST(c.changes -> 'recipient_names' AS VARCHAR[]), CAST(c.changes -> 'recipients' AS VARCHAR[]), e.recipient_names) AS recipient_names,
    e.recipient_countries, e.reciprocal, e.object, e.quantities,
    coalesce(c.changes ->> 'place', e.place) AS place, coalesce(c.changes ->> 'place_country', e.place_country) AS place_country,
    e.lat, e.lon, e."precision",
    coalesce(c.changes ->> 'from', e."from") AS "from", coalesce(c.changes ->> 'until', e.until) AS until, e.when_words,
    coalesce(first_day(c.changes ->> 'from'), e."day") AS "day", coalesce(last_day_of(c.changes ->> 'until'), e.last_day) AS last_day,
    e.due_from, coalesce(c.changes ->> 'due', e.due) AS due, e.due_words,
    coalesce(last_day_of(c.changes ->> 'due'), e.due_on) AS due_on, e.conditions, e.statement,
    e.chain, e.chain_words, same(e.origin) AS origin, e.origin_name, e.origin_role, e.published_on, e.publisher, e.agency,
    e.confidence, e.why,
    CASE c.verdict WHEN 'confirm' THEN 'confirmed' WHEN 'correct' THEN 'corrected' END AS review, c.who AS reviewer,
    e.anchor, e."row"
FROM part_events AS e
JOIN current USING ("row")
LEFT JOIN told_happenings AS h USING (event)
LEFT JOIN standing_corrections AS c ON c.target = 'event' AND c.article = e.article AND c.anchor = e.anchor
WHERE c.verdict IS DISTINCT FROM 'reject'
