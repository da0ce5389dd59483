-- One row for each commitment: who promised what to whom, by when, on whose word, and what may have become of it.
-- pledge: id of the pledge; the same after reading the page again
-- maker: name of who promises
-- maker_countries: list of the countries that the maker acts for (ISO 3166-1 alpha-3), and its names in small letters
-- beneficiary: name of whom it is promised to, or NULL
-- beneficiary_countries: as maker_countries
-- act: the word for what is to be done
-- object: what is promised
-- numbers: list of the amounts promised
-- made_on: the day of the promise, else of publication, or NULL where neither is known
-- due_from: the first day of the time by which it is to be done
-- due_on: the last day of it, or NULL where none is named
-- conditions: the words of its conditions
-- words: the words of the promise
-- article: id of the article that tells it first
-- start: first code point of the words in the article's text
-- event: key of the event, where the reading has one
-- origin: on whose word we have it
-- status: as in events
-- n_repeats: later tellings of the same promise
-- n_outcomes: candidates for its outcome
-- state: open; overdue (open past its day, as of today); offered (a candidate that nobody has judged); or what a person said: kept, partial, late, broken
-- row: key of the reading
WITH judged AS (
    SELECT pledge, count(*) AS n_outcomes,
        max_by(relation, (review IS NOT NULL, told_on, score)) FILTER (WHERE review IS NOT NULL) AS decided
    FROM outcomes_judged GROUP BY pledge
),
repeated AS (
    SELECT pledge, count(*) AS n FROM latest_entries JOIN current USING ("row") WHERE relation = 'repeat' GROUP BY pledge
),
made AS (
    SELECT c.pledge, c.event, c.article, c."row", nullif(CAST(c.made_on AS DATE), DATE '0001-01-01') AS made_on, CAST(c.made AS JSON) AS m
    FROM latest_commitments AS c JOIN current USING ("row")
)
SELECT
    made.pledge, m ->> 'maker' AS maker, CAST(m -> 'makers' AS VARCHAR[]) AS maker_countries,
    m ->> 'beneficiary' AS beneficiary, CAST(m -> 'takers' AS VARCHAR[]) AS beneficiary_countries,
    m ->> 'act' AS act, m ->> 'object' AS object, CAST(m -> 'numbers' AS DOUBLE[]) AS numbers, made.made_on,
    CAST(m ->> 'due_from' AS DATE) AS due_from, CAST(m ->> 'due' AS DATE) AS due_on, m ->> 'conditions' AS conditions,
    m ->> 'words' AS words, made.article, CAST(m ->> 'start' AS INTEGER) AS start, made.event, m ->> 'origin' AS origin,
    m ->> 'status' AS status, coalesce(repeated.n, 0) AS n_repeats, coalesce(judged.n_outcomes, 0) AS n_outcomes,
    CASE
        WHEN judged.decided IS NOT NULL THEN judged.decided
        WHEN judged.n_outcomes > 0 THEN 'offered'
        WHEN CAST(m ->> 'due' AS DATE) < current_date THEN 'overdue'
        ELSE 'open'
    END AS state,
    made."row"
FROM made
LEFT JOIN judged USING (pledge)
LEFT JOIN repeated USING (pledge)
