"""What a page of the worked example shows: a still of the portal, the lines of the paper, and what the hand says."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from kit.vietnamese import short_date
from sandbox.catalogue import current_packs
from sandbox.engine import codes, walkthrough
from sandbox.engine.kinds import kind_of
from sandbox.engine.office import result_fields
from sandbox.engine.papers import asked
from sandbox.engine.schema import Frame, Pack, PaperLine, Persona, SamplePaper, Scenario
from sandbox.engine.walkthrough import BUTTON
from sandbox.enums import ModeChoice, Place
from sandbox.forms import (
    AgencyForm,
    CodeForm,
    EformForm,
    GeneralForm,
    PaperForm,
    ShareForm,
    SignInForm,
    is_inline,
)

TOLD = (Place.SEARCH, Place.AGENCY, Place.GENERAL)  # where the story is what to go by
Cut = tuple[SamplePaper, tuple[PaperLine, ...]]


def frames_of(pack: Pack, scenario_id: str) -> tuple[Frame, ...]:
    """The frames of a scenario; none where the pack shows no example of it."""
    example = pack.walkthrough
    return example.frames if example and example.scenario == scenario_id else ()


def first_url(pack: Pack, scenario_id: str) -> str:
    """Where the example of a scenario begins; empty without one."""
    return frame_url(scenario_id, 1) if frames_of(pack, scenario_id) else ""


def frame_url(scenario_id: str, number: int) -> str:
    """The address of a frame, which can be passed on."""
    return reverse("sandbox:watch", args=[scenario_id, number])


def find_still(scenario_id: str, place: str, nth: int) -> tuple[str, str]:
    """(address, digest of the pack's version) of the ``nth`` still, from 1, of a place in the worked example.

    Raises LookupError where there is no such still.
    """
    for version in current_packs():
        numbers = [n for n, one in enumerate(frames_of(version.pack, scenario_id), 1) if one.place == place]
        if 1 <= nth <= len(numbers):
            return frame_url(scenario_id, numbers[nth - 1]), version.digest
    raise LookupError(f"{scenario_id}: no still {nth} of {place!r}")


@dataclass
class Shown:
    """A field on a still, filled in; ``mark`` is the number of its line on the paper."""

    bound: Any
    mark: int | None = None
    inline: bool = False
    short: bool = False
    pointed: bool = False


@dataclass
class Row:
    """A line that the portal prints."""

    label: str
    value: str
    pointed: bool = False


@dataclass
class Still:
    """What is seen of one page of the portal. ``title`` heads it word for word."""

    title: str
    fields: list[Shown] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    picks: list[Row] = field(default_factory=list)
    button: str = ""
    button_pointed: bool = False
    result: bool = False


def page(pack: Pack, scenario: Scenario, number: int) -> dict[str, Any]:
    """Everything that the template prints of frame ``number``."""
    frames = frames_of(pack, scenario.id)
    frame = frames[number - 1]
    last = number == len(frames)
    return {
        "scenario": scenario,
        "procedure": pack.procedure,
        "number": number,
        "total": len(frames),
        "caption": frame.caption,
        "still": still(pack, scenario, frame),
        "papers": [_paper(*cut) for cut in _cuts(pack, scenario, frame)],
        "phone": pack.persona(scenario.persona).otp if frame.place == Place.CODE else "",
        "story": scenario.story if frame.place in TOLD else (),
        "before": frame_url(scenario.id, number - 1) if number > 1 else "",
        "onward": "" if last else frame_url(scenario.id, number + 1),
        "again": frame_url(scenario.id, 1) if number > 1 else "",
        "guided": reverse("sandbox:start", args=[scenario.id, ModeChoice.GUIDED.value]),
    }


def still(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    """The page of the portal that a frame looks at."""
    draw = _FIXED.get(frame.place, _step)
    return draw(pack, scenario, frame)


# --- the papers beside -----------------------------------------------------------------------------------------------


def _cuts(pack: Pack, scenario: Scenario, frame: Frame) -> list[Cut]:
    """The lines to look at: those of the fields, or where the card and the phone say what is typed outside the form."""
    if frame.fields:
        cut = walkthrough.cut_out(scenario, frame.fields)
        return [cut] if cut else []
    persona = pack.persona(scenario.persona)
    values = {
        Place.SIGN_IN: (persona.citizen_number, persona.word),
        Place.SHARE: (persona.passcode,),
        Place.SHARE_AGAIN: (persona.passcode,),
    }
    found = (
        [walkthrough.line_with(scenario, value) for value in values.get(Place(frame.place), ())]
        if (frame.place in Place.values)
        else []
    )
    return [(paper, (line,)) for paper, line in filter(None, found)]


def _paper(paper: SamplePaper, lines: Sequence[PaperLine]) -> dict[str, Any]:
    return {"id": f"giay-{paper.id}", "title": paper.title, "number": paper.number, "lines": lines}


# --- the pages of the portal -----------------------------------------------------------------------------------------


def _frozen(form: forms.Form) -> forms.Form:
    """A form that shows and takes nothing: no control can be reached or changed."""
    for one in form.fields.values():
        one.widget.attrs["disabled"] = True
    return form


def _portal(title: str, button: str, frame: Frame, form: forms.Form, *targets: str, **more: Any) -> Still:
    """A page with one form: ``targets`` are its fields, in order, by the names that a frame knows."""
    frozen = _frozen(form)
    shown = [
        Shown(bound, pointed=target == frame.point) for bound, target in zip(frozen, targets, strict=True)
    ]
    return Still(title, shown, button=button, button_pointed=frame.point == BUTTON, **more)


def _value(pack: Pack, frame: Frame, target: str, value: Any) -> Any:
    """A value that is there once the hand has come by; nothing before."""
    return value if target in walkthrough.filled(pack, frame) else ""


def _search(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    form = forms.Form()
    form.fields["tu_khoa"] = forms.CharField(
        label="Nhập từ khoá tìm kiếm thủ tục hành chính",
        initial=pack.procedure.words_to_search,
        required=False,
    )
    at_list = frame.point == "dong-dung"
    entry = pack.procedure
    picks = [Row(entry.name, f"{entry.code} · {entry.field}", pointed=True)] if at_list else []
    return _portal(str(Place.SEARCH.label), "Tìm kiếm", frame, form, "tu-khoa", picks=picks)


def _procedure(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    entry = pack.procedure
    rows = [
        Row("Mã thủ tục", entry.code, frame.point == "ma-thu-tuc"),
        Row("Lĩnh vực", entry.field),
        Row("Cơ quan thực hiện", entry.agency),
        Row("Kết quả thực hiện", entry.result),
    ]
    return Still(entry.name, rows=rows, button="Nộp trực tuyến", button_pointed=frame.point == BUTTON)


def _sign_in(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    persona = pack.persona(scenario.persona)
    form = SignInForm(
        initial={
            "number": _value(pack, frame, "so-dinh-danh", persona.citizen_number),
            "word": _value(pack, frame, "chu-tap", persona.word),
        }
    )
    title = _("Sign in with Định danh Tập")
    return _portal(title, "Đăng nhập", frame, form, "so-dinh-danh", "chu-tap")


def _code(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    form = CodeForm(initial={"code": pack.persona(scenario.persona).otp})
    return _portal("Nhập mã xác nhận", "Xác nhận", frame, form, "ma")


def _share(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    persona: Persona = pack.persona(scenario.persona)
    passcode = _value(pack, frame, "passcode", persona.passcode)
    form = ShareForm(initial={"share": True, "passcode": passcode})
    again = frame.place == Place.SHARE_AGAIN
    title = "Xác nhận chia sẻ, lần hai" if again else "Xác nhận chia sẻ"
    return _portal(title, "Xác nhận chia sẻ", frame, form, "dong-y", "passcode")


def _agency(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    agency = scenario.agency
    commune = _value(pack, frame, "xa", agency.commune)
    form = AgencyForm(
        [agency.province], [agency.commune], initial={"province": agency.province, "commune": commune}
    )
    return _portal("Chọn cơ quan thực hiện", "Nộp hồ sơ", frame, form, "tinh", "xa")


def _general(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    form = GeneralForm(initial={"filed_for": scenario.filed_for})
    return _portal("Xác nhận thông tin chung", "Xác nhận", frame, form, "doi-tuong")


def _papers(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    papers = asked(pack, scenario.fields)
    good = {paper.id: photo.id for paper in papers for photo in paper.photos[::-1] if photo.good}
    form = PaperForm(papers, initial=good)
    targets = ["anh", *("" for _paper in papers[1:])]
    return _portal("Thành phần hồ sơ", "Bước tiếp theo", frame, form, *targets)


def _step(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    step = pack.eform.step(frame.place)
    specs = walkthrough.shown_fields(pack, frame)
    form = _frozen(EformForm(specs, pack.eform.words, data=scenario.fields))
    for spec in specs:
        _close(form.fields[spec.id].widget, scenario.fields[spec.id])
    shown = [
        Shown(
            form[spec.id],
            mark=scenario.lines[spec.id].line,
            inline=is_inline(spec),
            short=spec.width == "s",
            pointed=spec is specs[0],
        )
        for spec in specs
    ]
    return Still(step.title, shown, button="" if specs else "Bước tiếp theo", button_pointed=not specs)


def _close(widget: forms.Widget, value: str) -> None:
    """A list that is closed shows what was chosen and no more."""
    if isinstance(widget, forms.Select):
        widget.choices = [choice for choice in widget.choices if choice[0] == value]


def _review(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    first = [pack.eform.field(name) for name in list(scenario.fields)[:6]]
    rows = [Row(spec.label, kind_of(spec).show(scenario.fields[spec.id])) for spec in first]
    return Still(_("Look once more, then send"), rows=rows, button="Gửi hồ sơ", button_pointed=True)


def _receipt(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    rows = [
        Row(_("Dossier code"), codes.dossier_code(scenario.told_on, 1), frame.point == "ma-ho-so"),
        Row(_("Look-up code"), "M2TU", frame.point == "ma-tra-cuu"),
        Row(_("Sent on"), short_date(scenario.told_on)),
    ]
    return Still("Gửi hồ sơ thành công", rows=rows)


def _dossier(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    rows = [
        Row(_("Dossier code"), codes.dossier_code(scenario.told_on, 1)),
        Row(_("How far it is"), _("The office has it. You only have to wait."), pointed=True),
    ]
    return Still(_("My dossiers"), rows=rows)


def _result(pack: Pack, scenario: Scenario, frame: Frame) -> Still:
    shown = [spec for spec in result_fields(pack.eform) if scenario.fields.get(spec.id)]
    rows = [Row(spec.label, kind_of(spec).show(scenario.fields[spec.id])) for spec in shown]
    rows[:1] = [Row(row.label, row.value, pointed=True) for row in rows[:1]]
    return Still(f"{pack.procedure.result} (BẢN TẬP DƯỢT)", rows=rows)


_FIXED: dict[str, Callable[[Pack, Scenario, Frame], Still]] = {
    Place.SEARCH: _search,
    Place.PROCEDURE: _procedure,
    Place.SIGN_IN: _sign_in,
    Place.CODE: _code,
    Place.SHARE: _share,
    Place.AGENCY: _agency,
    Place.SHARE_AGAIN: _share,
    Place.GENERAL: _general,
    Place.PAPERS: _papers,
    Place.REVIEW: _review,
    "giay-hen": _receipt,
    "ho-so": _dossier,
    "ket-qua": _result,
}
