-- One row for each actor and article: who somebody is on that page.
-- actor: the actor's id; one that names no article is the same in all of them
-- article: id of the article
-- name: as the page has it
-- kind: person, state, government, military, organization, igo, ngo, armed_group, company, news_agency, media, population, other
-- country: ISO 3166-1 alpha-3
-- sector: PLOVER's sector code
-- role: office or description on that page
-- state_controlled: of media, whether a state controls them
-- wikidata: Wikidata's id, where it is known
-- names: list of the forms that the page names the actor by
-- n_mentions: mentions on the page, pronouns included
-- start: first code point of the first mention in the article's text
-- end: code point after its last
-- published_on: the day of publication
-- why: what decided
-- local_id: id in the reading
-- row: key of the reading
SELECT
    same(a.actor) AS actor, a.article, a.name, a.kind, a.country, a.sector, a.role, a.state_controlled, a.wikidata, a.names,
    a.n_mentions, a.start, a."end", a.published_on, a.why, a.local_id, a."row"
FROM part_actors AS a
JOIN current USING ("row")
