-- One row for each event and each pair of its parties: what the one did, said or promised towards the other.
-- source: id of who acts; of a reciprocal event each party once
-- source_name: name
-- source_country: ISO 3166-1 alpha-3
-- target: id of who is acted on
-- target_name: name
-- target_country: ISO 3166-1 alpha-3
-- type: PLOVER's type
-- quad: verbal or material, cooperation or conflict
-- status: as in events: words and deeds are told apart by it
-- day: the first day that the time can mean
-- published_on: the day of publication
-- happening: id of the happening
-- event: key of the event
-- article: id of the article
-- clause: the words
-- chain_words: on whose word
-- reciprocal: whether both did it together
WITH pairs AS (
    SELECT *, unnest(range(1, len(actors) + 1)) AS i, len(recipients) > 0 AS is_directed FROM events
)
SELECT
    actors[i] AS source, actor_names[i] AS source_name, actor_countries[i] AS source_country,
    target, target_name, target_country, type, quad, status, "day", published_on, happening, event, article, clause, chain_words, reciprocal
FROM (
    SELECT *, unnest(recipients) AS target, unnest(recipient_names) AS target_name, unnest(recipient_countries) AS target_country
    FROM pairs WHERE is_directed
    UNION ALL
    SELECT *, unnest(actors) AS target, unnest(actor_names) AS target_name, unnest(actor_countries) AS target_country
    FROM pairs WHERE reciprocal
)
WHERE actors[i] <> target
