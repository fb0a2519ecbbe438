"""A dossier as people read it: whose turn, what happened, the receipt, the result."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kit.vietnamese import clock, long_date, short_date
from sandbox import attempts
from sandbox.catalogue import working_days
from sandbox.dossiers import case_of, deadline_of, finished_unaided
from sandbox.engine import appointment, machine
from sandbox.engine.enums import Actor, Reason, Stage
from sandbox.engine.kinds import kind_of
from sandbox.engine.machine import Status
from sandbox.models import Dossier, DossierEvent


def title(dossier: Dossier) -> str:
    """What the dossier is called on the screen: the procedure, in short."""
    return dossier.attempt.pack.procedure.short_name


def meaning(dossier: Dossier) -> str:
    """The plain words for where it stands."""
    return machine.plain_meaning(dossier.state, Stage(dossier.stage))


def turn(dossier: Dossier) -> dict[str, Any]:
    """Whose turn it is, as ui/turn.html takes it."""
    who = machine.whose_turn(dossier.state, Stage(dossier.stage))
    if who is Actor.CITIZEN:
        return {"title": _("It is your turn"), "text": _your_turn(dossier), "wait": False}
    if who is Actor.OFFICE:
        return {"title": _("It is the office's turn"), "text": _office_turn(dossier), "wait": True}
    return {"title": machine.official_name(dossier.state), "text": meaning(dossier), "wait": True}


def _your_turn(dossier: Dossier) -> str:
    by = deadline_of(dossier)
    if by is None:
        return meaning(dossier)
    return _("The office needs something more. Send it before %(clock)s, %(day)s.") % {
        "clock": clock(by),
        "day": long_date(by.date()),
    }


def _office_turn(dossier: Dossier) -> str:
    return _("%(meaning)s Result on %(day)s.") % {
        "meaning": meaning(dossier),
        "day": long_date(timezone.localtime(dossier.due_at).date()),
    }


def summary(dossier: Dossier) -> dict[str, Any]:
    """One line of "Hồ sơ của tôi"."""
    return {
        "dossier": dossier,
        "title": title(dossier),
        "status": machine.official_name(dossier.state),
        "meaning": meaning(dossier),
        "yours": machine.whose_turn(dossier.state, Stage(dossier.stage)) is Actor.CITIZEN,
    }


def _event(event: DossierEvent, is_last: bool, over: bool) -> dict[str, str]:
    status = Status(event.to_status)
    at = timezone.localtime(event.at)
    return {
        "title": machine.official_name(status),
        "time": f"{at:%H:%M}, {short_date(at.date())}",
        "iso": at.isoformat(timespec="minutes"),
        "text": machine.reason_text(Reason(event.reason))
        or machine.plain_meaning(status, Stage(event.stage)),
        "state": "now" if is_last and not over else "",
        "icon": "gio" if is_last and machine.whose_turn(status, Stage(event.stage)) is Actor.OFFICE else "",
    }


def history(dossier: Dossier) -> list[dict[str, str]]:
    """Every event so far, oldest first, and where the way leads from here."""
    events = list(dossier.events.all())
    lines = [_event(event, event is events[-1], dossier.over) for event in events]
    if not dossier.over and dossier.state is not Status.RETURNED:
        lines.append(
            {
                "title": machine.official_name(Status.RETURNED),
                "text": machine.plain_meaning(Status.RETURNED),
                "state": "next",
                "icon": "giay",
            }
        )
    return lines


def page(dossier: Dossier) -> dict[str, Any]:
    """Context of the tracking page."""
    return {
        "dossier": dossier,
        "title": title(dossier),
        "status": machine.official_name(dossier.state),
        "turn": turn(dossier),
        "events": history(dossier),
        "asks": asks(dossier),
        "agency": dossier.attempt.scenario.agency,
        "returned": dossier.state is Status.RETURNED,
        "over": dossier.over,
        "today": long_date(dossier.now().date()),
    }


def asks(dossier: Dossier) -> list[dict[str, str]]:
    """The open request as lines: what, and why."""
    return [
        {"what": item["label"], "why": item["reason"]} for item in (dossier.request or {}).get("items", [])
    ]


def public_view(dossier: Dossier) -> dict[str, Any]:
    """What whoever holds both codes may see: status and history, no answers, no request form."""
    keys = ("title", "status", "turn", "events")
    context = page(dossier)
    return {key: context[key] for key in keys} | {"found": dossier}


def receipt(dossier: Dossier) -> dict[str, Any]:
    """Form 01 (Thông tư 03/2025/TT-VPCP), its lines in its order, and why the date is what it is."""
    attempt, agency = dossier.attempt, dossier.attempt.scenario.agency
    persona, procedure = attempt.persona, attempt.pack.procedure
    sent, due = timezone.localtime(dossier.sent_at), timezone.localtime(dossier.due_at)
    photos = [_("%(paper)s (photo)") % {"paper": paper.name} for paper in attempt.pack.papers]
    papers = [_("Electronic form"), *photos]
    counted = (sent, procedure.term, working_days(), case_of(dossier).pauses)
    rows = [
        ("Tiếp nhận hồ sơ của", persona.name),
        ("Địa chỉ", ", ".join((persona.hamlet, _inside(persona.commune), _inside(persona.province)))),
        ("Số điện thoại", persona.phone),
        ("Nội dung yêu cầu giải quyết", f"{procedure.short_name} ({procedure.code})"),
        ("Thành phần hồ sơ nộp gồm", "; ".join(f"{n}. {paper}" for n, paper in enumerate(papers, 1))),
        ("Số lượng hồ sơ", "01 bộ"),
        ("Lệ phí", procedure.fee.note),
        ("Thời gian nhận hồ sơ", f"{clock(sent)}, {long_date(sent.date())}"),
        ("Thời gian trả kết quả", f"{clock(due)}, {long_date(due.date())}"),
        ("Đăng ký nhận kết quả tại", _("Electronic copy, on Cổng Tập")),
    ]
    return {
        "dossier": dossier,
        "office": [agency.name, agency.centre],
        "rows": [{"label": label, "value": value, "own": True} for label, value in rows],  # none of it typed
        "wait_text": _("Result on %(day)s. Look in once a day.") % {"day": long_date(due.date())},
        "question": appointment.question(*counted),
        "why": appointment.explain(*counted),
        "agency": agency,
    }


def _inside(place: str) -> str:
    """The name of a place inside a line: "Xã Mẫu" becomes "xã Mẫu"."""
    return place[:1].lower() + place[1:]


def result(dossier: Dossier) -> dict[str, Any]:
    """The practice result, and whether this run counts as done alone."""
    attempt = dossier.attempt
    lines = [
        {"label": spec.label, "value": kind_of(spec).show(attempt.answers[spec.id])}
        for spec in attempts.visible(attempt, attempt.pack.eform.fields)
        if spec.whose not in ("", "applicant") and attempt.answers.get(spec.id)
    ]
    return {
        "dossier": dossier,
        "title": title(dossier),
        "result": attempt.pack.procedure.result,
        "office": attempt.scenario.agency.name,
        "lines": lines,
        "unaided": finished_unaided(attempt),
    }
