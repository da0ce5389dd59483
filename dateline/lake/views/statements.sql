-- One row for each statement: its words, who said it to whom, and the hands it passed through. What a person rejected is
-- left out; what a person corrected is shown as corrected.
-- statement: key of the statement
-- article: id of the article
-- id: the statement's id in its reading
-- speaker: the speaker's id, or NULL
-- speaker_name: the speaker's name
-- addressee: id of who was told, or NULL
-- addressee_name: name of who was told
-- source: the words that name the source
-- cue: the words of saying
-- content: the words that are said; an ellipsis stands for words in between
-- start: first code point of the content in the article's text
-- end: code point after its last
-- quotation: direct, indirect or mixed
-- status: what its source makes of it: claimed, denied, pledged, requested, threatened, planned, hypothetical
-- parent: key of the statement that holds this one
-- said_from: when it was said (ISO 8601 or EDTF)
-- said_until: the same
-- said_on: the first day that said_from can mean
-- published_on: the day of publication
-- publisher: the outlet
-- chain: list of {role, actor, name}, from the outlet to the origin
-- chain_words: the chain as one line
-- origin: id of the last link's actor, else its words
-- origin_name: name of the last link
-- origin_role: its role
-- confidence: from 0 to 1
-- why: what decided
-- review: confirmed or corrected, where a person said so
-- reviewer: who
-- anchor: where it stands, for corrections
-- row: key of the reading
SELECT
    s.statement, s.article, s.id,
    same(corrected(c.changes, 'speaker', s.speaker)) AS speaker,
    corrected(c.changes, 'speaker_name', s.speaker_name) AS speaker_name,
    same(corrected(c.changes, 'addressee', s.addressee)) AS addressee,
    corrected(c.changes, 'addressee_name', s.addressee_name) AS addressee_name,
    s.source, s.cue, s.content, s.start, s."end", coalesce(c.changes ->> 'quotation', s.quotation) AS quotation,
    coalesce(c.changes ->> 'status', s.status) AS status, s.parent, s.said_from, s.said_until, s.said_on, s.published_on,
    s.publisher, s.chain, s.chain_words, same(s.origin) AS origin, s.origin_name, s.origin_role, s.confidence, s.why,
    CASE c.verdict WHEN 'confirm' THEN 'confirmed' WHEN 'correct' THEN 'corrected' END AS review, c.who AS reviewer,
    s.anchor, s."row"
FROM part_statements AS s
JOIN current USING ("row")
LEFT JOIN standing_corrections AS c ON c.target = 'statement' AND c.article = s.article AND c.anchor = s.anchor
WHERE c.verdict IS DISTINCT FROM 'reject'
