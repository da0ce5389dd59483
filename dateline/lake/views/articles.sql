-- One row for each article, in its newest revision as its newest reading has it.
-- id: the article's id, its canonical URL where that is known
-- revision: hash of the text
-- url: canonical address, or NULL
-- title: headline
-- subtitle: standfirst
-- byline: list of the authors
-- publisher: the outlet
-- agency: the news agency whose story it is, where it is another's
-- language: ISO 639-1
-- published_at: as the page states it (ISO 8601)
-- modified_at: as the page states it
-- published_on: the day of published_at, else of modified_at
-- fetched_at: when it was fetched, where that is known
-- dateline_place: the place line before the story
-- dateline_country: ISO 3166-1 alpha-3
-- tags: list of the page's keywords
-- text: the page's text, which all offsets count in
-- n_words: words of the text, parted by blanks
-- n_statements: statements in it
-- n_events: events in it
-- n_revisions: texts that the record has of it
-- text_group: id of the group of articles that carry this text (its own where it stands alone)
-- n_copies: how many articles carry this text
-- version: of the reader, its models and tables
-- page: key of the page as it was fetched
-- seen_at: when the outlet showed this text
-- recorded_at: when the reading was recorded
-- row: key of the reading
SELECT
    r.id, r.revision, r.article.url AS url, r.article.title AS title, r.article.subtitle AS subtitle,
    r.article.byline AS byline, r.article.publisher AS publisher, r.article.agency AS agency, r.article.language AS language,
    r.article.published_at AS published_at, r.article.modified_at AS modified_at,
    first_day(coalesce(r.article.published_at, r.article.modified_at)) AS published_on,
    r.article.fetched_at AS fetched_at, r.article.dateline.place AS dateline_place,
    r.article.dateline.country AS dateline_country, r.article.tags AS tags, r.article.text AS text,
    len(string_split(trim(regexp_replace(r.article.text, '\s+', ' ', 'g')), ' ')) AS n_words,
    len(r.statements) AS n_statements, len(r.events) AS n_events, c.n_revisions,
    coalesce(g.text_group, r.id) AS text_group, coalesce(g.n_copies, 1) AS n_copies,
    r.version, r.page, r.seen_at, r.recorded_at, r."row"
FROM readings AS r
JOIN current AS c USING ("row")
LEFT JOIN text_groups AS g ON g.article = r.id
