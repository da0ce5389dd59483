-- One row for each two independent accounts of a happening that differ: in a number, the day, the place or the status.
-- happening: id of the happening
-- what: number, day, place or status
-- one: what the one account says
-- other: what the other says
-- one_origin: name of whom the one stands on
-- other_origin: name of whom the other stands on
-- one_event: key of the one event
-- other_event: key of the other
-- one_article: id of the one article
-- other_article: id of the other
-- one_clause: the words of the one
-- other_clause: the words of the other
WITH told AS (
    SELECT e.*, h.account FROM events AS e JOIN told_happenings AS h USING (event) WHERE h.account IS NOT NULL
),
pairs AS (
    SELECT a, b FROM told AS a JOIN told AS b ON a.happening = b.happening AND a.account < b.account
),
found AS (
    SELECT 'day' AS what, a, b, CAST(a."day" AS VARCHAR) AS one, CAST(b."day" AS VARCHAR) AS other
    FROM pairs WHERE a.last_day < b."day" OR b.last_day < a."day"
    UNION ALL
    SELECT 'place', a, b, a.place, b.place
    FROM pairs
    WHERE a."precision" IN ('site', 'city') AND b."precision" IN ('site', 'city') AND kilometres(a.lat, a.lon, b.lat, b.lon) > 30
    UNION ALL
    SELECT 'status', a, b, a.status, b.status
    FROM pairs WHERE (a.status IN ('denied', 'negated')) <> (b.status IN ('denied', 'negated'))
    UNION ALL
    SELECT 'number', a, b, p.words, q.words
    FROM (SELECT a, b, unnest(a.quantities) AS p FROM pairs)
    JOIN LATERAL (SELECT unnest(b.quantities) AS q) ON counted(p.unit) IS NOT DISTINCT FROM counted(q.unit)
    WHERE coalesce(p.upper, p.value) < q.value OR coalesce(q.upper, q.value) < p.value
)
SELECT DISTINCT ON (a.happening, what, least(a.event, b.event), greatest(a.event, b.event), one, other)
    a.happening AS happening, what, one, other, a.origin_name AS one_origin, b.origin_name AS other_origin,
    a.event AS one_event, b.event AS other_event, a.article AS one_article, b.article AS other_article,
    a.clause AS one_clause, b.clause AS other_clause
FROM found
