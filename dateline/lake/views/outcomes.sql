-- One row for each article that may tell what became of a pledge, or tells it again: a candidate with its words, scored,
-- for a person to confirm. Nothing here is asserted. What a person rejected is left out.
-- outcome: id of the candidate; the same after reading the page again
-- pledge: id of the pledge
-- relation: kept, partial, late, broken, or repeat where the promise is told again
-- score: from 0 to 1
-- told_on: the day of the deed as far as it is told, else of publication
-- share: how much of a counted promise is done, or NULL
-- words: the words of the later article
-- article: id of the later article
-- start: first code point of the words in its text
-- end: code point after the last
-- event: key of the event told there, where there is one
-- promise: the words of the promise
-- maker: name of who promised
-- beneficiary: name of whom it was promised to
-- due_on: the last day by which it was to be done
-- why: list of what decided
-- review: confirmed or corrected, where a person said so
-- reviewer: who
-- row: key of the later article's reading
SELECT
    o.entry AS outcome, o.pledge, o.relation, o.score, CAST(o.told_on AS DATE) AS told_on, o.share, o.words, o.article,
    o.start, o."end", o.event, p.words AS promise, p.maker, p.beneficiary, p.due_on, CAST(o.why AS VARCHAR[]) AS why, o.review,
    o.reviewer, o."row"
FROM entries_judged AS o
JOIN pledges AS p USING (pledge)
