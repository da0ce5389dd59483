-- One row for each statement of each reading: its words, who said it to whom, and the hands it passed through.
WITH told AS (
    SELECT
        r."row", r.id AS article, r.revision, r.recorded_at, r.article.text AS text, r.article.publisher AS publisher,
        first_day(coalesce(r.article.published_at, r.article.modified_at)) AS published_on,
        map_from_entries(list_transform(r.actors, lambda a: {'k': a.id, 'v': key_of(r.id, a)})) AS keys,
        map_from_entries(list_transform(r.actors, lambda a: {'k': a.id, 'v': a.name})) AS names,
        s
    FROM source AS r, unnest(r.statements) AS u(s)
)
SELECT
    "row", article, revision, recorded_at, s.id, "row" || '/' || s.id AS statement,
    numbered(anchor('statement', text, coalesce(s.cue, s.content[1])), "row", s.id) AS anchor,
    keys[s.speaker] AS speaker, names[s.speaker] AS speaker_name,
    keys[s.addressee] AS addressee, names[s.addressee] AS addressee_name,
    words(text, s.source) AS source, words(text, s.cue) AS cue, all_words(text, s.content) AS content,
    s.content[1]."start" AS start, s.content[-1]."end" AS "end",
    s.quotation, s.status, "row" || '/' || s.parent AS parent,
    s."when"."start" AS said_from, s."when"."end" AS said_until, first_day(s."when"."start") AS said_on,
    published_on, publisher,
    list_transform(s.chain, lambda l: {'role': l.role, 'actor': keys[l.actor], 'name': coalesce(names[l.actor], words(text, l.span), l.role)}) AS chain,
    array_to_string(list_transform(s.chain, lambda l: coalesce(names[l.actor], words(text, l.span), l.role)), ' ← ') AS chain_words,
    coalesce(keys[s.chain[-1].actor], words(text, s.chain[-1].span)) AS origin,
    coalesce(names[s.chain[-1].actor], words(text, s.chain[-1].span), s.chain[-1].role) AS origin_name,
    s.chain[-1].role AS origin_role,
    s.confidence, s.why
FROM told
