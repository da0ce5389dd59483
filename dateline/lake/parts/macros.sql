-- What the parts are made with. Spans are half-open, in code points, as DuckDB's substring counts them from 1.
CREATE OR REPLACE MACRO words(text, span) AS substring(text, span."start" + 1, span."end" - span."start");
-- Several spans as one text, with an ellipsis where words between are left out.
CREATE OR REPLACE MACRO all_words(text, spans) AS array_to_string(list_transform(spans, lambda s: words(text, s)), ' … ');
-- The first day that an ISO 8601 or EDTF time can mean; NULL where it names none.
CREATE OR REPLACE MACRO first_day(stated) AS
    TRY_CAST(CASE length(stated) WHEN 4 THEN stated || '-01-01' WHEN 7 THEN stated || '-01' ELSE left(stated, 10) END AS DATE);
-- The last day that it can mean.
CREATE OR REPLACE MACRO last_day_of(stated) AS
    CASE length(stated)
        WHEN 4 THEN TRY_CAST(stated || '-12-31' AS DATE)
        WHEN 7 THEN last_day(TRY_CAST(stated || '-01' AS DATE))
        ELSE TRY_CAST(left(stated, 10) AS DATE)
    END;
-- Where a fact stands, told by its words and the 24 characters on either side: the same in every reading of a text,
-- and in a revision that leaves these words alone.
CREATE OR REPLACE MACRO anchor(kind, text, span) AS
    left(md5(concat_ws('|', kind,
        substring(text, greatest(span."start" - 24, 0) + 1, least(span."start", 24)),
        words(text, span),
        substring(text, span."end" + 1, 24))), 16);
-- Two facts that stand on the same word are told apart by their order.
CREATE OR REPLACE MACRO numbered(anchor, reading, id) AS
    anchor || CASE row_number() OVER (PARTITION BY reading, anchor ORDER BY id) WHEN 1 THEN ''
              ELSE '-' || row_number() OVER (PARTITION BY reading, anchor ORDER BY id) END;
-- An actor's id beyond its reading: its own where that holds everywhere ("person/PRK/kim-jong-un"), else the place
-- of its first mention in the article.
CREATE OR REPLACE MACRO key_of(article, actor) AS
    CASE WHEN contains(actor.id, '/') THEN actor.id
         WHEN len(actor.mentions) = 0 THEN article || '#' || actor.id
         ELSE article || '#char=' || actor.mentions[1].span."start" || ',' || actor.mentions[1].span."end" || ';' || actor.name
    END;
-- The distance of two places on the globe (haversine formula).
CREATE OR REPLACE MACRO kilometres(lat, lon, other_lat, other_lon) AS
    2 * 6371 * asin(sqrt(pow(sin(radians(other_lat - lat) / 2), 2)
        + cos(radians(lat)) * cos(radians(other_lat)) * pow(sin(radians(other_lon - lon) / 2), 2)));
-- What a number counts, in one word: "Moldovan diplomats" and "diplomats" are the same.
CREATE OR REPLACE MACRO counted(unit) AS regexp_extract(lower(unit), '\S+$');
