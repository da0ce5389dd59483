"""Whom a pronoun means, by the grammar around it.

A possessive looks to the subject of its clause, a subject pronoun to the subject of the clause above or of the
sentence before, an object pronoun to somebody else than its own subject. "They" and "each other" want several: joined
subjects, or a subject and who is with it. Where the nearest subject is nobody, nobody is guessed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile

from dateline.actors.figures import Figure
from dateline.actors.vocabulary import telling_verbs
from dateline.actors.words import Words

Standing = Mapping[int, tuple[Figure, ...]]
PERSONAL = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
MASCULINE = frozenset({"he", "him", "his", "himself"})
SEVERAL = frozenset({"they", "them", "their", "theirs", "themselves", "other", "another"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
SUBJECTS = ("nsubj", "nsubjpass")
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "csubj", "xcomp", "pcomp"})
"""What the verb of a clause within another is to the verb or noun above it."""
CROWDS = frozenset({"person", "population", "armed_group", "military", "other"})
"""Kinds of actors that people are, several at once."""
OFTENER = 3
"""How many times as often as another somebody is met whom a page is about."""
HIGHEST = 12
"""How many heads up a clause may lie before the search ends: no real sentence is deeper."""


def antecedents(
    words: Words, at: Standing, pronoun: int, before: Sequence[tuple[int, tuple[Figure, ...]]]
) -> tuple[Figure, ...]:
    """The figures that the pronoun means; () where that cannot be told. `before`: who was met last, in order."""
    said = words.lower[pronoun]
    if said == "it" and _stands_for_infinitive(words, pronoun):
        return ()
    before = [met for met in before if _may_mean(words, pronoun, met[0])]
    first = _first_conjunct(words, pronoun)
    if first is not None and _fits(said, at.get(first, ())):
        return at[first]
    subjects = [subject for subject in _subjects_above(words, pronoun) if _may_mean(words, pronoun, subject)]
    is_object = (
        words.dep[pronoun] in ("dobj", "dative", "pobj") and said not in REFLEXIVE and words.tag[pronoun] == "PRP"
    )
    if is_object and subjects:
        own, subjects = joined_figures(words, at, subjects[0]), subjects[1:]
        near = [figures for head, figures in reversed(before) if words.sentence[head] == words.sentence[pronoun]]
        fit = [figures for figures in near if _fits(said, figures) and not set(figures) & set(own)]
        if fit:
            return next((figures for figures in fit if figures[0].gender and said in PERSONAL), fit[0])
    else:
        own = ()
    for subject in subjects:
        figures = joined_figures(words, at, subject)
        if not figures:
            figures = next((at[kid] for kid in _beside(words, subject) if kid in at and kid < pronoun), ())
        if said in SEVERAL and len(figures) == 1 and not _fits(said, figures):
            figures = (*figures, *_companions(words, at, subject))
        if _fits(said, figures) and not (is_object and set(figures) & set(own)):
            return _surer(words, said, pronoun, figures, before)
        owner = next((kid for kid in words.kids[subject] if words.dep[kid] == "poss" and kid < pronoun), None)
        if said in PERSONAL and owner is not None and _fits(said, at.get(owner, ())):
            return at[owner]
        if not figures and (said not in PERSONAL or _is_one_of_many(words, subject)):
            return ()
    found = _from_before(words, at, pronoun, before, own)
    return found or (_speakers_before(words, at, pronoun, before) if said == "they" else ())


def _beside(words: Words, subject: int) -> list[int]:
    """The appositions of a subject: "the envoy, Anna Berg, said", "one of the nurses, Anna Berg, said"."""
    prepositions = [kid for kid in words.kids[subject] if words.lower[kid] == "of"]
    whole = [kid for preposition in prepositions for kid in words.kids[preposition]]
    return [kid for head in (subject, *whole) for kid in words.kids[head] if words.dep[kid] == "appos"]


def _is_one_of_many(words: Words, subject: int) -> bool:
    """Whether a subject is somebody whom no name tells: "one of the nurses", "another"."""
    return words.lower[subject] in ("one", "another") and not _beside(words, subject)


def _speakers_before(
    words: Words, at: Standing, pronoun: int, before: Sequence[tuple[int, tuple[Figure, ...]]]
) -> tuple[Figure, ...]:
    """Whom "they said" means where no subject is several: the people named last, else the body that told last."""
    if not _speaks_on(words, pronoun):
        return ()
    near = [
        (head, met)
        for head, met in reversed(before)
        if words.telling[pronoun] - words.telling[head] <= 1 and not words.quoted[head] and head < pronoun
    ]
    crowds = (met for _, met in near if _fits("they", met) and all(who.kind in CROWDS for who in met))
    sentence = words.sentence[pronoun]
    earlier = takewhile(lambda token: words.sentence[token] == sentence, range(pronoun - 1, -1, -1))
    opens = not any(words.dep[token] in SUBJECTS for token in earlier)
    bodies = (
        met
        for head, met in near
        if words.dep[head] == "nsubj" and _tells(words, head) and _fits("it", met)
        if opens or words.sentence[head] == sentence
    )
    return next(crowds, None) or next((met for met in bodies if met[0].kind not in ("state", "other")), ())


def _surer(
    words: Words,
    said: str,
    pronoun: int,
    figures: tuple[Figure, ...],
    before: Sequence[tuple[int, tuple[Figure, ...]]],
) -> tuple[Figure, ...]:
    """Somebody nearby who is known to be a woman, where "she" would else be one of whom that is not known.

    In "a source close to Elena Rojas says she has been phoned", "she" is not the source. Men are named so often that
    "he" is held to this only against a description.
    """
    if said not in PERSONAL or said in REFLEXIVE or figures[0].gender or (figures[0].is_named and said in MASCULINE):
        return figures
    reach = 0 if said in MASCULINE else 1
    near = [
        who
        for head, who in before
        if words.sentence[pronoun] - words.sentence[head] <= reach and head < pronoun and figures[0] not in who
    ]
    return next((who for who in reversed(near) if _fits(said, who) and who[0].gender), figures)


def _from_before(
    words: Words, at: Standing, pronoun: int, before: Sequence[tuple[int, tuple[Figure, ...]]], own: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """Somebody of the sentence before: its subject, else for "he" and "she" the person met last."""
    said, sentence = words.lower[pronoun], words.sentence[pronoun]
    if said in ("other", "another") or (said == "it" and _is_empty_it(words, pronoun)):
        return ()
    begins_clause = words.dep[pronoun] in SUBJECTS or (
        words.tag[pronoun] == "PRP$" and words.dep[words.head[pronoun]] in SUBJECTS
    )
    nearest = 0 if said in PERSONAL and begins_clause else 1
    last = [
        (head, who)
        for head, who in before
        if (nearest <= sentence - words.sentence[head] or _is_put_before(words, head, pronoun))
        and words.telling[pronoun] - words.telling[head] <= _reach(said)
    ]
    last.sort(key=lambda met: (words.sentence[met[0]], words.dep[met[0]] in SUBJECTS, met[0]), reverse=True)
    if said in PERSONAL and _speaks_on(words, pronoun):
        last.sort(key=lambda met: _prominence(words, met[0], pronoun), reverse=True)
        last = _chief_first(words, pronoun, last, before)
    for head, met in last:
        joined = joined_figures(words, at, head)
        is_subject = words.dep[head] in SUBJECTS or ((said in PERSONAL or len(joined) > 1) and _rank(words, head) == 2)
        figures = joined if is_subject else met
        if (is_subject or said in PERSONAL) and _fits(said, figures) and not set(figures) & set(own):
            return _surer(words, said, pronoun, figures, before)
    return ()


def _chief_first(
    words: Words,
    pronoun: int,
    last: list[tuple[int, tuple[Figure, ...]]],
    before: Sequence[tuple[int, tuple[Figure, ...]]],
) -> list[tuple[int, tuple[Figure, ...]]]:
    """Whom "he" may mean, whom the page is about before somebody of an earlier paragraph who was met in passing."""
    if not last or words.block[last[0][0]] == words.block[pronoun]:
        return last
    head, first = last[0]
    met = Counter(who for _, figures in before for who in figures)
    said = words.lower[pronoun]
    chiefs = [
        each
        for each in last
        if words.sentence[each[0]] > words.sentence[head]
        and _fits(said, each[1])
        and met[each[1][0]] >= OFTENER * met[first[0]]
    ]
    return [*chiefs, *(each for each in last if each not in chiefs)]


def _may_mean(words: Words, pronoun: int, other: int) -> bool:
    """Whether quotation marks and binding let the pronoun mean who stands at `other`.

    Outside of quotations "he" is nobody who is named within one ("'Trump was up,' he said"); within one it is not
    who speaks; and as a subject, not who stands in what is put before its own clause ("After meeting Lavrov, he"), nor
    whom its clause is about ("Fico, whom he blamed").
    """
    if words.lower[pronoun] not in PERSONAL:
        return True
    if words.quoted[other] > words.quoted[pronoun]:
        return False
    if words.sentence[other] != words.sentence[pronoun]:
        return True
    if words.quoted[pronoun] and not words.quoted[other]:
        return words.dep[other] not in SUBJECTS
    if words.dep[pronoun] not in SUBJECTS or words.dep[other] == "poss":
        return True
    if _is_whom(words, pronoun, other):
        return False
    return not _is_fronted(words, other, words.head[pronoun])


def _is_whom(words: Words, pronoun: int, other: int) -> bool:
    """Whether the pronoun does something to who stands before its clause: "Fico, whom he blamed"."""
    verb = words.head[pronoun]
    if words.dep[verb] != "relcl" or words.head[verb] != other:
        return False
    return any(words.tag[kid] in ("WP", "WDT") and kid < pronoun for kid in words.kids[verb])


def _is_fronted(words: Words, token: int, verb: int) -> bool:
    """Whether the token stands in a phrase before a verb that depends on it and has no subject of its own.

    "Asked whether the mayor would go, he": what somebody is asked has a subject, but he is not its subject.
    """
    for _ in range(HIGHEST):
        above = words.head[token]
        if above == verb:
            return token < verb and words.dep[token] in ("prep", "advcl")
        has_subject = any(words.dep[kid] in SUBJECTS for kid in words.kids[above])
        if above == token or (has_subject and words.lemma(words.head[above]) != "ask"):
            return False
        token = above
    return False


def _is_put_before(words: Words, subject: int, pronoun: int) -> bool:
    """Whether a subject is that of a clause before the pronoun's own: "though the ministry has said so, it …"."""
    if words.dep[subject] not in SUBJECTS or words.dep[pronoun] not in SUBJECTS or subject > pronoun:
        return False
    verb = words.head[subject]
    return words.dep[verb] == "advcl" and words.head[verb] == words.head[pronoun]


