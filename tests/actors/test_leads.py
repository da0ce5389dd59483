"""Who is described first and named later, or named first and described later."""


def test_whom_a_lead_describes_is_the_one_that_the_story_names(found_in):
    found = found_in(
        "A New York judge rejected the request on Monday.",
        "Manhattan Judge Frank Moorland said the file stays closed.",
    )

    assert found.mentions("Frank Moorland")[0] == "A New York judge"


def test_of_two_judges_nobody_knows_whom_a_lead_describes(found_in):
    found = found_in(
        "A judge rejected the request on Monday.",
        "Judge Frank Moorland said the file stays closed. Judge Anna Lindt agreed with him.",
    )

    assert "A judge" not in found.mentions("Frank Moorland") + found.mentions("Anna Lindt")


def test_one_expert_is_the_expert(found_in):
    found = found_in("One legal expert said the prince has no immunity.", "The expert warned that he could be tried.")

    assert found.mentions("legal expert") == ["One legal expert", "The expert", "he"]


def test_the_former_secretary_of_state_is_who_once_was(found_in):
    found = found_in("Hillary Clinton spoke in Ohio.", "The former secretary of state said she would win.")

    assert "The former secretary of state" in found.mentions("Hillary Clinton")


def test_a_lawyer_is_that_of_whom_the_page_says(found_in):
    found = found_in(
        "An attorney for Bryan Paglia, Mark Dugal, said his client was ready.",
        "Anna Mills, an attorney for Cheryl Hunt, was away.",
        "Paglia's attorney said no more.",
    )

    assert "Paglia's attorney" in found.mentions("Mark Dugal")


def test_a_surname_alone_is_whom_the_world_calls_so(found_in):
    found = found_in(
        "Donald Trump will speak on Monday.", "Ivanka Trump said the plan helps mothers.", "Trump says he would pay."
    )

    assert found.mentions("Donald Trump")[-2:] == ["Trump", "he"]


def test_a_surname_spelled_otherwise_is_the_same_person_s(found_in):
    found = found_in("President Volodymyr Zelenskiy called on Monday.", "The envoy said that Zelensky will answer.")

    assert "Zelensky" in found.mentions("Volodymyr Zelenskiy")


def test_a_title_tells_a_man_from_a_woman_of_his_name(found_in):
    found = found_in(
        "Scott Lassen sued the mayor on Monday.", "His wife, Jamie Lassen, denied it.", "Mr. Lassen has footage."
    )

    assert "Mr. Lassen" in found.mentions("Scott Lassen")


def test_a_paper_is_called_by_the_last_word_of_its_name(found_in):
    found = found_in("The San Francisco Chronicle reported the fire.", "The Chronicle says a man was arrested.")

    assert "The Chronicle" in found.mentions("San Francisco Chronicle")
