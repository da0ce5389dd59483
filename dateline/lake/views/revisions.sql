-- One row for each reading that the record has, superseded ones included: every revision of every article.
-- id: the article's id
-- revision: hash of the text
-- title: headline
-- publisher: the outlet
-- published_at: as the page states it
-- n_statements: statements in it
-- n_events: events in it
-- is_current: whether the other views show this reading
-- version: of the reader, its models and tables
-- page: key of the page as it was fetched
-- seen_at: when the outlet showed this text
-- recorded_at: when the reading was recorded
-- row: key of the reading
SELECT
    r.id, r.revision, r.article.title AS title, r.article.publisher AS publisher, r.article.published_at AS published_at,
    len(r.statements) AS n_statements, len(r.events) AS n_events, c."row" IS NOT NULL AS is_current,
    r.version, r.page, r.seen_at, r.recorded_at, r."row"
FROM readings AS r
LEFT JOIN current AS c USING ("row")
