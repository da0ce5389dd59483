-- One row for each page that could not be read.
-- name: the file or address
-- reason: why
-- page: key of the page as it was fetched, where there was one
-- recorded_at: when
SELECT name, reason, page, recorded_at FROM refused
