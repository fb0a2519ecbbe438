"""What a page of an attempt shows: papers to copy from, where she is, fields with the words of portal and coach."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from places import service as places
from sandbox import attempts, consents, helping, journey, paying, photographs, tracking, wallet
from sandbox.attempts import Judgement, Saved
from sandbox.engine import guard, rows
from sandbox.engine.enums import GuardReason
from sandbox.engine.kinds import kind_of
from sandbox.engine.schema import Eform, FieldSpec, PaperSpec, Scenario, Section
from sandbox.enums import Place
from sandbox.forms import NO_PLACES, EformForm, PaperForm, PlaceNames
from sandbox.models import Attempt, Dossier
from sandbox.progress import step_url
from ui.service import error_items

CLEAR = Judgement((), ())


def to_step(attempt: Attempt, place: str) -> HttpResponseRedirect:
    """On to a step of the attempt."""
    return redirect(step_url(attempt, place))


def show(request: HttpRequest, attempt: Attempt, page: str, **context: Any) -> HttpResponse:
    """One page of an attempt inside its frame."""
    place = place_of(request, attempt)
    shared = frame(attempt) | {"place": place, "helper_prompt": helping.prompt(attempt, place)}
    return render(request, f"sandbox/{page}.html", shared | context)


def place_of(request: HttpRequest, attempt: Attempt) -> str:
    """The step that this page belongs to."""
    match = request.resolver_match
    if match and "step_id" in match.kwargs:
        return str(match.kwargs["step_id"])
    name = (match.url_name or "") if match else ""
    return Place.__members__.get(name.removeprefix("step_").upper(), attempt.place)


def frame(attempt: Attempt) -> dict[str, Any]:
    """What every page of an attempt needs."""
    scenario = attempt.scenario
    return {
        "attempt": attempt,
        "scenario": scenario,
        "persona": attempt.persona,
        "procedure": attempt.pack.procedure,
        "coached": attempt.coached,
        "papers": paper_views(scenario),
        "preview_url": preview_url(attempt),
    }


def preview_url(attempt: Attempt) -> str:
    """The address of "Xem trước"; empty before the form is reached, and in a drill, which has its own pages."""
    form_is_open = attempt.reached(attempt.pack.eform.steps[0].id)
    return reverse("sandbox:preview", args=[attempt.id]) if form_is_open and not attempt.drill else ""


def paper_views(scenario: Scenario, used: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The sample papers, those that this page copies from first and the very first open; the others wait, folded."""
    views = [
        {
            "id": f"giay-{paper.id}",
            "name": paper.said[:1].upper() + paper.said[1:],
            "title": paper.title,
            "number": paper.number,
            "lines": paper.lines,
            "open": paper.id in used[:1],
            "url": _sheet_url(scenario.id, paper.id),
        }
        for paper in scenario.papers
    ]
    places = {f"giay-{paper}": place for place, paper in enumerate(used)}
    return sorted(views, key=lambda view: places.get(view["id"], len(places)))


@lru_cache(maxsize=500)
def _sheet_url(scenario: str, paper: str) -> str:
    """The page of a sample paper; every page of an attempt names all of them, some twice."""
    return reverse("sandbox:sheet", args=[scenario, paper])


def cards(attempt: Attempt, *values: str) -> list[dict[str, Any]]:
    """Her papers on which these values stand, open, with these lines and her name alone."""
    scenario = attempt.scenario
    ordered = sorted(scenario.papers, key=lambda paper: paper.owner not in ("", scenario.persona_role))
    found = (next((paper for paper in ordered if paper.says(value)), None) for value in values)
    wanted = {f"giay-{paper.id}" for paper in found if paper}
    shown = {*values, attempt.persona.name}
    return [
        view | {"open": True, "lines": [line for line in view["lines"] if line.value in shown]}
        for view in paper_views(scenario)
        if view["id"] in wanted
    ]


