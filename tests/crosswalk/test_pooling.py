"""Regions together: sums that equal counting everybody at once, coverage, and refusals with their reason."""

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import PLUGINS
from tests.crosswalk.invented import FOUR, Held, count, figure, four_networks, indicator, mapping, region, vocabulary

import palnet
from palnet import Answers, CountedFrom, DataError, Kind, NotFoundError, Origin, Policy, State
from palnet.crosswalk import LeftOut, pool, pool_all, published_counts
from palnet.model.predicate import Stratum
from palnet.survey.synthesis import synthesise


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    """Four invented networks, each with made-up answers to Vest's questionnaire of 2023 of some seed."""
    folders = [*four_networks(tmp_path_factory.mktemp("four")), *(one / "src" for one in sorted(PLUGINS.iterdir()))]
    catalogue = palnet.discover(plugins=[], folders=[one for one in folders if one.is_dir()])
    return catalogue, {
        name: synthesise(catalogue, name, 2023, respondents=30 + 7 * n, seed=n).answers for n, name in enumerate(FOUR)
    }


def all_at_once(answers: dict[str, Answers]) -> Answers:
    """Everybody's answers in one file, with each network's own options beside the others'."""
    first, *rest = answers.values()
    questions = []
    for question in first.questionnaire.questions:
        others = [one.questionnaire.by_id[question.id] for one in rest]
        options = {option.code: option for one in (question, *others) for option in one.options}
        questions.append(attrs.evolve(question, options=tuple(options.values())))
    asked = attrs.evolve(first.questionnaire, questions=tuple(questions))
    columns = {name: [cell for one in answers.values() for cell in one.columns[name]] for name in first.columns}
    return Answers(questionnaire=asked, columns=columns, synthetic=True)


def counted(catalogue, answers, by):
    indicators = [one for one in catalogue.indicators.values() if one.counted_from is CountedFrom.ANSWERS]
    indicators = [one for one in indicators if set(one.questions) <= set(answers.questionnaire.by_id)]
    return tuple(palnet.count(indicators, answers, by=by, period=2023))


NUMBERS = ("state", "numerator", "denominator", "missing", "base_unknown", "taken_as_no", "respondents")


@pytest.mark.parametrize("by", [(), ("role",), ("role", "sector"), ("network",), ("role", "network")])
def test_four_networks_together_are_everybody_counted_at_once(four, by):
    catalogue, answers = four
    pooled, refused = pool_all(catalogue, {name: counted(catalogue, one, by) for name, one in answers.items()})
    assert refused == ()
    shared = tuple(one for one in by if one != "network")
    whole = {
        (one.indicator, one.strata): one
        for one in counted(catalogue, all_at_once(answers), shared)
        if one.state is not State.NOT_ASKED
    }
    totals = {(one.indicator.id, one.strata): one for one in pooled if one.total is not None}
    assert totals.keys() == whole.keys()
    assert len(totals) >= 20
    for key, one in totals.items():
        assert len(one.covered) == 4
        for name in NUMBERS:
            assert getattr(one.total, name) == getattr(whole[key], name), (key, name)
        assert {code: n for code, n in one.total.values if n} == {code: n for code, n in whole[key].values if n}


def test_a_total_is_what_the_raw_answers_add_up_to(four):
    """One indicator by hand: who of those asked says that new staff are told of the network."""
    catalogue, answers = four
    said = [cell for one in answers.values() for cell in one.columns["vest/nyansatte"]]
    (pooled,) = pool(catalogue, "nyansatte", {name: counted(catalogue, one, ()) for name, one in answers.items()})
    yes, no = said.count("ja"), said.count("nei")
    assert (pooled.total.numerator, pooled.total.denominator) == (yes, yes + no)
    assert pooled.total.origin.synthetic


numbers = st.tuples(st.integers(0, 40), st.integers(1, 40)).map(lambda pair: (min(pair), max(pair)))
KNOWN = Held(regions=[region("a"), region("b"), region("c")], indicators=[indicator("i"), indicator("j")])


