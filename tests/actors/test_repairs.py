"""Names that the parser misreads, set right by the page itself."""

from dateline.actors.repairs import repair_names


def test_the_plural_after_a_person_is_a_verb_and_the_person_its_subject():
    text = ["President", "Kamala", "Harris", "waves", "as", "crowds", "cheer"]
    tag = ["NNP", "NNP", "NNP", "NNS", "IN", "NNS", "VBP"]
    dep = ["compound", "compound", "compound", "ROOT", "mark", "nsubj", "advcl"]
    head = [3, 3, 3, 3, 6, 6, 3]

    repair_names(text, tag, dep, head, ["", "PERSON", "PERSON", "", "", "", ""], [False, True, *[False] * 5])

    assert (tag[3], dep[2], head[:3]) == ("VBZ", "nsubj", [2, 2, 3])


def test_supporters_are_no_verb():
    tag = ["NNP", "NNP", "NNS", "VBD"]
    dep = ["compound", "compound", "nsubj", "ROOT"]

    repair_names(
        ["Kamala", "Harris", "supporters", "cheered"],
        tag,
        dep,
        [1, 2, 3, 3],
        ["PERSON", "PERSON", "", ""],
        [True, *[False] * 3],
    )

    assert tag[2] == "NNS"


def test_a_surname_of_the_page_is_a_name_wherever_it_stands(found_in):
    found = found_in("Amina Osei won the vote in Ghana.", "Osei, meanwhile, rejects any indicators that she lost.")

    assert found.mentions("Amina Osei") == ["Amina Osei", "Osei", "she"]


def test_a_common_word_of_the_page_is_no_surname():
    text = ["Ana", "Black", "spoke", ".", "Black", "voters", "saw", "black", "cars", "."]
    tag = ["NNP", "NNP", "VBD", ".", "JJ", "NNS", "VBD", "JJ", "NNS", "."]

    repair_names(
        text,
        tag,
        ["dep"] * 10,
        list(range(10)),
        ["PERSON", "PERSON", *[""] * 8],
        [True, *[False] * 9],
    )

    assert tag[4] == "JJ"