def _speaks_on(words: Words, pronoun: int) -> bool:
    """Whether a pronoun is the subject of a verb that quotes, outside of quotations: who spoke last speaks on."""
    if words.dep[pronoun] not in SUBJECTS or words.quoted[pronoun]:
        return False
    return telling_verbs().get(words.lemma(words.head[pronoun]), False)


def _prominence(words: Words, token: int, pronoun: int) -> tuple[int, bool, int, int, int, int]:
    """To whom "he said" looks first: who told something in the paragraph, else who led a sentence of it, else who told
    something before; else the last subject, outer ones first.

    In "He declined to say whether Kim slept on the night Lavrov left", it is not Lavrov who speaks on.
    """
    rank, depth = _rank(words, token), _depth(words, token)
    is_here = words.block[token] == words.block[pronoun]
    acts = rank == 2 and words.dep[token] != "nsubjpass"
    tells = acts and _tells(words, token)
    leads = 3 if tells and is_here else 2 if acts and is_here and depth == 0 else int(tells)
    return leads, rank > 0, words.sentence[token], rank, -depth, token


def _tells(words: Words, subject: int) -> bool:
    """Whether the verb of a subject tells something, or one joined to it ("rose and said")."""
    verb = words.head[words.head[subject] if words.dep[subject] == "appos" else subject]
    verbs = [verb, *(kid for kid in words.kids[verb] if words.dep[kid] == "conj")]
    return any(words.lemma(each) in telling_verbs() for each in verbs)


