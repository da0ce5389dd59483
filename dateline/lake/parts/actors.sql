-- One row for each actor of each reading.
SELECT
    r."row", r.id AS article, r.revision, r.recorded_at,
    a.id AS local_id, key_of(r.id, a) AS actor, a.name, a.kind, a.country, a.sector, a.role, a.state_controlled, a.wikidata,
    first_day(coalesce(r.article.published_at, r.article.modified_at)) AS published_on,
    len(a.mentions) AS n_mentions,
    list_distinct(list_transform(list_filter(a.mentions, lambda m: m.form = 'name'), lambda m: words(r.article.text, m.span))) AS names,
    a.mentions[1].span."start" AS start, a.mentions[1].span."end" AS "end",
    a.why
FROM source AS r, unnest(r.actors) AS u(a)
