"""A dossier as people read it: whose turn, what happened, the receipt, the result."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from kit.vietnamese import clock, long_date, short_date
from sandbox import attempts, notices, paying
from sandbox.catalogue import working_days
from sandbox.dossiers import case_of, deadline_of
from sandbox.engine import appointment, calendar, fees, machine
from sandbox.engine.enums import Actor, Reason, Stage, SupplementType
from sandbox.engine.kinds import kind_of
from sandbox.engine.machine import Status
from sandbox.models import Attempt, Dossier, DossierEvent
from sandbox.turns import may_withdraw


def title(dossier: Dossier) -> str:
    """What the dossier is called on the screen: the procedure, in short."""
    return dossier.attempt.pack.procedure.short_name


def meaning(dossier: Dossier) -> str:
    """The plain words for where it stands; inside "Đang xử lý" her answer says it better."""
    reason = Reason(dossier.reason)
    if reason and dossier.state is Status.IN_PROGRESS:
        return machine.reason_text(reason)
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
    until = {"clock": clock(by), "day": long_date(by.date())}
    if dossier.stage == Stage.DRAFT_TO_CHECK:
        return _("The draft is there. Look at it and answer before %(clock)s, %(day)s.") % until
    if dossier.state is Status.PAYMENT_REQUESTED:
        asked = until | {"sum": fees.dong((dossier.bill or {})["total"])}
        return _("The office asks for %(sum)s. Pay before %(clock)s, %(day)s.") % asked
    return _("The office needs something more. Send it before %(clock)s, %(day)s.") % until


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
        "to_pay": paying.bill_rows(dossier) if dossier.state is Status.PAYMENT_REQUESTED else [],
        "paid": dossier.paid,
        "agency": dossier.attempt.scenario.agency,
        "draft": dossier.stage == Stage.DRAFT_TO_CHECK,
        "letter": letter(dossier),
        "former": dossier.attempt.former,
        "again": _again(dossier),
        "notice": notices.latest(dossier),
        "may_withdraw": may_withdraw(dossier),
        "may_file_again": dossier.state in machine.ENDED_WITHOUT_RESULT,
        "kept": bool(dossier.attempt.answers),
        "accepted": dossier.state is not Status.NOT_ACCEPTED,
        "returned": dossier.state is Status.RETURNED,
        "over": dossier.over,
        "today": long_date(dossier.now().date()),
    }


def asks(dossier: Dossier) -> list[dict[str, str]]:
    """The open request as lines: what, why, what is the matter with it and what to do."""
    return [
        {
            "what": item["label"],
            "why": item["reason"],
            "type": machine.supplement_name(_type(item)),
            "todo": machine.supplement_meaning(_type(item)),
        }
        for item in (dossier.request or {}).get("items", [])
    ]


def _type(item: dict[str, str]) -> SupplementType:
    return SupplementType(
        item.get("type") or SupplementType.INCORRECT
    )  # a request from before types were kept


# Forms 03, 05 and 04 of Thông tư 03/2025/TT-VPCP, by the status or stage that they go with.
_LETTERS = {
    Status.NOT_ACCEPTED: "PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ",
    Status.STOPPED: "THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ",
    Stage.LATE_WITH_APOLOGY: "PHIẾU XIN LỖI VÀ HẸN LẠI NGÀY TRẢ KẾT QUẢ",
}


def letter(dossier: Dossier) -> dict[str, str] | None:
    """The office's letter of refusal, of stopping, or of apology: form, reason in plain words, new day."""
    form = _LETTERS.get(dossier.state) or _LETTERS.get(Stage(dossier.stage))
    event = dossier.events.last()
    if form is None or event is None:
        return None
    due = timezone.localtime(dossier.due_at)
    return {
        "form": form,
        "said": event.data.get("said", ""),
        "text": machine.reason_text(Reason(dossier.reason)),
        "new_day": f"{clock(due)}, {long_date(due.date())}" if not dossier.over else "",
    }


def _again(dossier: Dossier) -> Attempt | None:
    """The attempt that files this dossier again, if there is one."""
    return Attempt.objects.filter(former=dossier).select_related("dossier").first()


def public_view(dossier: Dossier) -> dict[str, Any]:
    """What whoever holds both codes may see: status and history, no answers, no request form."""
    keys = ("title", "status", "turn", "events")
    context = page(dossier)
    return {key: context[key] for key in keys} | {"found": dossier}


def _receiving(attempt: Attempt) -> str:
    """Where she chose to have the result; the portal keeps it where the form does not ask."""
    eform = attempt.pack.eform
    chosen = attempt.answers.get(eform.receiving, "")
    return kind_of(eform.field(eform.receiving)).show(chosen) if chosen else _("Electronic copy, on Cổng Tập")


def receipt(dossier: Dossier) -> dict[str, Any]:
    """Form 01 (Thông tư 03/2025/TT-VPCP), its lines in its order, and why the date is what it is."""
    attempt, agency = dossier.attempt, dossier.attempt.scenario.agency
    persona, procedure = attempt.persona, attempt.pack.procedure
    sent, due = timezone.localtime(dossier.sent_at), timezone.localtime(dossier.due_at)
    attached = (paper for paper in attempts.papers_asked(attempt) if paper.id in attempt.papers)
    photos = [_("%(paper)s (photo)") % {"paper": paper.name} for paper in attached]
    papers = [_("Electronic form"), *photos]
    counted = (sent, procedure.term, working_days(), case_of(dossier).pauses)
    put_off = calendar.due(*counted) != due  # by an apology, which says why itself
    rows = [
        ("Tiếp nhận hồ sơ của", persona.name),
        ("Địa chỉ", ", ".join((persona.hamlet, _inside(persona.commune), _inside(persona.province)))),
        ("Số điện thoại", persona.phone),
        ("Nội dung yêu cầu giải quyết", f"{procedure.short_name} ({procedure.code})"),
        ("Thành phần hồ sơ nộp gồm", "; ".join(f"{n}. {paper}" for n, paper in enumerate(papers, 1))),
        ("Số lượng hồ sơ", "01 bộ"),
        ("Lệ phí", paying.on_the_receipt(dossier)),
        ("Thời gian nhận hồ sơ", f"{clock(sent)}, {long_date(sent.date())}"),
        ("Thời gian trả kết quả", f"{clock(due)}, {long_date(due.date())}"),
        ("Đăng ký nhận kết quả tại", _receiving(attempt)),
    ]
    return {
        "dossier": dossier,
        "office": [agency.name, agency.centre],
        "rows": [{"label": label, "value": value, "own": True} for label, value in rows],  # none of it typed
        "wait_text": ""
        if dossier.over
        else _("Result on %(day)s. Look in once a day.") % {"day": long_date(due.date())},
        "question": "" if put_off else appointment.question(*counted),
        "why": "" if put_off else appointment.explain(*counted),
        "agency": agency,
    }


def _inside(place: str) -> str:
    """The name of a place inside a line: "Xã Mẫu" becomes "xã Mẫu"."""
    return place[:1].lower() + place[1:]