@given(st.dictionaries(st.sampled_from("abc"), numbers, min_size=1))
def test_counts_are_summed_and_rates_never_averaged(given_):
    counts = {name: [count("i", *given_[name])] if name in given_ else [] for name in "abc"}
    (found,) = pool(KNOWN, "i", counts)
    assert found.total.numerator == sum(k for k, _ in given_.values())
    assert found.total.denominator == sum(n for _, n in given_.values())
    assert set(found.covered) == set(given_)
    assert {one.region: one.left_out for one in found.parts} == {
        name: None if name in given_ else LeftOut.NO_COUNT for name in "abc"
    }


@given(st.lists(st.tuples(st.sampled_from(["x", "y"]), numbers), min_size=1, max_size=5))
def test_a_regions_own_groups_are_summed_unless_it_has_summed_them_itself(groups):
    parts = [
        count("i", *one, strata={"role": role, "group": f"a/g{n}"}, level="role+group")
        for n, (role, one) in enumerate(groups)
    ]
    other = [count("i", 1, 2, strata={"role": role}) for role in {role for role, _ in groups}]
    for own in (parts, [*parts, *_margins(parts)]):
        for found in pool(KNOWN, "i", {"a": own, "b": other}):
            role = dict(found.strata)["role"]
            mine = [one for at, one in groups if at == role]
            assert found.total.numerator == 1 + sum(k for k, _ in mine)
            assert found.total.denominator == 2 + sum(n for _, n in mine)


def _margins(parts):
    roles = {dict(one.strata)["role"] for one in parts}
    for role in sorted(roles):
        mine = [one for one in parts if dict(one.strata)["role"] == role]
        yield palnet.Count.together(mine, strata={"role": role, "group": "total"}, level="role")


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (State.NOT_ASKED, LeftOut.NOT_ASKED),
        (State.NOT_MEASURED, LeftOut.NOT_MEASURED),
        (State.SUPPRESSED, LeftOut.SUPPRESSED),
        (State.NO_ANSWERS, None),
        (State.EMPTY_BASE, None),
    ],
)
def test_a_region_without_a_number_says_why_and_is_never_a_nought(state, reason):
    empty = count("i", None, None, state=state)
    (found,) = pool(KNOWN, "i", {"a": [count("i", 3, 10)], "b": [empty]})
    assert found.parts[1].left_out is reason
    assert (found.total.numerator, found.total.denominator) == (3, 10)


def test_what_is_only_published_as_a_percentage_is_told_and_not_counted():
    held = Held(
        regions=[region("a"), region("b")],
        indicators=[indicator("i")],
        figures=[figure("f", "i", 2023, 40, region="b")],
    )
    (found,) = pool(held, "i", {"a": [count("i")], "b": []})
    assert found.parts[1].left_out is LeftOut.ONLY_PERCENT
    assert published_counts(held, "b", 2023) == ()


def test_what_is_published_with_k_and_n_is_a_count():
    figures = [
        figure("f", "i", 2023, 40, numerator=4, denominator=10),
        figure("k", "i", 2023, 40, numerator=4),
        figure("of-a-group", "i", 2023, 40, numerator=4, denominator=10, group="a/g"),
        figure("of-another-year", "i", 2022, 40, numerator=4, denominator=10),
    ]
    held = Held(regions=[region("a")], indicators=[indicator("i")], figures=figures)
    (found,) = published_counts(held, "a", 2023)
    assert (found.numerator, found.denominator, found.origin.inputs) == (4, 10, ("f",))
    assert dict(found.strata) == {"role": "ressurssykepleier"}


def related(relation, **given_):
    return Held(
        regions=[region("a"), region("b")],
        indicators=[indicator("i"), indicator("j", **given_)],
        mappings=[mapping("j", relation, "i")],
    )


COUNTS = {"a": [count("i", 3, 10)], "b": [count("j", 4, 20, version=1)]}


