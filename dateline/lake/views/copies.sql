-- One row for each article of which the record has copies: articles that carry one text.
-- text_group: id of the group: that of its first article
-- article: id of the article
-- publisher: the outlet
-- title: headline
-- published_at: as the page states it
-- n_copies: how many articles carry the text
-- origin: id of the article that the text most likely comes from
-- is_origin: whether it is this one
-- why: what speaks for that
SELECT g.text_group, a.id AS article, a.publisher, a.title, a.published_at, g.n_copies, g.origin, g.origin = a.id AS is_origin, g.why
FROM text_groups AS g
JOIN articles AS a ON a.id = g.article
WHERE g.n_copies > 1