def _rank(words: Words, token: int) -> int:
    """2 for a subject and for the name beside one ("a nurse, Anna Berg, left"), 1 for whose a subject is, else 0."""
    if words.dep[token] == "appos":
        token = words.head[token]
    if words.dep[token] in SUBJECTS:
        return 2
    return int(words.dep[token] == "poss" and words.dep[words.head[token]] in SUBJECTS)


def _depth(words: Words, token: int) -> int:
    """How many clauses lie between a token and its sentence."""
    depth = 0
    for _ in range(HIGHEST):
        depth += words.dep[token] in CLAUSES
        if words.head[token] == token:
            break
        token = words.head[token]
    return depth


def _reach(said: str) -> int:
    """How many sentences back a pronoun reaches: people stay in mind longer than things."""
    return 3 if said in PERSONAL else 1


def _is_empty_it(words: Words, token: int) -> bool:
    """ "It is likely that": an "it" that means nothing."""
    verb = words.head[token]
    return words.lemma(verb) in ("be", "seem", "appear", "remain", "become", "take")


def _stands_for_infinitive(words: Words, token: int) -> bool:
    """ "Make it easier to": an "it" that stands for what comes after."""
    is_object = token > 0 and words.lemma(token - 1) in ("make", "find", "consider", "think", "deem")
    return is_object and words.tag[token + 1 : token + 2] in (["JJ"], ["JJR"])


