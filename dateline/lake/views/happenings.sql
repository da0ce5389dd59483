-- One row for each happening: what articles tell, and by how many accounts. "12 articles, 3 texts, 2 accounts".
-- happening: id of the happening
-- about: the words of its first telling
-- type: PLOVER's type, as most tell it
-- statuses: list of the statuses that it is told with
-- actors: list of the actors' ids, all tellings together
-- actor_names: list of the actors' names
-- recipients: list of the recipients' ids
-- recipient_names: list of the recipients' names
-- place: where, as most tell it
-- lat: degrees north of that place
-- lon: degrees east
-- day: the first day that a telling names
-- first_published_on: the day of the first article
-- last_published_on: the day of the last
-- n_articles: articles that tell it
-- n_texts: texts, copies counted once
-- n_accounts: independent accounts
SELECT
    e.happening, arg_min(e.clause, (e.published_on, e.event)) AS about, mode(e.type) AS type,
    list_sort(list(DISTINCT e.status)) AS statuses,
    list_sort(list_distinct(flatten(list(e.actors)))) AS actors,
    list_sort(list_distinct(flatten(list(e.actor_names)))) AS actor_names,
    list_sort(list_distinct(flatten(list(e.recipients)))) AS recipients,
    list_sort(list_distinct(flatten(list(e.recipient_names)))) AS recipient_names,
    mode(e.place) AS place, any_value(e.lat) AS lat, any_value(e.lon) AS lon, min(e."day") AS "day",
    min(e.published_on) AS first_published_on, max(e.published_on) AS last_published_on,
    count(DISTINCT e.article) AS n_articles, count(DISTINCT coalesce(g.text_group, e.article)) AS n_texts,
    count(DISTINCT h.account) AS n_accounts
FROM events AS e
JOIN told_happenings AS h USING (event)
LEFT JOIN text_groups AS g ON g.article = e.article
WHERE e.happening IS NOT NULL
GROUP BY e.happening
