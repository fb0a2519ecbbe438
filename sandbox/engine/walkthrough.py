"""What a worked example can show of the portal, and what a frame of it leaves filled in. Pure as the whole engine."""

from collections.abc import Mapping, Sequence

from sandbox.engine.schema import FieldSpec, Frame, Pack, PaperLine, SamplePaper, Scenario

BUTTON = "nut"  # the one that leads on, on every page that has one
MOST_FIELDS = 6  # of a frame: what a phone shows, and an eye keeps together
_CONSENT = ("dong-y", "passcode", BUTTON)
BEFORE: Mapping[str, tuple[str, ...]] = {
    "tim": ("tu-khoa", BUTTON, "dong-dung"),
    "thu-tuc": ("ma-thu-tuc", BUTTON),
    "dang-nhap": ("so-dinh-danh", "chu-tap", BUTTON),
    "ma-xac-nhan": ("ma", BUTTON),
    "chia-se": _CONSENT,
    "co-quan": ("tinh", "xa", BUTTON),
    "chia-se-lan-hai": _CONSENT,
    "thong-tin-chung": ("doi-tuong", BUTTON),
}
PAPERS, REVIEW = "giay-to", "xem-lai"
AFTER: Mapping[str, tuple[str, ...]] = {
    "giay-hen": ("ma-ho-so", "ma-tra-cuu"),
    "ho-so": ("trang-thai",),
    "ket-qua": ("ban-ket-qua",),
}
"""Place → what can be pointed at there, in the order in which it is done; after these come the steps of the form."""


def places(pack: Pack) -> dict[str, tuple[str, ...]]:
    """Every place that a frame can show, in the order of the journey, with what can be pointed at there."""
    steps = [step.id for step in pack.eform.steps]
    after = pack.eform.papers_place
    papers = {PAPERS: ("anh", BUTTON)} if pack.papers else {}
    form: dict[str, tuple[str, ...]] = dict.fromkeys(steps[:after], (BUTTON,))
    form |= papers | dict.fromkeys(steps[after:], (BUTTON,))
    return {**BEFORE, **form, REVIEW: (BUTTON,), **AFTER}


def filled(pack: Pack, frame: Frame) -> frozenset[str]:
    """What is done on the frame's page by then: everything before the hand and what it points at."""
    known = places(pack)[frame.place]
    return frozenset(known[: known.index(frame.point) + 1]) if frame.point in known else frozenset()


def shown_fields(pack: Pack, frame: Frame) -> tuple[FieldSpec, ...]:
    """The fields of the frame, in its own order."""
    return tuple(pack.eform.field(name) for name in frame.fields)


def line_with(scenario: Scenario, value: str) -> tuple[SamplePaper, PaperLine] | None:
    """Where on the sample papers a value stands alone on its line; the persona's card first, then her other papers."""
    role = scenario.persona_role
    by_card = sorted(scenario.papers, key=lambda paper: (paper.id != "the-nhan-vat", paper.owner != role))
    return next(((paper, line) for paper in by_card for line in paper.lines if line.value == value), None)


def cut_out(scenario: Scenario, fields: Sequence[str]) -> tuple[SamplePaper, tuple[PaperLine, ...]] | None:
    """The paper of these fields with only the lines that they are copied from, in the order of the paper."""
    refs = [scenario.lines[name] for name in fields if name in scenario.lines]
    paper = scenario.paper(refs[0].paper) if refs else None
    if paper is None:
        return None
    numbers = {ref.line for ref in refs if ref.paper == paper.id}
    return paper, tuple(line for line in paper.lines if line.number in numbers)
