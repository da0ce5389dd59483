"""Own sentences in the manner of news, each with the events that a careful person takes from it."""

import pytest


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # one row for each of the sixteen types
        ("Chad and Niger agreed to reopen the border on Monday.", ["agreed AGREE pledged TCD,NER & -"]),
        ("President Xi Jinping met Russian President Vladimir Putin.", ["met CONSULT happened CHN,RUS & -"]),
        ("Norway praised Ghana for its reforms.", ["praised SUPPORT happened NOR > GHA"]),
        ("Turkey apologized to Israel for the raid.", ["apologized CONCEDE happened TUR > ISR"]),
        ("Jordan extradited two suspects to Egypt.", ["extradited COOPERATE happened JOR > EGY"]),
        ("Japan gave Laos ten ambulances.", ["gave AID happened JPN > LAO"]),
        ("Uganda withdrew its troops from Congo.", ["withdrew RETREAT happened UGA > COD"]),
        ("Chile urged Peru to free the captives.", ["urged REQUEST requested CHL > PER"]),
        (
            "Kenya accused Somalia of arming the rebels.",
            ["accused ACCUSE happened KEN > SOM", "arming AID claimed SOM > rebels"],
        ),
        ("Iraq rejected a Turkish proposal.", ["rejected REJECT happened IRQ > TUR"]),
        ("Sudan threatened to attack Ethiopia.", ["threatened THREATEN threatened SDN > ETH"]),
        ("Thousands of Georgians protested against Russia.", ["protested PROTEST happened GEO > RUS"]),
        ("Canada imposed sanctions on Belarus.", ["sanctions SANCTION happened CAN > BLR"]),
        ("Poland deployed troops along the border with Belarus.", ["deployed MOBILIZE happened POL > BLR"]),
        ("Vietnam seized two Chinese ships.", ["seized COERCE happened VNM > CHN"]),
        ("Azerbaijan shelled Armenia.", ["shelled ASSAULT happened AZE > ARM"]),
    ],
)
def test_each_type_is_told_by_its_words(told, sentence, expected):
    assert told(sentence).lines == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Finland said it will send 40 tonnes of rice to Malawi.", "send AGREE pledged FIN > MWI"),
        ("Egypt pledged 50 tonnes of medical supplies to Chad.", "pledged AGREE pledged EGY > TCD"),
        ("Rwanda promised to withdraw its troops from Congo.", "promised CONCEDE pledged RWA > COD"),
        ("Iran vowed to attack Israel.", "vowed THREATEN threatened IRN > ISR"),
        ("Greece refused to meet the Turkish foreign minister.", "refused REJECT happened GRC > TUR"),
        ("Serbia said it will not recognize Kosovo.", "recognize REJECT claimed SRB > XKX"),
        ("Serbia does not, and never will, accept Kosovo as a state.", "accept REJECT happened SRB > XKX"),
        ("Russia said on Tuesday that Sudan must return the helicopter.", "must REQUEST requested RUS > SDN"),
        ("Ukraine called on Germany to send more weapons.", "called REQUEST requested UKR > DEU"),
        ("The Kenyan minister suggested that Uganda should curb its exports.", "suggested REQUEST requested KEN > UGA"),
        ("Kenya said it would help Uganda train its police.", "help AGREE pledged KEN > UGA"),
    ],
)
def test_a_promise_demand_or_threat_is_one_event_at_the_word_that_makes_it(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_what_is_promised_is_the_act_of_the_promise(told):
    reading = told("Japan pledged to send 300 engineers to Nepal.")
    (event,) = reading.reading.events
    assert event.act is not None
    assert (event.act.type, reading.words(event.act.trigger)) == ("AID", "send")
    assert reading.words(event.object) == "to send 300 engineers to Nepal"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Laos and Cambodia held talks in Bangkok.", "talks CONSULT happened LAO,KHM & -"),
        ("Angola and Zambia signed a border treaty.", "signed SUPPORT happened AGO,ZMB & -"),
        ("The summit between Peru and Chile ended on Friday.", "summit CONSULT happened PER,CHL & -"),
    ],
)
def test_those_who_meet_or_sign_are_all_actors(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_a_visitor_is_the_actor_and_the_host_the_recipient(told):
    reading = told("Qatar's emir arrived in Oslo on Monday.")
    assert [line.split(" ", 1)[1] for line in reading.lines] == ["CONSULT happened QAT > NOR"]
    assert reading.reading.events[0].mode == "visit"


def test_a_passive_turns_the_roles_and_a_gerund_keeps_who_is_blamed(told):
    assert told("Two Kenyan soldiers were killed by Somali gunmen.").lines == ["killed ASSAULT happened SOM > KEN"]
    lines = told("Rwanda accused Burundi of having shelled a market.").lines
    assert lines == ["accused ACCUSE happened RWA > BDI", "shelled ASSAULT claimed BDI > -"]


def test_one_happening_told_in_two_words_is_one_event(told):
    assert told("Israeli jets killed three Syrian soldiers in an attack on Homs.").lines == [
        "killed ASSAULT happened ISR > SYR"
    ]


def test_the_title_is_left_to_the_body_that_tells_the_same(told):
    body = "Ghana and Togo signed a fishing agreement on Monday."
    assert told(("title", "Ghana, Togo sign fishing agreement"), body).lines == ["signed SUPPORT happened GHA,TGO & -"]


def test_a_state_that_only_an_adjective_names_becomes_an_actor(told):
    reading = told("Iraq rejected a Turkish proposal.").reading
    turkey = reading.actor(reading.events[0].recipients[0])
    assert (turkey.name, turkey.kind, turkey.country) == ("Türkiye", "state", "TUR")


def test_circumstances_belong_to_their_own_event(told):
    reading = told(
        "Spain sent 200 tents to Morocco in September after rebels attacked Mali in August.", published_at="2024-11-02"
    )
    sent, attacked = reading.event("sent"), reading.event("attacked")
    assert [(q.value, q.unit) for q in sent.quantities] == [(200, "tents")]
    assert sent.when is not None
    assert attacked.when is not None
    assert (sent.when.start, attacked.when.start) == ("2024-09", "2024-08")
    assert attacked.quantities == ()


def test_conditions_and_terms_of_a_promise_are_kept(told):
    sentence = "Iran promised to release the crew by Friday if Greece returns the tanker."
    reading = told(sentence, published_at="2024-05-07")
    event = reading.event("promised")
    assert event.due is not None
    assert event.due.start == "2024-05-10" or event.due.end == "2024-05-10"
    assert [reading.words(span) for span in event.conditions] == ["if Greece returns the tanker"]


def test_every_event_says_which_row_and_which_branch_decided(told):
    (event,) = told("Azerbaijan shelled Armenia.").reading.events
    assert event.why[0].startswith("event_triggers.csv:")
    assert event.why[-1] == "status: told in the outlet's own voice"


@pytest.mark.parametrize(
    "sentence",
    [
        "The talks are expected to be difficult.",
        "The band will tour in May.",
        "He scored twice and the visitors won.",
        "The museum was founded in 1890.",
    ],
)
def test_nothing_is_told_where_nobody_acts_between_actors(told, sentence):
    assert told(sentence).lines == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Turkish border guards pushed back 40 Afghan migrants on Tuesday.", "pushed COERCE happened TUR > AFG"),
        ("Chad retaliated with air strikes against Sudan.", "retaliated ASSAULT happened TCD > SDN"),
        ("Rwanda's overthrow of the governor angered many.", "overthrow ASSAULT happened RWA > RWA"),
        ("Peru cut off water supplies to Chile.", "cut COERCE happened PER > CHL"),
        ("Bolivia raised tariffs on Brazilian beef.", "raised SANCTION happened BOL > BRA"),
        ("Ghana kicked out two Togolese diplomats.", "kicked SANCTION happened GHA > TGO"),
        ("Poland pulled out of talks with Belarus.", "pulled REJECT happened POL > BLR"),
        ("Norway reiterated its support for Ghana.", "support SUPPORT happened NOR > GHA"),
        ("The French president stood by Armenia.", "stood SUPPORT happened FRA > ARM"),
        ("Japan mended ties with South Korea.", "mended SUPPORT happened JPN,KOR & -"),
        ("Greek officials sat down with Turkish envoys in Athens.", "sat CONSULT happened GRC,TUR & -"),
        ("The Ugandan president flew into Cairo on Monday.", "flew CONSULT happened UGA > EGY"),
        ("Angola and Namibia swapped prisoners on Sunday.", "swapped COOPERATE happened AGO,NAM & -"),
        ("India took in 300 Burmese refugees.", "took AID happened IND > MMR"),
        ("Estonia called up 2,000 reservists.", "called MOBILIZE happened EST > -"),
        ("Bangladeshi garment workers walked off the job.", "walked PROTEST happened BGD > -"),
        ("Serbia distanced itself from Russia.", "distanced REJECT happened SRB > RUS"),
        ("Georgia tore up an agreement with Armenia.", "tore REJECT happened GEO > ARM"),
        ("Laos applied for membership of the United Nations.", "applied REQUEST requested LAO > United Nations"),
        ("Syria pointed the finger at Jordan over the raid.", "pointed ACCUSE happened SYR > JOR"),
        ("North Korea vowed revenge on South Korea.", "vowed THREATEN threatened PRK > KOR"),
        ("Iran's foreign minister said that Israel will regret the raid.", "regret THREATEN threatened IRN > ISR"),
        ("Kenya's decision to ban Somali lorries is final.", "decision THREATEN planned KEN > SOM"),
        ("Zambia's offer of maize to Malawi covers two months.", "offer AGREE pledged ZMB > MWI"),
        (
            "Several clashes between Thai soldiers and Cambodian soldiers took place.",
            "clashes ASSAULT happened THA,KHM & -",
        ),
        ("Congolese troops fled Goma.", "fled RETREAT happened COD > -"),
        ("The Kenyan president called the Ugandan minister a thug.", "called ACCUSE happened KEN > UGA"),
        ("Sweden expressed disappointment with Turkey.", "disappointment ACCUSE happened SWE > TUR"),
        ("Police took two Belarusian reporters into custody.", "took COERCE happened Police > BLR"),
        # words with a hyphen are one word
        ("Chad re-imposed sanctions on Niger.", "re-imposed SANCTION happened TCD > NER"),
        ("The Kenyan army launched a counter-attack against Somalia.", "counter-attack ASSAULT happened KEN > SOM"),
        ("The cease-fire between Iran and Iraq began on Monday.", "cease-fire RETREAT happened IRN,IRQ & -"),
        ("North Korea test-fired a missile on Monday.", "test-fired MOBILIZE happened PRK > -"),
    ],
)
def test_particles_nouns_and_rarer_words_tell_events(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_who_carries_a_noun_by_a_verb_of_saying_makes_the_event(told):
    lines = told("On a visit to Kenya, Norwegian Prime Minister Jonas Vik voiced his strong support of Ghana.").lines
    assert "support SUPPORT happened NOR > GHA" in lines


def test_what_is_known_is_a_fact_though_its_end_is_ahead(told):
    assert told("Turkey's offensive against Syria would end if Russia left.").lines[0] == (
        "offensive ASSAULT happened TUR > SYR"
    )


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The Australian government said it would donate 49 tanks to Kyiv.",
            "donate AGREE pledged AUS > UKR",
        ),
        ("According to the Kenyan army, its drones struck a rebel camp.", "struck ASSAULT claimed KEN > -"),
        ("The warmongers will pay dearly, North Korea's army said.", "pay THREATEN threatened PRK > -"),
    ],
)
def test_whoever_speaks_is_meant_where_a_pronoun_or_a_threat_names_nobody(told, sentence, expected):
    assert told(sentence).lines == [expected]


