-- One row for each step in the life of a treaty or agreement, as an article tells it.
-- agreement: what its steps share: its name in small letters, or its kind with its parties
-- name: its name on the page
-- parties: list of its parties' countries or names
-- state: signed, ratified, in force, invoked, suspended, left
-- told_on: the day of the step as far as it is told, else of publication
-- status: as in events
-- words: the words that tell it
-- article: id of the article
-- start: first code point of the words in its text
-- end: code point after the last
-- event: key of the event told there, where there is one
-- why: list of what decided
-- row: key of the reading
SELECT
    agreement, name, CAST(CAST(parties AS JSON) AS VARCHAR[]) AS parties, state, CAST(told_on AS DATE) AS told_on, status, words,
    article, start, "end", event, CAST(CAST(why AS JSON) AS VARCHAR[]) AS why, "row"
FROM latest_steps
JOIN current USING ("row")
