-- One row for each link of each chain: the hands that a statement or an event passed through.
-- fact: key of the statement or event
-- kind: statement or event
-- article: id of the article
-- position: 1 for the outlet's side, rising towards the origin
-- is_origin: whether it is the last link
-- role: publisher, agency, medium, speaker, document, anonymous
-- actor: the actor's id, or NULL
-- name: the actor's name, else the words of the page
-- published_on: the day of publication
-- row: key of the reading
SELECT
    fact, kind, article, position, position = len(chain) AS is_origin,
    chain[position].role AS role, same(chain[position].actor) AS actor, chain[position].name AS name, published_on, "row"
FROM (
    SELECT statement AS fact, 'statement' AS kind, article, chain, published_on, "row", unnest(range(1, len(chain) + 1)) AS position
    FROM statements
    UNION ALL
    SELECT event, 'event', article, chain, published_on, "row", unnest(range(1, len(chain) + 1)) FROM events
)