def papers_for(attempt: Attempt, fields: Sequence[FieldSpec]) -> list[str]:
    """The papers from which ``fields`` are copied, the one with the most lines first."""
    used = Counter(
        attempt.scenario.lines[spec.id].paper for spec in fields if spec.id in attempt.scenario.lines
    )
    return [paper for paper, _count in used.most_common()]


def way(attempt: Attempt, now: str) -> list[dict[str, str]]:
    """The steps of the form, as the portal names them."""
    steps = journey.form_places(attempt.pack)
    here = steps.index(now)
    return [
        {
            "label": journey.label(attempt.pack, place),
            "state": "past" if number < here else "now" if number == here else "",
        }
        for number, place in enumerate(steps)
    ]


def before_url(attempt: Attempt, place: str) -> str:
    """The address of the step before ``place``."""
    known = journey.places(attempt.pack)
    return step_url(attempt, known[known.index(place) - 1])


def posted_revision(request: HttpRequest, attempt: Attempt) -> int:
    """The revision of the page that was sent; a page that names none is taken as the latest."""
    raw = request.POST.get("revision", "")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 9 else attempt.revision


def keep_typed(request: HttpRequest, attempt: Attempt, place: str) -> bool:
    """Keep what a step's form sent along, without judging it: something else was asked for than to go on.

    Whether the guard emptied a field.
    """
    steps = [step for step in attempt.pack.eform.steps if step.id == place]
    fields = [spec for step in steps for spec in step.fields]
    typed = {spec.id: str(request.POST[spec.id]) for spec in fields if spec.id in request.POST}
    return bool(typed and attempts.save_answers(attempt, typed, posted_revision(request, attempt)).dropped)


def asked_hint(request: HttpRequest) -> tuple[str, int]:
    """The field and level of a pressed "show me more" button; ("", 0) when none was pressed."""
    name, _colon, level = request.POST.get("goi_y", "").partition(":")
    return (name, int(level)) if level in ("2", "3") else ("", 0)


def guard_words(form: Any, dropped: Mapping[str, GuardReason]) -> dict[str, str]:
    """Field → what the guard says, in a sentence that names the field."""
    return {name: f"{form.fields[name].label}: {guard.message(reason)}" for name, reason in dropped.items()}


def put_errors(form: Any, messages: Mapping[str, str]) -> None:
    """Put messages at the fields of a form that was found valid so far."""
    form.full_clean()
    for name, message in messages.items():
        form.add_error(name, message)


def eform_form(attempt: Attempt, specs: Sequence[FieldSpec], answers: Mapping[str, str]) -> EformForm:
    """The fields with these answers in them, and the places that they can be chosen from."""
    return EformForm(specs, attempt.pack.eform.words, place_names(specs, answers), data=answers)


def place_names(specs: Sequence[FieldSpec], answers: Mapping[str, str]) -> PlaceNames:
    """All provinces, and the communes of those that stand in the answers; nothing where no field asks for a place."""
    kinds = {spec.kind for spec in specs}
    if not kinds & {"province", "commune"}:
        return NO_PLACES
    chosen = {answers.get(spec.of, "") for spec in specs if spec.kind == "commune"} - {""}
    provinces = places.province_names() if "province" in kinds else ()
    return PlaceNames(provinces, places.communes_by_province(chosen) if chosen else {})


def messages(eform: Eform, judgement: Judgement, saved: Saved | None) -> dict[str, str]:
    """Field → what is wrong, in one sentence that names the field. The guard speaks first, then the coach."""
    found = {error.field: error.message for error in judgement.errors}
    found |= {mistake.field: mistake.message for mistake in judgement.mistakes}
    if saved:
        found |= {
            name: f"{eform.field(name).label}: {guard.message(reason)}"
            for name, reason in saved.dropped.items()
        }
    return found


def has_declaration(attempt: Attempt) -> bool:
    """Whether the form itself asks for the promise; else the last page does."""
    return any(spec.kind == "declaration" for spec in attempt.pack.eform.fields)