def test_the_same_under_another_name_is_pooled():
    (found,) = pool(related("same-as"), "i", COUNTS)
    assert (found.total.numerator, found.total.denominator, found.total.indicator) == (7, 30, "i")
    assert (found.covered, found.close) == (("a", "b"), ())
    (turned,) = pool(related("same-as"), "j", COUNTS)
    assert (turned.total.numerator, turned.total.indicator) == (7, "j")


def test_the_same_through_a_common_concept_is_pooled():
    held = Held(
        regions=[region("a"), region("b")],
        indicators=[indicator("i"), indicator("j")],
        vocabularies=[vocabulary("v", "k")],
        mappings=[mapping("j", "same-as", "k"), mapping("i", "same-as", "k")],
    )
    (found,) = pool(held, "i", COUNTS)
    assert (found.total.numerator, found.parts[1].link.through) == (7, "k")


def test_the_close_is_pooled_only_when_asked_for_and_with_a_footnote():
    (found,) = pool(related("close-to"), "i", COUNTS)
    assert (found.covered, found.parts[1].left_out, found.total.numerator) == (("a",), LeftOut.CLOSE, 3)
    (asked,) = pool(related("close-to"), "i", COUNTS, close=True)
    assert (asked.covered, asked.total.numerator) == (("a", "b"), 7)
    assert [link.object for link in asked.close] == ["j"]


@pytest.mark.parametrize("relation", ["narrower-than", "broader-than", "related-to"])
def test_what_a_relation_forbids_is_refused_with_the_reason(relation):
    with pytest.raises(DataError) as error:
        pool(related(relation), "i", COUNTS, close=True)
    (problem,) = error.value.problems
    assert (problem.code, dict(problem.params)["relation"]) == ("PAL422", relation)
    assert "b: j" in problem.text("en")


def test_two_under_one_topic_are_not_one_through_it(catalogue):
    """Both narrower than the topic: nothing says that the one is the other."""
    counts = {"a": [count("esas", kind=Kind.PROPORTION)], "b": [count("lsd")]}
    origin = Origin(counted_from=CountedFrom.ANSWERS, definition="x")
    counts = {name: [attrs.evolve(one, origin=origin) for one in held] for name, held in counts.items()}
    (found,) = pool(catalogue, "esas", counts)
    assert found.covered == ("a",)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"version": 2}, "PAL424"),
        ({"year": 2022}, "PAL426"),
        ({"origin": Origin(counted_from=CountedFrom.HEADCOUNTS, definition="x")}, "PAL423"),
        ({"kind": Kind.RATIO}, "PAL423"),
    ],
)
def test_counts_that_do_not_go_together_are_refused(other, code):
    with pytest.raises(DataError) as error:
        pool(KNOWN, "i", {"a": [count("i")], "b": [count("i", **other)]})
    assert [one.code for one in error.value.problems] == [code]


def test_another_version_that_compares_is_pooled():
    held = Held(indicators=[indicator("i", version=2, comparable_with=(1,))])
    (found,) = pool(held, "i", {"a": [count("i", version=2)], "b": [count("i", version=1)]})
    assert (found.total.numerator, found.total.version) == (6, 2)


def test_the_same_answers_never_count_twice():
    origin = Origin(counted_from=CountedFrom.ROSTER, definition="x", input="abc")
    with pytest.raises(DataError, match="PAL425"):
        pool(KNOWN, "i", {"a": [count("i", origin=origin)], "b": [count("i", origin=origin)]})