def _fits(said: str, figures: tuple[Figure, ...]) -> bool:
    if not figures:
        return False
    one = figures[0]
    if said in PERSONAL:
        gender = "m" if said in MASCULINE else "f"
        return len(figures) == 1 and one.kind == "person" and not one.is_plural and one.gender in (None, gender)
    if said in SEVERAL:
        crowd = one.kind in ("population", "armed_group", "military") or (one.kind == "media" and not one.is_named)
        return len(figures) > 1 or one.is_plural or crowd
    return len(figures) == 1 and one.kind != "person" and not one.is_plural


def _subjects_above(words: Words, token: int) -> list[int]:
    """The subjects of the clauses around a token, innermost first, without any that holds the token itself."""
    found: list[int] = []
    below, above = token, words.head[token]
    path = {token}
    for _ in range(HIGHEST):
        path.add(below)
        for kid in words.kids[above]:
            before = kid < token or words.dep[below] in ("prep", "advcl")
            if words.dep[kid] in SUBJECTS and kid not in path and kid not in found and before:
                found.append(kid)
        if words.dep[above] in ("relcl", "acl") and words.head[above] not in found and words.head[above] < token:
            holder = words.head[above]
            if words.dep[above] == "relcl" and any(words.lower[kid] in ("who", "which") for kid in words.kids[above]):
                found.append(holder)
        below, above = above, words.head[above]
        if below == above:
            break
    return [subject for subject in found if words.tag[subject] not in ("WDT", "WP")]


def _first_conjunct(words: Words, pronoun: int) -> int | None:
    """ "Sadeqi and his Omani counterpart": a possessive in the second of two joined means the first."""
    owned = words.head[pronoun]
    for _ in range(3):
        if words.dep[owned] == "conj":
            return words.head[owned] if words.tag[pronoun] == "PRP$" else None
        if words.dep[owned] not in ("compound", "appos", "nmod", "poss"):
            break
        owned = words.head[owned]
    return None


def joined_figures(words: Words, at: Standing, subject: int) -> tuple[Figure, ...]:
    """Who stands at a subject, with all that are joined to it by "and"."""
    figures = list(at.get(subject, ()))
    joined = [kid for kid in words.kids[subject] if words.dep[kid] == "conj"]
    while joined:
        token = joined.pop()
        figures += at.get(token, ())
        joined += [kid for kid in words.kids[token] if words.dep[kid] == "conj"]
    return tuple(dict.fromkeys(figures))


def _companions(words: Words, at: Standing, subject: int) -> tuple[Figure, ...]:
    """Who the subject does it with: "Lavrov held talks with Choe"."""
    verb = words.head[subject]
    holders = [verb, *(kid for kid in words.kids[verb] if words.dep[kid] == "dobj")]
    withs = [kid for holder in holders for kid in words.kids[holder] if words.lower[kid] == "with"]
    met = [kid for preposition in withs for kid in words.kids[preposition] if words.dep[kid] == "pobj"]
    direct = [kid for kid in words.kids[verb] if words.dep[kid] == "dobj" and words.lemma(verb) == "meet"]
    return tuple(figure for token in (*met, *direct) for figure in joined_figures(words, at, token))