def test_a_day_that_is_another_nouns_is_no_term(told):
    vow = "Beijing has vowed it would never rule out using force to take Taiwan, calling Monday's drills a warning."
    event = told(vow, published_at="2024-10-16").reading.events[0]

    assert event.status == "threatened"
    assert event.due is None


def test_a_day_of_what_the_act_is_done_to_is_no_term(told):
    wish = "Beijing wants Trump to eliminate the 15% tariffs on Chinese goods imposed on Sept. 1."
    (event,) = told(wish, published_at="2019-11-20").reading.events
    term = told("Chile urged Peru to free the captives by Friday.", published_at="2026-07-14").reading.events

    assert event.due is None
    assert [event.due.end for event in term if event.due] == ["2026-07-17"]


def test_a_participle_without_its_auxiliary_is_passive(told):
    assert told("The US military says two service members killed in Kabul.").lines == [
        "killed ASSAULT claimed - > service members"
    ]


def test_who_is_cited_stands_last_in_the_chain_of_an_event(told):
    page = told("The Hakkari Post, citing two people briefed on the plan, reported that Georgia had shelled Oman.")
    chain = page.event("shelled").chain

    assert [page.words(link.span) for link in chain][-1] == "two people briefed on the plan"


def test_a_denial_stands_on_the_word_of_who_denies(told):
    page = told("Georgia rejected Oman's claim that it had shelled Chad.")
    event = page.event("shelled")

    assert event.status == "denied"
    assert [page.reading.actor(link.actor).name for link in event.chain] == ["Georgia"]
