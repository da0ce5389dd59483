-- One row for each event of each reading: what, between whom, where, when, with which status and on whose word.
WITH told AS (
    SELECT
        r."row", r.id AS article, r.revision, r.recorded_at, r.article.text AS text, r.article.publisher AS publisher,
        r.article.agency AS agency,
        first_day(coalesce(r.article.published_at, r.article.modified_at)) AS published_on,
        map_from_entries(list_transform(r.actors, lambda a: {'k': a.id, 'v': key_of(r.id, a)})) AS keys,
        map_from_entries(list_transform(r.actors, lambda a: {'k': a.id, 'v': a.name})) AS names,
        map_from_entries(list_transform(r.actors, lambda a: {'k': a.id, 'v': a.country})) AS countries,
        e
    FROM source AS r, unnest(r.events) AS u(e)
)
SELECT
    "row", article, revision, recorded_at, e.id, "row" || '/' || e.id AS event,
    numbered(anchor('event', text, e.trigger), "row", e.id) AS anchor,
    e.type, e.mode, e.contexts, e.quad, e.status, e.act.type AS act_type, words(text, e.act.trigger) AS act,
    words(text, e.trigger) AS trigger, words(text, e.span) AS clause, e.span."start" AS start, e.span."end" AS "end",
    e.trigger."start" AS trigger_start, e.trigger."end" AS trigger_end,
    list_transform(e.actors, lambda a: keys[a]) AS actors, list_transform(e.actors, lambda a: names[a]) AS actor_names,
    list_transform(e.recipients, lambda a: keys[a]) AS recipients, list_transform(e.recipients, lambda a: names[a]) AS recipient_names,
    list_transform(e.actors, lambda a: countries[a]) AS actor_countries,
    list_transform(e.recipients, lambda a: countries[a]) AS recipient_countries,
    e.reciprocal, words(text, e.object) AS object,
    list_transform(e.quantities, lambda q: {'value': q.value, 'upper': q.upper, 'comparison': q.comparison, 'unit': q.unit, 'words': words(text, q.span)}) AS quantities,
    e.place.name AS place, e.place.country AS place_country, e.place.lat AS lat, e.place.lon AS lon, e.place."precision" AS "precision",
    e."when"."start" AS "from", e."when"."end" AS until, e."when"."text" AS when_words, first_day(e."when"."start") AS "day",
    last_day_of(e."when"."end") AS last_day,
    e.due."start" AS due_from, e.due."end" AS due, e.due."text" AS due_words, last_day_of(e.due."end") AS due_on,
    all_words(text, e.conditions) AS conditions,
    "row" || '/' || e.statement AS statement,
    list_transform(e.chain, lambda l: {'role': l.role, 'actor': keys[l.actor], 'name': coalesce(names[l.actor], words(text, l.span), l.role)}) AS chain,
    array_to_string(list_transform(e.chain, lambda l: coalesce(names[l.actor], words(text, l.span), l.role)), ' ← ') AS chain_words,
    coalesce(keys[e.chain[-1].actor], words(text, e.chain[-1].span)) AS origin,
    coalesce(names[e.chain[-1].actor], words(text, e.chain[-1].span), e.chain[-1].role) AS origin_name,
    e.chain[-1].role AS origin_role,
    published_on, publisher, agency, e.confidence, e.why
FROM told