def promise_is_missing(request: HttpRequest, attempt: Attempt) -> bool:
    """Whether the last page was sent without its promise."""
    return not has_declaration(attempt) and "cam_doan" not in request.POST


def show_review(
    request: HttpRequest,
    attempt: Attempt,
    token: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    stale: bool = False,
) -> HttpResponse:
    """The form as the office will read it. ``stale``: another tab had changed what this one showed."""
    eform = attempt.pack.eform
    steps = [
        {"title": step.title, "url": step_url(attempt, step.id), "rows": answer_rows(attempt, step.sections)}
        for step in eform.steps
    ]
    return show(
        request,
        attempt,
        "review",
        way=way(attempt, Place.REVIEW),
        steps=steps,
        photos=photo_rows(attempt),
        papers_url=step_url(attempt, Place.PAPERS),
        cost=paying.cost(attempt),
        token=token,
        errors=errors,
        stale=stale,
        promise=not has_declaration(attempt),
    )


def answer_rows(attempt: Attempt, sections: Sequence[Section]) -> list[dict[str, str]]:
    """Label and answer of every field that applies."""
    fields = tuple(spec for section in sections for spec in section.fields)
    return [
        {"label": spec.label, "value": kind_of(spec).show(attempt.answers.get(spec.id, ""))}
        for spec in attempts.visible(attempt, fields)
    ]


def photo_rows(attempt: Attempt) -> list[dict[str, str]]:
    """Each paper with the photo that is attached, and the file of the wallet that it comes from."""
    rows = []
    for paper in attempts.papers_asked(attempt):
        photo = paper.photo(attempt.papers.get(paper.id, ""))
        file = wallet.chosen_file(attempt, paper) if photo else None
        shown = photo.label if photo else _("nothing attached yet")
        rows.append({"label": paper.name, "value": f"{file.name}: {shown}" if file else shown})
    return rows


def _rows_to_fill(attempt: Attempt, asked: Set[str]) -> Iterator[str]:
    """The fields of every table whose count is asked for again: as many rows as there are, and as there ought to be."""
    eform, right = attempt.pack.eform, attempt.scenario.fields
    for table in (table for table in eform.tables if table.counter in asked):
        last = max(rows.count(table, attempt.answers), rows.count(table, right))
        yield from (spec.id for spec in eform.fields if 0 < table.row_of(spec.id) <= last)


class SupplementForms:
    """What the office asked for in one request: photos to choose again and fields to correct."""

    def __init__(self, dossier: Dossier, data: QueryDict | None = None) -> None:
        self.attempt = dossier.attempt
        asked = {(item["kind"], item["id"]) for item in (dossier.request or {}).get("items", [])}
        pack = self.attempt.pack
        wanted = [paper for paper in pack.papers if ("paper", paper.id) in asked]
        self.papers: list[PaperSpec] = [paper for paper in wanted if not paper.consent]
        self.consents = consents.consents(self.attempt, wanted, data)
        fields = {item for kind, item in asked if kind == "field"}
        fields |= set(_rows_to_fill(self.attempt, fields))
        self.fields = [spec for spec in pack.eform.fields if spec.id in fields]
        kept = dossier.said.get("supplement", {})  # from a sending that the portal did not take
        answers = {spec.id: kept.get(spec.id, self.attempt.answers.get(spec.id, "")) for spec in self.fields}
        # Nothing is chosen beforehand but what she chose herself: sending it again is a decision.
        self.paper_form = PaperForm(self.papers, data=data, initial=kept)
        sent = {name: str(value) for name, value in data.items()} if data else {}
        self.field_form = eform_form(self.attempt, self.fields, sent or answers)
        self.is_sent = data is not None

    def photo_fields(self) -> list[dict[str, Any]]:
        """Each paper's field, with the pictures to choose from."""
        scenario = self.attempt.scenario
        return [
            {"bound": self.paper_form[paper.id], "pictures": photographs.pictures(scenario, paper)}
            for paper in self.papers
        ]

    def accept(self) -> bool:
        """Whether photos are chosen and the portal has nothing against the corrected fields."""
        typed, dropped = attempts.screened_fields(self.attempt, self.field_form.typed())
        attempts.note_dropped(self.attempt, dropped)
        self.field_form = eform_form(self.attempt, self.fields, typed)
        judgement = attempts.portal_only(self.attempt, typed, self.fields)
        self.field_form.show_errors(messages(self.attempt.pack.eform, judgement, Saved(dropped, False)))
        is_complete = self.paper_form.is_valid()  # asked first: what is chosen is kept in any case
        return is_complete and not self.field_form.errors and all(one.given for one in self.consents)

    @property
    def agreeing(self) -> bool:
        """Whether somebody's consent was given or tried, and nothing is to be sent yet."""
        return any(one.form.is_bound for one in self.consents)

    def typed(self) -> dict[str, str]:
        """Corrected fields, as typed."""
        return self.field_form.typed()

    def photos(self) -> dict[str, str]:
        """Paper → chosen photo."""
        return {name: photo for name, photo in self.paper_form.cleaned_data.items() if photo}

    def errors(self) -> list[dict[str, str]]:
        """Items of the summary; none before it was sent."""
        if self.agreeing or not self.is_sent:
            return consents.errors(self.consents)
        open_ones = [
            {
                "text": f"{one.spec.name}: {_('hand the machine over, and let them agree below.')}",
                "target": one.target,
            }
            for one in self.consents
            if not one.given
        ]
        return [*error_items(self.paper_form), *error_items(self.field_form), *open_ones]


