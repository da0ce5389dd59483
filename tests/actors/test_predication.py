"""What is said of somebody by "is"."""


def test_a_predicate_describes_its_subject(found_in):
    found = found_in("Ana Sol testified. She was an influential blogger. She left.")

    assert "an influential blogger" in found.mentions("Ana Sol")


def test_a_subject_is_who_the_predicate_names(found_in):
    found = found_in("The first witness was Gopal Nair. He spoke.")

    assert "The first witness" in found.mentions("Gopal Nair")


def test_what_somebody_would_be_describes_nobody(found_in):
    found = found_in("Ana Sol would be the first woman president of Peru.")

    assert found.mentions("Ana Sol") == ["Ana Sol"]


def test_a_state_that_is_a_member_is_no_person(found_in):
    assert not found_in("Sweden became a member in March.").names("person")
