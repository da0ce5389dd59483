-- One row for each article's telling of a happening, and which of its independent accounts it belongs to.
-- happening: id of the happening
-- account: number of the account in the happening; tellings of one number count once
-- article: id of the article
-- event: key of the event
-- publisher: the outlet
-- published_on: the day of publication
-- text_group: id of the group of articles that carry this text
-- status: as in events
-- clause: the words
-- origin: id of whom it stands on
-- origin_name: name of whom it stands on
-- chain_words: on whose word
-- why: why it is no account of its own, where it is none
SELECT
    e.happening, h.account, e.article, e.event, e.publisher, e.published_on, coalesce(g.text_group, e.article) AS text_group,
    e.status, e.clause, e.origin, e.origin_name, e.chain_words, nullif(h.why, '') AS why
FROM events AS e
JOIN told_happenings AS h USING (event)
LEFT JOIN text_groups AS g ON g.article = e.article
WHERE h.account IS NOT NULL
