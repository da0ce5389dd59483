"""The order of the branches: what an event is, how it is told, on whose word it stands."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "trigger", "status"),
    [
        ("Azerbaijan shelled Armenia.", "shelled", "happened"),
        ("Azerbaijan is shelling Armenia.", "shelling", "ongoing"),
        ("Kuwait's emir is on a visit to Oman.", "visit", "ongoing"),
        ("Armenia said Azerbaijan shelled Georgia.", "shelled", "claimed"),
        ("Azerbaijan shelled Georgia, according to Armenia.", "shelled", "claimed"),
        ("Azerbaijan denied that it had shelled Georgia.", "shelled", "denied"),
        ("Azerbaijan did not shell Georgia.", "shell", "negated"),
        ("Armenia said Azerbaijan had not shelled Georgia.", "shelled", "negated"),
        ("Armenia did not say whether Azerbaijan had shelled Georgia.", "shelled", "hypothetical"),
        ("Azerbaijan might shell Georgia.", "shell", "hypothetical"),
        ("If Azerbaijan shells Georgia, the talks will end.", "shells", "hypothetical"),
        ("Armenia said Oman will send rice to Georgia.", "send", "planned"),
        ("Oman said it will send rice to Georgia.", "send", "pledged"),
        ("Oman plans to send rice to Georgia.", "plans", "planned"),
        ("Armenia said Oman has pledged to send rice to Georgia.", "pledged", "pledged"),
        ("Armenia said Oman has accused Georgia of theft.", "accused", "claimed"),
        ("Armenia accused Georgia of theft.", "accused", "happened"),
        ("A possible meeting between Oman and Georgia was discussed.", "meeting", "hypothetical"),
        ("Armenia condemned the alleged attack by Georgia on Oman.", "attack", "claimed"),
        ("Oman and Georgia held scheduled talks on Friday.", "talks", "happened"),
        # proved or not
        ("There is no evidence that Georgia shelled Oman.", "shelled", "hypothetical"),
        ("There was no sign Georgia had shelled Oman.", "shelled", "hypothetical"),
        ("Little proof has emerged that Georgia shelled Oman.", "shelled", "hypothetical"),
        ("Inspectors found no indication that Georgia had shelled Oman.", "shelled", "hypothetical"),
        ("There is evidence that Georgia shelled Oman.", "shelled", "claimed"),
        ("It is not true that Georgia shelled Oman.", "shelled", "negated"),
        ("There is no doubt that Georgia shelled Oman.", "shelled", "happened"),
        ("Chad was the first state to have ratified a treaty with Oman.", "ratified", "happened"),
        ("Oman's president will say on Friday that Georgia shelled his fleet.", "shelled", "claimed"),
        ("Georgia would have shelled Oman.", "shelled", "hypothetical"),
        ("Oman would mediate between Georgia and Chad, diplomats say.", "mediate", "hypothetical"),
        # to come
        ("Finland and Estonia are set to sign a treaty on Friday.", "sign", "planned"),
        ("Georgian president to visit Oman in April", "visit", "planned"),
        ("Police closed roads in Muscat ahead of a state visit by the Georgian president.", "visit", "planned"),
        # supposed
        ("Chad could sign the pact or refuse to attend the summit.", "refuse", "hypothetical"),
        ("The treaty could speed the closure of Oman's border with Yemen.", "closure", "hypothetical"),
        ("Should Iran attack Oman, France would send help.", "attack", "hypothetical"),
        ("Should Iran attack Oman, its port has little to fear, an Omani envoy wrote.", "attack", "hypothetical"),
        ("Were Georgia to sever ties with Oman, its ships would stay away.", "sever", "hypothetical"),
        ("Oman keeps jets on alert in case Iranian drones attack its port.", "attack", "hypothetical"),
        ("Even if Georgia sends Oman its tanks, the war will go on.", "sends", "hypothetical"),
        # asked, supposed or needed
        ("Has Georgia shelled Oman?", "shelled", "hypothetical"),
        ("Do you think Georgia would shell Oman?", "shell", "hypothetical"),
        ('"We will ask Georgia to open an investigation," Oman said.', "ask", "planned"),
        ("A bill before the Georgian parliament would let police seize Omani ships.", "seize", "hypothetical"),
        ("A second Georgian attack on Oman is conceivable.", "attack", "hypothetical"),
        ("Why did Georgia invade Oman?", "invade", "happened"),
        ("The plan requires a ceasefire by the Omani rebels.", "ceasefire", "hypothetical"),
        ("Georgia is likely to attack Oman.", "likely", "hypothetical"),
        ("If Oman follows through on its threat to bomb Georgia, oil will rise.", "threat", "threatened"),
        # denied from above
        ("Oman avoided condemning Georgia.", "condemning", "negated"),
        ("There is no chance that Oman will withdraw from Georgia, an envoy said.", "withdraw", "negated"),
        ("That does not mean that Oman supports Georgia.", "supports", "negated"),
        ("Georgia did not search the Omani ship until October.", "search", "happened"),
        ("Not a shot was fired at Oman by Georgia.", "fired", "negated"),
        ("Not only Oman expelled the Georgian envoy.", "expelled", "happened"),
        ("Georgia's trial of two Omani officers resumes next Tuesday.", "trial", "planned"),
        ("Georgia let Omani police arrest a rebel.", "arrest", "happened"),
        # what is judged is not claimed, nor what is known to who asks
        ("Armenia condemned the invasion of Oman by Georgia.", "invasion", "happened"),
        ("Armenia called for an inquiry into the shelling of Oman by Georgia.", "shelling", "happened"),
        ("Perhaps Georgia will send tanks to Oman, a lawyer said.", "send", "hypothetical"),
        ("It is possible that Iran attacked Oman, an envoy said.", "attacked", "hypothetical"),
        ("It is unclear if Oman will expel the Georgian envoy.", "expel", "hypothetical"),
        ("Fears are growing that Iran will attack Oman.", "attack", "hypothetical"),
        ("In the event of an Iranian blockade of Oman, gas would last a week.", "blockade", "hypothetical"),
        ("Georgia warned of the danger of Omani cables being severed by Iran.", "severed", "hypothetical"),
        ("Pending the ratification of the accord by Oman, Georgia waits.", "ratification", "planned"),
        ("Georgia will ask Oman to fund a court.", "ask", "planned"),
        ("Georgia will not tolerate the Omani protests, its president said.", "tolerate", "claimed"),
        # going on
        ("Iranian troops were still shelling Oman.", "shelling", "ongoing"),
        ("Georgia's unions remain opposed to the Omani mine.", "opposed", "ongoing"),
        ("Georgia's detention of an Omani envoy continues.", "detention", "ongoing"),
        ("Talks between Oman and Georgia are dragging on.", "Talks", "ongoing"),
        # made to, or the first to
        ("Rebels forced Georgia to withdraw its troops from Oman.", "withdraw", "happened"),
        ("Georgia was compelled to release the Omani soldiers.", "release", "happened"),
        ("Georgia was the first to recognise the Omani government.", "recognise", "happened"),
        ("Georgia chose to expel the Omani envoy.", "chose", "planned"),
        # not done
        ("Georgia has yet to ratify the treaty with Oman.", "ratify", "negated"),
        ("Georgia asked whether or not Oman had shelled the island.", "shelled", "hypothetical"),
        ("Georgia and Oman failed to sign the treaty on Monday.", "sign", "negated"),
        ("Georgia stopped short of recalling its ambassador from Oman.", "recalling", "negated"),
        ("No talks took place between Georgia and Oman last year.", "talks", "negated"),
        # answered
        ("Accused by Oman of an attack, Georgia said it had never bombed Oman.", "bombed", "denied"),
        ("Georgia called the claim that its agents had kidnapped an Omani envoy a fabrication.", "kidnapped", "denied"),
        # going on
        ("Oman has been shelling Georgia since May.", "shelling", "ongoing"),
        ("Oman continues to supply weapons to Georgia.", "supply", "ongoing"),
        ("Three Norwegian aid workers are being held by Georgia.", "held", "ongoing"),
        ("Talks between Georgia and Oman are in their third day.", "Talks", "ongoing"),
        ("Joint naval exercises by Georgia and Oman are under way.", "exercises", "ongoing"),
        # on hearsay
        ("Georgian officers are said to have arrested three Omani soldiers.", "arrested", "claimed"),
    ],
)
def test_status_follows_grammar_and_the_teller(told, sentence, trigger, status):
    assert told(sentence).event(trigger).status == status


def test_what_stands_in_somebodys_words_is_never_told_as_fact(told):
    reading = told(
        "Syrian state media said Israeli jets struck Homs on Sunday and killed two soldiers.",
        "“Turkey has bombed three villages,” Iraqi spokesman Ali Hassan told reporters.",
    ).reading
    said = [span for statement in reading.statements for span in statement.content]
    inside = [event for event in reading.events if any(span.holds(event.trigger) for span in said)]
    assert len(inside) >= 2
    assert {event.status for event in inside} == {"claimed"}
    assert all(event.statement and event.chain[-1].actor for event in inside)


def test_the_act_of_speaking_stands_with_whoever_tells_of_it(told):
    reading = told("State media said Kim Jong Un thanked Russia for the grain.").reading
    (event,) = [event for event in reading.events if event.type == "SUPPORT"]
    (report,) = [s for s in reading.statements if s.parent is None]
    assert (event.status, event.statement) == ("claimed", report.id)
