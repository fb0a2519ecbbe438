"""A walker who does whatever a learner can do, in any order, through the pages; and what must hold after each step.

`Walker` is a Hypothesis state machine: every rule is one thing that she does. Each walk happens in a transaction of
its own that is rolled back at its end.
"""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import transaction
from django.db.models import Min
from django.http import HttpResponse
from django.urls import reverse
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import Learner
from kit.idempotency import token
from sandbox import service
from sandbox.engine import machine
from sandbox.engine.enums import Actor, Reason, Stage
from sandbox.engine.machine import Status
from sandbox.enums import Place
from sandbox.models import Attempt, Dossier, DossierEvent
from tests.sandbox import journeys
from tests.sandbox.journeys import MONDAY, PLACES, Clock

MODES = ("practice", "check")
ANSWERED = {200, 302, 409}
# A page leads on where it has its one filled button, a list of exercises, or the days that may be let go by.
WAY_ON = re.compile(r'class="btn (?:go|full)"|name="ngay"')
Answer = tuple[str, dict[str, str]]
picks = st.integers(0, 10_000)
seldom = st.sampled_from([False, False, False, False, False, True])
often = st.sampled_from([True, True, True, False])


class Walker(RuleBasedStateMachine):
    """One learner. ``kept``: attempt → field → what the site has acknowledged; ``furthest``: attempt → step."""

    clock: ClassVar[Clock]

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.clock.moment = MONDAY
        self.learner = Learner.objects.create(display_name="Vàng Thị Bài Tập")
        self.browser = journeys.browser_of(self.learner)
        self.kept: dict[Any, dict[str, str]] = {}
        self.furthest: dict[Any, int] = {}
        self.keys: dict[Any, str] = {}
        self.receipts: dict[Any, str] = {}
        self.histories: dict[Any, list[tuple[Any, ...]]] = {}
        # The last answer to the office, to be pressed again; and the last that the office has taken.
        self.said: Answer | None = None
        self.taken: Answer | None = None
        self.attempts: dict[Any, Attempt] = {}  # as they are after the last act, and so the dossiers
        self.dossiers: list[Dossier] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # --- What there is -----------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Everything as it is now: each rule begins from here."""
        self.attempts = {row.pk: row for row in Attempt.objects.of(self.learner).prefetch_related("version")}
        rows = Dossier.objects.filter(attempt__learner=self.learner).prefetch_related("events__notice")
        # as they were sent: by the clock two can be of one moment, and a walk has to come again as it was
        self.dossiers = list(rows.annotate(first=Min("events")).order_by("first"))
        for dossier in self.dossiers:
            dossier.attempt = self.attempts[dossier.attempt_id]

    @property
    def attempt(self) -> Attempt:
        """The one she is in: the latest that was not sent."""
        known = list(self.kept)
        waiting = [row for row in self.attempts.values() if not row.sent_at]
        return max(waiting, key=lambda row: known.index(row.pk) if row.pk in known else len(known))

    def _dossier(self, pick: int) -> Dossier:
        """Mostly one that is on its way, else one of the last two."""
        found = [dossier for dossier in self.dossiers if not dossier.over] if pick % 4 else []
        found = found or self.dossiers[-2:]
        return found[pick % len(found)]

    def has_attempt(self) -> bool:
        return any(not row.sent_at for row in self.attempts.values())

    def has_dossier(self) -> bool:
        return bool(self.dossiers)

    def has_open_dossier(self) -> bool:
        return any(not dossier.over for dossier in self.dossiers)

    # --- Asking ------------------------------------------------------------------------------------------------

    def _see(self, response: Any, expected: set[int] = ANSWERED) -> Any:
        """Whatever comes, in the end it is a page that leads on."""
        assert response.status_code in expected, f"{response.status_code}"
        if response.status_code == 302:
            return self._see(self.browser.get(response["Location"]))
        main = journeys.text(response).partition("<main")[2].partition("</main>")[0]
        assert WAY_ON.search(main), f"a dead end: {journeys.words(response)[:400]}"
        return response

    def _get(self, address: str) -> Any:
        return self._see(self.browser.get(address))

    def _post(self, address: str, data: Mapping[str, str]) -> HttpResponse:
        """The answer itself; where it leads has been looked at."""
        response = journeys.post(self.browser, address, data)
        self._see(response)
        return response

    # --- The attempt -------------------------------------------------------------------------------------------

    @initialize(
        scenario=picks, mode=st.sampled_from(MODES), ahead=st.sampled_from(["", "form", "sent", "sent"])
    )
    def begins(self, scenario: int, mode: str, ahead: str) -> None:
        """Some walks begin further on, so that every part of the way is walked often."""
        if not ahead:
            return self.starts(scenario, mode)
        attempt = journeys.begin(self.learner, Place.REVIEW, mode=mode, scenario=_scenario(scenario))
        if not attempt.coached:  # nobody says so before the office does
            names = [field.id for field in attempt.pack.eform.fields if field.kind == "person_name"]
            service.save_answers(attempt, {names[scenario % len(names)]: "Ma Văn Khác"}, attempt.revision)
        self._remember(attempt, dict(attempt.answers))
        self._read()
        return self.sends(same_key=True) if ahead == "sent" else None

    def _remember(self, attempt: Attempt, answers: dict[str, str]) -> None:
        self.kept[attempt.pk], self.furthest[attempt.pk] = answers, attempt.step

    @precondition(lambda self: len(self.kept) < 4)
    @rule(scenario=picks, mode=st.sampled_from(MODES))
    def starts(self, scenario: int, mode: str) -> None:
        """The story, "Bắt đầu" pressed twice: one attempt."""
        address, data = reverse("sandbox:start", args=[_scenario(scenario), mode]), {"token": token()}
        before = len(self.attempts)
        self._get(address)
        for _ in range(2):
            self._post(address, data)
        self._read()
        assert len(self.attempts) == before + 1
        self._remember(self.attempt, {})

    @precondition(has_attempt)
    @rule(pages=st.integers(1, 4))
    def goes_on(self, pages: int) -> None:
        """The page where she stands, answered rightly, and those after it."""
        for _ in range(pages):
            attempt = self.attempt
            self._get(reverse("sandbox:attempt", args=[attempt.id]))
            self._answer(attempt, attempt.place, {})
            self._read()
            if not self.has_attempt():
                return

    @precondition(has_attempt)
    @rule(place=st.sampled_from(PLACES), wrong=picks, leave=st.booleans(), back=st.integers(0, 3))
    def answers_somewhere(self, place: str, wrong: int, leave: bool, back: int) -> None:
        """Any page by its address, reached or not, with a wrong answer, perhaps in a tab `back` versions old."""
        attempt = self.attempt
        self._get(journeys.url(attempt, place))
        names = _fields(attempt, place)
        slip = (
            {names[wrong % len(names)]: ("", "Nhà", "31/02/2026", "Giang A Thu")[wrong % 4]} if names else {}
        )
        extra = {"luu": "1"} if leave else {}
        self._answer(attempt, place, slip, extra, revision=max(0, attempt.revision - back))

    def _answer(
        self,
        attempt: Attempt,
        place: str,
        slip: Mapping[str, str],
        extra: Mapping[str, str] | None = None,
        revision: int | None = None,
    ) -> None:
        """Post a place; what it acknowledges is remembered."""
        if place == Place.REVIEW:
            return self.sends(same_key=not slip)
        reached = attempt.reached(place)
        data = {**_right(attempt, place), **slip, **(extra or {})}
        revision = attempt.revision if revision is None else revision
        if place == Place.SEARCH:
            self._get(journeys.url(attempt, place) + "?tu_khoa=khai+sinh")
        address = journeys.url(attempt, place)
        if place in (Place.SEARCH, Place.PROCEDURE):
            address = reverse("sandbox:procedure", args=[attempt.id, attempt.pack.procedure.code])
        self._post(address, {**data, "revision": str(revision)})
        if reached:
            self._keep(attempt, {name: data[name] for name in _fields(attempt, place)})
        return None

    def _keep(self, attempt: Attempt, sent: Mapping[str, str]) -> None:
        """What was sent is kept; where "quan hệ" rewrites a block, what the portal wrote there."""
        fills = attempt.pack.eform.fills
        filled = {field for fill in fills for field in (*fill.copies, *fill.clear)}
        now = Attempt.objects.get(pk=attempt.pk).answers
        kept = self.kept[attempt.pk] | dict(sent)
        self.kept[attempt.pk] = kept | {name: now.get(name, "") for name in filled & kept.keys()}

    @precondition(has_attempt)
    @rule(same_key=often)
    def sends(self, same_key: bool) -> None:
        """ "Gửi hồ sơ", twice, with the token of before or another: one dossier, one receipt."""
        attempt = self.attempt
        self._get(journeys.url(attempt, Place.REVIEW))
        key = self.keys.setdefault(attempt.pk, token()) if same_key else token()
        for _ in range(2):
            self._see(journeys.promise(self.browser, attempt, key))
        self._note_receipt(attempt)

    def _note_receipt(self, attempt: Attempt) -> None:
        dossier = Dossier.objects.filter(attempt=attempt).first()
        if dossier is not None:
            self.receipts.setdefault(attempt.pk, dossier.code)

    @precondition(has_dossier)
    @rule(pick=picks, same_key=st.booleans())
    def sends_what_was_sent(self, pick: int, same_key: bool) -> None:
        """An old tab still shows "Gửi hồ sơ"."""
        attempt = self._dossier(pick).attempt
        key = self.keys.get(attempt.pk, token()) if same_key else token()
        self._see(journeys.promise(self.browser, attempt, key))

    @rule(name=st.sampled_from(["home", "my_dossiers", "phone"]))
    def leaves_and_comes_back(self, name: str) -> None:
        """Another browser, the same learner."""
        self.browser = journeys.browser_of(self.learner)
        self._get(reverse(f"sandbox:{name}"))

    # --- The dossier -------------------------------------------------------------------------------------------

    @precondition(has_dossier)
    @rule(
        pick=picks,
        page=st.sampled_from(["dossier", "receipt", "draft", "payment", "paid", "withdraw", "result"]),
    )
    def opens(self, pick: int, page: str) -> None:
        dossier = self._dossier(pick)
        response = self.browser.get(journeys.dossier_url(dossier, page))
        dossier.refresh_from_db()
        if page == "result" and dossier.state is not Status.RETURNED:
            assert response.status_code == 404
        else:
            self._see(response)

    @precondition(has_dossier)
    @rule(pick=picks, days=st.sampled_from(["1", "1", "3", "2"]))
    def skips(self, pick: int, days: str) -> None:
        self._post(journeys.dossier_url(self._dossier(pick), "skip"), {"ngay": days})

    @rule(minutes=st.sampled_from([5, 40, 300, 3000]))
    def waits(self, minutes: int) -> None:
        self.clock.forward(minutes=minutes)

    @precondition(has_open_dossier)
    @rule(pick=picks, days=st.integers(1, 3), right=often, photo=often)
    def follows(self, pick: int, days: int, right: bool, photo: bool) -> None:
        """She looks in day after day, and answers whatever is asked, well or badly."""
        dossier = self._dossier(pick)
        for _ in range(days):
            self._answer_the_office(dossier, right, photo)
            if dossier.over:
                return
            self._post(journeys.dossier_url(dossier, "skip"), {"ngay": "1"})

    @precondition(has_open_dossier)
    @rule(pick=picks, right=st.booleans(), photo=st.booleans())
    def answers_the_office(self, pick: int, right: bool, photo: bool) -> None:
        """What the office asks next is answered; where it asks nothing, nothing may happen."""
        dossier = self._dossier(pick)
        if dossier.over or machine.whose_turn(dossier.state, Stage(dossier.stage)) is Actor.OFFICE:
            self._post(journeys.dossier_url(dossier, "skip"), {"ngay": "1"})
        self._answer_the_office(dossier, right, photo)

    def _answer_the_office(self, dossier: Dossier, right: bool, photo: bool) -> None:
        self._get(journeys.dossier_url(dossier))
        dossier.refresh_from_db()
        if dossier.stage == Stage.DRAFT_TO_CHECK:
            self._answer_draft(dossier, right)
        elif dossier.state is Status.PAYMENT_REQUESTED:
            self._pay(dossier, right)
        else:
            self._supplement(dossier, right, photo)

    def _supplement(self, dossier: Dossier, right: bool, photo: bool) -> None:
        asked, attempt = journeys.asked(dossier), dossier.attempt
        fields = [name for name, kind in asked.items() if kind == "field"]
        data = {name: attempt.scenario.fields.get(name, "") if right else "Nhà 1" for name in fields}
        photos = {p.id: _photo(p, good=photo) for p in attempt.pack.papers if p.id in asked and right}
        before = dossier.state
        self._say(dossier, "supplement", {**data, **photos})
        dossier.refresh_from_db()
        if before is Status.SUPPLEMENT_REQUESTED and dossier.state is not before:
            self.kept[attempt.pk] |= data
        elif before is Status.SUPPLEMENT_REQUESTED:
            assert data.items() <= dossier.said["supplement"].items(), "what the portal did not take is gone"

    def _pay(self, dossier: Dossier, right: bool) -> None:
        """At the bank, with the code of the phone or with another one."""
        self._post(journeys.dossier_url(dossier, "payment"), {"cach": "ngan-hang" if right else "tai-quay"})
        self._say(dossier, "bank", {"code": dossier.attempt.persona.otp if right else "000000"})
        dossier.refresh_from_db()
        assert dossier.paid is right and (dossier.state is Status.PAYMENT_REQUESTED) is not right

    @precondition(has_dossier)
    @rule(pick=picks, right=often)
    def pays(self, pick: int, right: bool) -> None:
        """Whoever pays where nothing is to be paid is led on, and nothing happens."""
        dossier = self._dossier(pick)
        self._get(journeys.dossier_url(dossier, "bank"))
        dossier.refresh_from_db()
        if dossier.state is Status.PAYMENT_REQUESTED:
            return self._pay(dossier, right)
        before = (dossier.paid, dossier.events.count())
        self._say(dossier, "bank", {"code": dossier.attempt.persona.otp})
        dossier.refresh_from_db()
        assert (dossier.paid, dossier.events.count()) == before
        return None

    def _answer_draft(self, dossier: Dossier, right: bool) -> None:
        wrote = (dossier.draft or {})["wrote"]
        field = next(iter(wrote), "") if right else "ho_ten_con"
        if right and not field:
            return self._say(dossier, "draft", {"dung": "1"})
        value = dossier.attempt.scenario.fields.get(field, "") if right else "Ai Đó Khác"
        return self._say(dossier, "draft", {"dong": field, "dung_ra": value})

    def _say(self, dossier: Dossier, name: str, data: dict[str, str]) -> None:
        address = journeys.dossier_url(dossier, name)
        self.said = (address, {"token": token(), **data})
        before = dossier.events.count()
        self._post(*self.said)
        if DossierEvent.objects.filter(dossier=dossier, actor=Actor.CITIZEN, number__gt=before).exists():
            self.taken = self.said

    @precondition(lambda self: self.said is not None)
    @rule(changed=st.booleans())
    def says_it_again(self, changed: bool) -> None:
        """The button pressed again, long after; perhaps with something else in the form."""
        assert self.said is not None
        address, data = self.said
        hers = DossierEvent.objects.filter(dossier__attempt__learner=self.learner, actor=Actor.CITIZEN)
        before, taken = hers.count(), self.said == self.taken
        changes = {"ho_ten_con": "Chỗ Khác", "dong": "ho_ten_con", "code": "111111"} if changed else {}
        waiting = [one for one in self.dossiers if journeys.dossier_url(one, "supplement") == address]
        asked = {one.pk: journeys.asked(one) for one in waiting if one.state is Status.SUPPLEMENT_REQUESTED}
        self._post(address, data | changes)
        for dossier in Dossier.objects.filter(pk__in=asked).exclude(status=Status.SUPPLEMENT_REQUESTED):
            # the portal had refused it as it was, and takes it as it is now: that is what she has answered
            answered = {name for name, kind in asked[dossier.pk].items() if kind == "field"}
            self.kept[dossier.attempt_id] |= {
                name: value for name, value in (data | changes).items() if name in answered
            }
        assert hers.count() == before if taken else hers.count() <= before + 1, "one press, one act"

    @precondition(has_dossier)
    @rule(pick=picks, sure=seldom)
    def withdraws(self, pick: int, sure: bool) -> None:
        dossier = self._dossier(pick)
        self._get(journeys.dossier_url(dossier, "withdraw"))
        if sure:
            self._post(journeys.dossier_url(dossier, "withdraw"), {})

    @precondition(has_dossier)
    @rule(pick=picks)
    def files_again(self, pick: int) -> None:
        dossier = self._dossier(pick)
        self._post(journeys.dossier_url(dossier, "file_again"), {})
        again = Attempt.objects.filter(former=dossier).first()
        if again is not None and again.pk not in self.kept:
            self._remember(again, dict(self.kept[dossier.attempt_id]))
            assert again.papers == dossier.attempt.papers

    @precondition(has_dossier)
    @rule(pick=picks, rating=st.sampled_from(["very_satisfied", "not_satisfied", ""]))
    def rates(self, pick: int, rating: str) -> None:
        dossier = self._dossier(pick)
        response = journeys.post(
            self.browser, journeys.dossier_url(dossier, "rate"), {"muc": rating, "loi": "Tốt"}
        )
        dossier.refresh_from_db()
        if dossier.state is not Status.RETURNED:
            assert response.status_code == 404
            return
        self._see(response)
        assert not rating or (dossier.rating, dossier.said["rating"]) == (rating, "Tốt")

    @precondition(has_dossier)
    @rule(pick=picks, right=often)
    def looks_up(self, pick: int, right: bool) -> None:
        dossier = self._dossier(pick)
        data = {"code": dossier.code, "lookup_code": dossier.lookup_code if right else "XXXX"}
        page = self.browser.post(reverse("sandbox:lookup"), data)
        dossier.refresh_from_db()
        assert machine.official_name(dossier.state) in journeys.words(page) or not right
        self._see(page)

    # --- What must hold ----------------------------------------------------------------------------------------

    @invariant()
    def everything_holds(self) -> None:
        """After each act: nothing lost, one receipt for each submission, and every change in the table."""
        self._read()
        self._check_nothing_lost()
        self._check_receipts()
        for dossier in self.dossiers:
            self._check_history(dossier)

    def _check_nothing_lost(self) -> None:
        assert self.attempts.keys() == self.kept.keys()
        for pk, answers in self.kept.items():
            attempt = self.attempts[pk]
            lost = {name: value for name, value in answers.items() if attempt.answers.get(name) != value}
            assert not lost, f"lost or changed: {lost}"
            assert attempt.step >= self.furthest[pk]
            self.furthest[pk] = attempt.step

    def _check_receipts(self) -> None:
        sent = {pk for pk, attempt in self.attempts.items() if attempt.sent_at}
        codes = {dossier.attempt_id: dossier.code for dossier in self.dossiers}
        assert sent == codes.keys() and len(set(codes.values())) == len(codes)
        assert codes == self.receipts

    def _check_history(self, dossier: Dossier) -> None:
        events = list(dossier.events.all())
        kept = [(e.number, e.from_status, e.to_status, e.stage, e.reason, e.actor, e.at) for e in events]
        known = self.histories.get(dossier.pk, [])
        assert kept[: len(known)] == known, "history was rewritten"
        self.histories[dossier.pk] = kept
        assert [event.number for event in events] == list(range(1, len(events) + 1))
        assert all(hasattr(event, "notice") is (event.actor == Actor.OFFICE) for event in events)
        self._check_path(dossier, events)

    def _check_path(self, dossier: Dossier, events: list[Any]) -> None:
        status, stage, at = Status.DRAFT, Stage.PLAIN, events[0].at
        for event in events:
            target, after = Status(event.to_status), Stage(event.stage)
            assert event.from_status == status and event.at >= at
            machine.check(
                status, target, Actor(event.actor), reason=Reason(event.reason), stage=after, before=stage
            )
            status, stage, at = target, after, event.at
        assert (dossier.state, dossier.stage) == (status, stage)
        assert bool(dossier.request) is (status is Status.SUPPLEMENT_REQUESTED)
        paid = [event for event in events if event.reason == Reason.PAID]
        assert len(paid) == dossier.paid and (dossier.bill or status is not Status.PAYMENT_REQUESTED)
        turn = machine.whose_turn(status, stage)
        assert dossier.clock_running is (turn is Actor.OFFICE)