def test_a_distribution_with_other_answers_is_refused_where_it_is_another_definition():
    origin = Origin(counted_from=CountedFrom.ANSWERS, definition="x")
    given_ = {"kind": Kind.DISTRIBUTION, "counted_from": CountedFrom.ANSWERS, "question": "q"}
    given_["respondents"] = (palnet.Respondents(role="r"),)
    held = Held(
        indicators=[indicator("i", **given_), indicator("j", **given_)], mappings=[mapping("i", "same-as", "j")]
    )

    def spread(name, **values):
        return [count(name, None, 4, kind=Kind.DISTRIBUTION, origin=origin, values=values)]

    (found,) = pool(held, "i", {"a": spread("i", x=1, y=3), "b": spread("j", x=1, y=3)})
    assert found.total.values == (("x", 2), ("y", 6))
    (fewer,) = pool(held, "i", {"a": spread("i", x=1, y=3), "b": spread("j", x=4)})
    assert fewer.total.values == (("x", 5), ("y", 3))
    with pytest.raises(DataError, match="PAL427"):
        pool(held, "i", {"a": spread("i", x=1, y=3), "b": spread("j", x=1, z=3)})
    # Of one definition nobody gave some of the answers, or they are for another role.
    (own,) = pool(held, "i", {"a": spread("i", x=1, y=3), "b": spread("i", x=1, z=3)})
    assert dict(own.total.values) == {"x": 2, "y": 3, "z": 3}


def test_an_unknown_indicator_is_refused():
    with pytest.raises(NotFoundError, match="PAL607"):
        pool(KNOWN, "ii", {})


def test_pool_all_gives_what_it_can_and_tells_the_rest():
    held = related("narrower-than")
    counts = {"a": [count("i"), count("j", 1, 5)], "b": [count("j", 4, 20)]}
    pooled, refused = pool_all(held, counts)
    assert [(one.indicator.id, one.total.numerator) for one in pooled] == [("j", 5)]
    assert [one.code for one in refused] == ["PAL422"]
    # What was put together under another name is not told again; what was not, is.
    counts = {"a": [count("i", 3, 10)], "b": [count("j", 4, 20)], "c": [count("i", 5, 10), count("j", 6, 10)]}
    both, _ = pool_all(related("same-as"), counts)
    assert [(one.indicator.id, one.total.numerator) for one in both] == [("i", 12), ("j", 13)]
    same, none = pool_all(related("same-as"), COUNTS)
    assert [(one.indicator.id, one.total.numerator) for one in same] == [("i", 7)]
    assert none == ()


hidden = Origin(counted_from=CountedFrom.ANSWERS, definition="x")
ANSWERED = Held(
    regions=[region("a"), region("b"), region("c")],
    indicators=[
        indicator(
            "i",
            counted_from=CountedFrom.ANSWERS,
            respondents=(palnet.Respondents(role="r"),),
            numerator=palnet.Is("q", "ja"),
        )
    ],
)


@given(st.lists(numbers, min_size=2, max_size=4))
def test_no_hidden_region_can_be_had_from_the_others_and_the_sum(several):
    counts = {name: [count("i", *one, origin=hidden)] for name, one in zip("abcd", several, strict=False)}
    (found,) = pool(ANSWERED, "i", counts)
    shown = found.protected(Policy.standard())
    missing = [one for one in shown.parts if one.count.state is State.SUPPRESSED]
    for one, before in zip(shown.parts, found.parts, strict=True):
        if one.count.state is State.VALUE:
            assert one.count.numerator == before.count.numerator
            assert min(one.count.numerator, one.count.denominator - one.count.numerator) >= 5
    if shown.total.state is State.VALUE and missing and len(missing) < len(shown.parts):
        assert len(missing) > 1
        rest = [dict(zip("abcd", several, strict=False))[one.region] for one in missing]
        k, n = sum(k for k, _ in rest), sum(n for _, n in rest)
        assert min(k, n - k) >= 5
    assert found.protected(Policy.off()) == found


def test_the_strata_that_regions_share_are_kept_apart():
    counts = {
        "a": [count("i", 1, 2, strata={"role": "x"}), count("i", 3, 4, strata={"role": "y"})],
        "b": [count("i", 5, 6, strata={"role": "x"})],
    }
    found = {one.strata: one for one in pool(KNOWN, "i", counts)}
    assert (found[("role", "x"),].total.numerator, found[("role", "x"),].covered) == (6, ("a", "b"))
    assert (found[("role", "y"),].total.numerator, found[("role", "y"),].covered) == (3, ("a",))
    assert found[("role", "x"),].total.level == Stratum.ROLE
