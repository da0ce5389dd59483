-- One row for each correction that a person made, withdrawn ones included.
-- id: key of the correction
-- target: statement, event, identity or pledge
-- article: id of the article; NULL where it holds in all
-- anchor: where the fact stands, or the actor's or match's id
-- quote: the words, for people
-- verdict: confirm, correct, reject or withdraw
-- changes: what is changed, as JSON
-- withdraws: id of the correction that this one withdraws
-- who: the reviewer
-- reason: why
-- recorded_at: when
-- is_standing: whether it is neither withdrawn nor followed by another
-- is_found: whether the fact is still in a current reading; of actors and pledges NULL
SELECT
    c.*, s.id IS NOT NULL AS is_standing,
    CASE c.target
        WHEN 'statement' THEN EXISTS (
            SELECT 1 FROM part_statements AS p JOIN current USING ("row") WHERE p.article = c.article AND p.anchor = c.anchor)
        WHEN 'event' THEN EXISTS (
            SELECT 1 FROM part_events AS p JOIN current USING ("row") WHERE p.article = c.article AND p.anchor = c.anchor)
    END AS is_found
FROM given_corrections AS c
LEFT JOIN standing_corrections AS s USING (id)
