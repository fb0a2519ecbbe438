"""The six drills as data, and each kind as the way through it."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.engine import drills
from sandbox.engine.drills import DONE, OWN_SCREEN, Drill, DrillKind, Verdict
from sandbox.engine.problems import PackError

ALL = drills.shipped()
BY_KIND = {drill.kind: drill for drill in ALL}
PLACES = {"ma-xac-nhan", "dang-nhap", "to-khai", "xem-lai", OWN_SCREEN}


def play(kind: str, *actions: str) -> list[tuple[str, str]]:
    """(state, verdict) after each action, from the beginning."""
    drill = BY_KIND[kind]
    state, seen = drills.kind_of(drill).first(), []
    for action in actions:
        move = drills.kind_of(drill).move(drill, state, action)
        state = move.state
        seen.append((state, move.verdict.value))
    return seen


# --- Each kind -----------------------------------------------------------------------------------------------------


def test_code_late_waits_and_then_types() -> None:
    assert play("code_late", "dung", "bam-lien", "muon-ma", "doi", "sai", "dung") == [
        ("cho", "neutral"),
        ("cho", "wrong"),
        ("cho", "wrong"),
        ("co-ma", "right"),
        ("co-ma", "neutral"),
        (DONE, "right"),
    ]


def test_code_expired_asks_for_a_new_code_and_leaves_the_old_one_alone() -> None:
    assert play("code_expired", "sai", "cu", "cu", "go-lai", "gui-lai", "cu", "dung") == [
        ("ma-cu", "neutral"),
        ("het-han", "right"),
        ("het-han", "neutral"),
        ("het-han", "wrong"),
        ("ma-moi", "right"),
        ("ma-moi", "wrong"),
        (DONE, "right"),
    ]


def test_session_over_signs_in_again_and_goes_on() -> None:
    assert play("session_over", "gui", "lam-lai", "nho-nguoi", "dang-nhap", "vao") == [
        ("het-phien", "right"),
        ("het-phien", "wrong"),
        ("het-phien", "wrong"),
        ("vao-lai", "right"),
        (DONE, "right"),
    ]


@pytest.mark.parametrize("retry", ["xem-ho-so", "gui-lai"])
def test_overload_looks_first_or_sends_the_same_again(retry: str) -> None:
    assert play("overload", "gui", "bam-lien", "lam-moi", retry, "gui-them", "chup-ma") == [
        ("qua-tai", "right"),
        ("qua-tai", "wrong"),
        ("qua-tai", "wrong"),
        ("da-den", "right"),
        ("da-den", "wrong"),
        (DONE, "right"),
    ]


def test_code_caller_hangs_up_and_asks_elsewhere() -> None:
    assert play("code_caller", "doc-ma", "hoi-ten", "bam-link", "tat-may", "goi-lai", "ra-xa") == [
        ("dang-goi", "wrong"),
        ("dang-goi", "wrong"),
        ("dang-goi", "wrong"),
        ("sau-do", "right"),
        ("sau-do", "wrong"),
        (DONE, "right"),
    ]


def test_false_portal_is_typed_by_oneself_and_read_from_the_end() -> None:
    assert play("false_portal", "bam-vao", "tu-go", "gach-noi", "them-duoi", "doi-chu", "that") == [
        ("tin-nhan", "wrong"),
        ("dia-chi", "right"),
        ("dia-chi", "wrong"),
        ("dia-chi", "wrong"),
        ("dia-chi", "wrong"),
        (DONE, "right"),
    ]


# --- What holds for every kind ---------------------------------------------------------------------------------------


def test_there_is_one_drill_of_every_kind() -> None:
    assert sorted(drill.kind for drill in ALL) == sorted(drills.kinds())
    assert len(ALL) == 6


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_a_drill_has_three_to_five_screens(drill: Drill) -> None:
    """The first page, each state, the debrief."""
    assert 3 <= len(drills.kind_of(drill).steps) + 2 <= 5


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_a_drill_is_played_where_there_are_pages(drill: Drill) -> None:
    assert {step.place for step in drills.kind_of(drill).steps} <= PLACES


@given(
    st.sampled_from(ALL),
    st.lists(st.text(max_size=12) | st.sampled_from(["gui", "vao", "dung", "cu", "doi"])),
)
def test_whatever_is_done_it_never_goes_back_and_never_gets_stuck(drill: Drill, actions: list[str]) -> None:
    kind = drills.kind_of(drill)
    order = [*(step.name for step in kind.steps), DONE]
    state = kind.first()
    for action in actions:
        move = kind.move(drill, state, action)
        step = order.index(move.state) - order.index(state)
        assert step == (move.verdict is Verdict.RIGHT)
        assert bool(move.said) <= (move.verdict is Verdict.WRONG)
        state = move.state
    for name in order[order.index(state) : -1]:
        assert kind.move(drill, name, _right(drill, name)).state == kind.after(name)


def _right(drill: Drill, state: str) -> str:
    step = drills.kind_of(drill).step(state)
    assert step is not None
    if step.moves is None:
        return next(choice.id for choice in drill.scenes[state].choices if choice.right)
    return next(action for action, verdict in step.moves.items() if verdict is Verdict.RIGHT)


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_once_it_is_over_nothing_moves(drill: Drill) -> None:
    assert drills.kind_of(drill).move(drill, DONE, "gui") == drills.Move(DONE, Verdict.NEUTRAL)


def test_a_kind_has_one_class() -> None:
    with pytest.raises(ValueError, match="code_late"):
        drills.register(type("Twice", (DrillKind,), {"id": "code_late", "steps": ()}))


# --- Codes -----------------------------------------------------------------------------------------------------------

CODES = st.text(alphabet="0123456789", min_size=6, max_size=6)


@given(CODES)
def test_an_old_code_is_never_the_good_one(code: str) -> None:
    old = drills.old_code(code)
    assert re.fullmatch(r"\d{6}", old) and all(a != b for a, b in zip(old, code, strict=True))
    assert drills.read_code(f" {code[:3]} {code[3:]}", code) == drills.RIGHT_CODE
    assert drills.read_code(old, code) == drills.OLD_CODE


@given(CODES, st.text())
def test_anything_else_is_neither(code: str, typed: str) -> None:
    if "".join(typed.split()) not in (code, drills.old_code(code)):
        assert drills.read_code(typed, code) == drills.WRONG_CODE


# --- The words -------------------------------------------------------------------------------------------------------


def texts(drill: Drill) -> list[str]:
    """Everything that a drill says."""
    found = [
        drill.title,
        drill.goal,
        drill.bends,
        *drill.story,
        *drill.debrief,
        *drill.already,
        *drill.rule.text,
    ]
    for scene in drill.scenes.values():
        found += [scene.title, scene.ask, *scene.lines]
        found += [text for choice in scene.choices for text in (choice.label, choice.why)]
        found += [scene.phone.sender, scene.phone.text, scene.phone.warning] if scene.phone else []
    return found


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_sentences_are_short_enough_to_be_heard(drill: Drill) -> None:
    for text in texts(drill):
        for sentence in re.split(r"[.?!:;](?:\s|$|”)", text):
            assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_no_real_number_and_no_real_address_is_named(drill: Drill) -> None:
    for text in texts(drill):
        assert not re.search(r"\d{3,}", text), text
        for address in re.findall(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+", text.replace("“.gov.vn”", "")):
            assert address.endswith(".example"), address
        assert "http" not in text and "www" not in text


@pytest.mark.parametrize("drill", ALL, ids=lambda drill: drill.id)
def test_every_drill_names_its_rule_and_where_that_stands(drill: Drill) -> None:
    assert drill.rule.sources and all(source.title for source in drill.rule.sources)


# --- Files that are wrong --------------------------------------------------------------------------------------------


def problems(folder: Path, old: str, new: str) -> list[str]:
    """What is said of the shipped file with one thing changed."""
    text = drills.DRILLS.read_text(encoding="utf-8")
    assert old in text
    file = folder / "drills.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        drills.read_drills(file)
    except PackError as error:
        return [f"{problem.key}: {problem.expected}" for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kind: code_late", "kind: code_lost", "ma-den-cham.kind: one of code_late"),
        ("      cho:\n", "      doi-da:\n", "ma-den-cham.scenes: exactly cho, co-ma"),
        ("            right: true\n", "", "ma-den-cham.scenes.cho: at least one right choice"),
        ("ask: Bác làm gì bây giờ?", 'ask: ""', "ma-den-cham.scenes.cho: a question"),
        ("- id: go-dai", "- id: bam-lien", "ma-den-cham.scenes.cho: an id of its own"),
        ("id: ma-het-han", "id: ma-den-cham", "ma-den-cham: an id of its own"),
        ("goal: Biết đợi", "gaol: Biết đợi", "drills.0.goal: this key is required"),
        (
            "        title: Mã đã đến\n",
            "        title: Mã đã đến\n        choices: [{id: a, label: A, why: B}]\n",
            "ma-den-cham.scenes.co-ma: no choices",
        ),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert any(line.startswith(told) for line in problems(tmp_path, old, new))


def test_the_shipped_file_is_sound(tmp_path: Path) -> None:
    assert problems(tmp_path, "drills:", "drills:") == []
