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
WITH judged AS (
    SELECT
        e.*, c.changes, c.verdict, c.who AS reviewer,
        CASE WHEN says(c.changes, 'from') AND NOT says(c.changes, 'until') AND e.until = e."from" THEN c.changes ->> 'from'
             ELSE corrected(c.changes, 'until', e.until) END AS until_now,
        says(c.changes, 'place') AND c.changes ->> 'place' IS DISTINCT FROM e.place AS is_elsewhere
    FROM part_events AS e
    JOIN current USING ("row")
    LEFT JOIN standing_corrections AS c ON c.target = 'event' AND c.article = e.article AND c.anchor = e.anchor
    WHERE c.verdict IS DISTINCT FROM 'reject'
)
SELECT
    e.event, e.article, e.id, h.happening, coalesce(changes ->> 'type', e.type) AS type,
    corrected(changes, 'mode', e.mode) AS mode, e.contexts,
    coalesce(quad_of(changes ->> 'type'), e.quad) AS quad, coalesce(changes ->> 'status', e.status) AS status, e.act_type,
    e.act, e.trigger, e.clause, e.start, e."end", e.trigger_start, e.trigger_end,
    same_list(coalesce(CAST(changes -> 'actors' AS VARCHAR[]), e.actors)) AS actors,
    coalesce(CAST(changes -> 'actor_names' AS VARCHAR[]), CAST(changes -> 'actors' AS VARCHAR[]), e.actor_names) AS actor_names,
    coalesce(CAST(changes -> 'actor_countries' AS VARCHAR[]), unknown(CAST(changes -> 'actors' AS VARCHAR[])), e.actor_countries) AS actor_countries,
    same_list(coalesce(CAST(changes -> 'recipients' AS VARCHAR[]), e.recipients)) AS recipients,
    coalesce(CAST(changes -> 'recipient_names' AS VARCHAR[]), CAST(changes -> 'recipients' AS VARCHAR[]), e.recipient_names) AS recipient_names,
    coalesce(CAST(changes -> 'recipient_countries' AS VARCHAR[]), unknown(CAST(changes -> 'recipients' AS VARCHAR[])), e.recipient_countries) AS recipient_countries,
    e.reciprocal, e.object, e.quantities,
    corrected(changes, 'place', e.place) AS place,
    corrected(changes, 'place_country', CASE WHEN NOT is_elsewhere THEN e.place_country END) AS place_country,
    CASE WHEN NOT is_elsewhere THEN e.lat END AS lat, CASE WHEN NOT is_elsewhere THEN e.lon END AS lon,
    CASE WHEN NOT is_elsewhere THEN e."precision" END AS "precision",
    corrected(changes, 'from', e."from") AS "from", until_now AS until, e.when_words,
    CASE WHEN says(changes, 'from') THEN first_day(changes ->> 'from') ELSE e."day" END AS "day",
    CASE WHEN until_now IS DISTINCT FROM e.until THEN last_day_of(until_now) ELSE e.last_day END AS last_day,
    e.due_from, corrected(changes, 'due', e.due) AS due, e.due_words,
    CASE WHEN says(changes, 'due') THEN last_day_of(changes ->> 'due') ELSE e.due_on END AS due_on, e.conditions, e.statement,
    e.chain, e.chain_words, same(e.origin) AS origin, e.origin_name, e.origin_role, e.published_on, e.publisher, e.agency,
    e.confidence, e.why,
    CASE verdict WHEN 'confirm' THEN 'confirmed' WHEN 'correct' THEN 'corrected' END AS review, reviewer,
    e.anchor, e."row"
FROM judged AS e
LEFT JOIN told_happenings AS h USING (event)
