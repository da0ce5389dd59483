-- One row for each article and the story that it belongs to: articles whose main happening is one.
-- story: id of the story, that of its main happening; of an article that tells none, its own id
-- article: id of the article
-- title: headline
-- publisher: the outlet
-- published_on: the day of publication
-- about: what the story is about
-- n_articles: articles of the story
-- n_texts: texts, copies counted once
-- n_accounts: independent accounts of the main happening
WITH main AS (
    SELECT e.article, arg_min(e.happening, (h.n_articles = 1, e.start)) AS story
    FROM events AS e
    JOIN (SELECT happening, count(DISTINCT article) AS n_articles FROM events GROUP BY happening) AS h USING (happening)
    GROUP BY e.article
)
SELECT
    coalesce(m.story, a.id) AS story, a.id AS article, a.title, a.publisher, a.published_on, h.about,
    count(*) OVER (PARTITION BY coalesce(m.story, a.id)) AS n_articles,
    len(list_distinct(list(a.text_group) OVER (PARTITION BY coalesce(m.story, a.id)))) AS n_texts,
    coalesce(h.n_accounts, 1) AS n_accounts
FROM articles AS a
LEFT JOIN main AS m ON a.id = m.article
LEFT JOIN happenings AS h ON h.happening = m.story
