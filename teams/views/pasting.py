"""/to/buoi/<id>/diem-danh/dan/: paste a list of names, see what becomes of each line, save."""

import hashlib
import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import roles, signed_in
from accounts.enums import Role
from kit.folding import fold
from kit.typed import keepable
from places.service import hamlets_of
from teams import access, attending, consent_texts, pasting
from teams.forms_people import PasteForm
from teams.models import Session
from teams.pasting import Fate, Known, Planned
from teams.people import Agreed
from ui.service import Column, error_items, fold_rows

_COLUMNS = (
    Column(gettext_lazy("Name"), number=False),
    Column(gettext_lazy("Understood"), number=False, whole=True),
    Column(gettext_lazy("What becomes of it"), number=False, whole=True, strong=True),
)


@roles(Role.MEMBER, Role.LEADER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paste_list(request: HttpRequest, session_id: uuid.UUID) -> HttpResponse:
    """First what would become of each line; the second button saves, if the list is still the one that was shown."""
    user = signed_in(request)
    session = access.get_session_to_run(user, session_id)
    if request.method != "POST":
        return _show(request, session, PasteForm(), [])
    typed = request.POST.copy()
    typed["danh_sach"] = pasting.without_numbers(keepable(typed.get("danh_sach", "")))
    dropped = typed["danh_sach"] != keepable(request.POST.get("danh_sach", ""))
    form = PasteForm(typed)
    if not form.is_valid():
        return _show(request, session, form, [], dropped=dropped)
    planned = _plan(session, form.cleaned_data["danh_sach"])
    if "luu" not in request.POST or request.POST.get("da_xem") != _digest(form):
        return _show(request, session, form, planned, dropped=dropped)
    agreed = Agreed(read_aloud=True) if form.cleaned_data["dong_y"] else None
    number = attending.save_list(session, planned, by=user, agreed=agreed)
    text = ngettext(
        "Saved: %(number)d person from the list.", "Saved: %(number)d people from the list.", number
    )
    messages.success(request, text % {"number": number})
    return redirect("teams:attendance", session_id=session.id)


def _digest(form: PasteForm) -> str:
    """What was looked at; a list that was changed since is shown again before it is saved."""
    words = f"{form.cleaned_data['danh_sach']}|{form.cleaned_data['dong_y']}"
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plan(session: Session, text: str) -> list[Planned]:
    this_year = timezone.localdate().year
    hamlets = {fold(one.name): str(one.id) for one in hamlets_of(session.team.commune)}
    lines = pasting.read(text, hamlets, this_year)
    here = attending.present(session)
    alike = attending.look_alikes(session, {fold(line.name) for line in lines})

    def known(name: str) -> list[Known]:
        return [
            Known(
                str(one.id), one.birth_year, one.age_band, one.sex, str(one.hamlet_id or ""), one.id in here
            )
            for one in alike.get(name, [])
        ]

    home = session.team.only_hamlet()
    return pasting.at_home(pasting.plan(lines, known, this_year), str(home.id) if home else "")


def _show(
    request: HttpRequest,
    session: Session,
    form: PasteForm,
    planned: Sequence[Planned],
    *,
    dropped: bool = False,
) -> HttpResponse:
    number = sum(one.fate in pasting.SAVED for one in planned)
    hamlets = {str(one.id): one.name for one in hamlets_of(session.team.commune)}
    valid = form.is_bound and form.is_valid()
    context = {
        "session": session,
        "form": form,
        "errors": error_items(form) if form.is_bound else [],
        "columns": _COLUMNS,
        "rows": fold_rows(_COLUMNS, [_row(one, hamlets, agreed=_agreed(form)) for one in planned]),
        "number": number,
        "consent_text": consent_texts.current(),
        "seen": _digest(form) if valid else "",
        "dropped": dropped,
    }
    return render(request, "teams/paste.html", context, status=422 if form.is_bound and not valid else 200)


def _agreed(form: PasteForm) -> bool:
    return bool(form.is_bound and form.cleaned_data.get("dong_y"))


def _row(planned: Planned, hamlets: dict[str, str], *, agreed: bool) -> tuple[str, tuple[str, str]]:
    line = planned.line
    year = str(line.birth_year) if line.birth_year else ""
    if year and not agreed:
        year = _("%(year)s (only the age group is kept)") % {"year": year}
    sexes = {"f": _("woman"), "m": _("man")}
    facts = [year, sexes.get(line.sex, ""), hamlets.get(line.hamlet, "")]
    if line.left_out:
        facts.append(_("left out: %(words)s") % {"words": line.left_out})
    understood = " · ".join(fact for fact in facts if fact) or "–"
    return f"{line.number}. {line.name}", (understood, _fate(planned))


def _fate(planned: Planned) -> str:
    words = {
        Fate.NEW: _("New: onto the book, present"),
        Fate.KNOWN: _("On the book: marked as present"),
        Fate.HERE: _("Marked already: nothing changes"),
        Fate.TWICE: _("As line %(number)s: left out") % {"number": planned.above},
        Fate.UNCLEAR: _("Several people are called so: tick the right one on the roll"),
        Fate.BAD: _("No name understood: left out"),
    }
    return words[planned.fate]