def show_dossier(
    request: HttpRequest, dossier: Dossier, token: str, forms: SupplementForms | None = None
) -> HttpResponse:
    """The tracking page."""
    forms = forms or SupplementForms(dossier)
    context = tracking.page(dossier) | {
        "token": token,
        "forms": forms,
        "errors": forms.errors(),
        "papers": paper_views(dossier.attempt.scenario),
        "helper_prompt": "" if dossier.decided_at else helping.prompt(dossier.attempt, Place.REVIEW),
    }
    return render(request, "sandbox/dossier.html", context)


def commune_names(attempt: Attempt) -> list[str]:
    """The communes of the fictional province, where the exercises live."""
    return sorted({scenario.agency.commune for scenario in attempt.pack.scenarios})


def show_conflict(
    request: HttpRequest, first: Sequence[Mapping[str, str]], second: Sequence[Mapping[str, str]], go_on: str
) -> HttpResponse:
    """An act that came twice with different contents: both are shown as rows, the first one counts."""
    context = {"first": first, "second": second, "go_on": go_on}
    return render(request, "sandbox/conflict.html", context, status=409)


def act_rows(body: Mapping[str, str]) -> list[dict[str, str]]:
    """What a start or a sending was about; ids are not for people."""
    names = {"exercise": _("Exercise"), "revision": _("Version of the form")}
    return [{"label": name, "value": body[key]} for key, name in names.items() if key in body]


def supplement_body(attempt: Attempt, data: QueryDict) -> dict[str, str]:
    """Every field and photo that was sent, after the guard: it tells a second press from a second meaning."""
    names = [*(spec.id for spec in attempt.pack.eform.fields), *(paper.id for paper in attempt.pack.papers)]
    typed = {name: str(value) for name, value in data.dict().items() if name in names}
    return attempts.screened(typed, attempts.known_values(attempt))[0]


def supplement_rows(attempt: Attempt, body: Mapping[str, str]) -> list[dict[str, str]]:
    """A supplement as people read it."""
    fields = [
        (spec.label, kind_of(spec).show(body.get(spec.id, "")), spec.id) for spec in attempt.pack.eform.fields
    ]
    photos = [(paper.name, paper.photo(body.get(paper.id, "")), paper.id) for paper in attempt.pack.papers]
    rows = [*((name, photo.label if photo else "", key) for name, photo, key in photos), *fields]
    return [{"label": label, "value": value} for label, value, key in rows if key in body]