def _scenario(pick: int) -> str:
    from sandbox.catalogue import current_packs

    scenarios = [scenario.id for version in current_packs() for scenario in version.pack.scenarios]
    return scenarios[pick % len(scenarios)]


def _fields(attempt: Attempt, place: str) -> list[str]:
    """The fields of a step of the form; none on other pages."""
    steps = {step.id: step for step in attempt.pack.eform.steps}
    return [field.id for field in steps[place].fields] if place in steps else []


def _photo(paper: Any, *, good: bool) -> str:
    return next(photo.id for photo in paper.photos if photo.good is good)


def _right(attempt: Attempt, place: str) -> dict[str, str]:
    """What is to be posted at a place."""
    persona, agency = attempt.persona, attempt.scenario.agency
    consent = {"passcode": persona.passcode, "share": "on"}
    if names := _fields(attempt, place):
        return {name: attempt.scenario.fields.get(name, "") for name in names}
    right: dict[str, dict[str, str]] = {
        Place.SIGN_IN: {"number": persona.citizen_number, "word": persona.word},
        Place.CODE: {"code": persona.otp},
        Place.SHARE: consent,
        Place.SHARE_AGAIN: consent,
        Place.GENERAL: {"filed_for": attempt.scenario.filed_for},
        Place.AGENCY: {"province": agency.province, "commune": agency.commune},
        Place.PAPERS: {paper.id: _photo(paper, good=True) for paper in attempt.pack.papers},
    }
    return right.get(place, {})
