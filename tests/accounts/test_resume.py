"""A resume code from its making to its end."""

import datetime as dt

import pytest
from django.db import IntegrityError
from django.utils import timezone

from accounts import codes, jobs, resume
from accounts.models import Learner, ResumeCode
from kit.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create(display_name="Vàng Thị Bài Tập")


def test_a_code_carries_its_learner_once(learner: Learner) -> None:
    code = resume.make_code(learner)
    assert resume.owner_of(code) == learner
    assert resume.use_code(code, "") == learner
    assert resume.owner_of(code) is None
    with pytest.raises(resume.UnknownCode):
        resume.use_code(code, "")


def test_the_code_itself_is_kept_nowhere(learner: Learner) -> None:
    code = resume.make_code(learner)
    resume.use_code(code, "form")
    kept = repr(list(ResumeCode.objects.values())) + repr(list(AuditEntry.objects.values()))
    assert code not in kept and code.lower() not in kept


def test_looking_whose_it_is_uses_nothing_up(learner: Learner) -> None:
    code = resume.make_code(learner)
    for _ in range(3):
        assert resume.owner_of(code) == learner
    assert resume.use_code(code, "") == learner


def test_a_new_code_takes_the_place_of_the_old_one(learner: Learner) -> None:
    old, new = resume.make_code(learner), resume.make_code(learner)
    with pytest.raises(resume.UnknownCode):
        resume.use_code(old, "")
    assert resume.use_code(new, "") == learner
    assert ResumeCode.objects.count() == 1


def test_the_form_pressed_twice_lets_the_same_learner_in(learner: Learner) -> None:
    code = resume.make_code(learner)
    assert resume.use_code(code, "form") == resume.use_code(code, "form") == learner
    with pytest.raises(resume.UnknownCode):
        resume.use_code(code, "another form")


def test_the_form_pressed_again_much_later_opens_nothing(learner: Learner) -> None:
    code = resume.make_code(learner)
    resume.use_code(code, "form")
    ResumeCode.objects.update(used_at=timezone.now() - resume.PRESSED_AGAIN - dt.timedelta(seconds=1))
    with pytest.raises(resume.UnknownCode):
        resume.use_code(code, "form")


def test_after_xong_the_form_opens_nothing(learner: Learner) -> None:
    code = resume.make_code(learner)
    resume.use_code(code, "form")
    resume.close_door(learner)
    with pytest.raises(resume.UnknownCode):
        resume.use_code(code, "form")


def test_xong_leaves_a_code_that_is_not_used(learner: Learner) -> None:
    code = resume.make_code(learner)
    resume.close_door(learner)
    assert resume.use_code(code, "") == learner


def test_a_code_ends_after_its_days(learner: Learner) -> None:
    code = resume.make_code(learner)
    row = ResumeCode.objects.get()
    assert row.expires_at - row.made_at == dt.timedelta(days=90)
    ResumeCode.objects.update(expires_at=timezone.now())
    assert resume.owner_of(code) is None and resume.code_of(learner) is None
    with pytest.raises(resume.UnknownCode):
        resume.use_code(code, "")


def test_a_code_that_somebody_holds_is_drawn_again(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Learner.objects.create()
    drawn = iter(["K7H4MX", "K7H4MX", "M2T3PV"])
    monkeypatch.setattr(codes, "new_code", lambda choose: next(drawn))
    assert [resume.make_code(learner), resume.make_code(other)] == ["K7H4MX", "M2T3PV"]


def test_a_generator_that_is_stuck_is_not_asked_for_ever(
    learner: Learner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codes, "new_code", lambda choose: "K7H4MX")
    resume.make_code(Learner.objects.create())
    with pytest.raises(IntegrityError):
        resume.make_code(learner)


def test_the_daily_job_forgets_what_is_used_or_too_old() -> None:
    fresh, used, old = (Learner.objects.create() for _ in range(3))
    resume.make_code(fresh)
    resume.use_code(resume.make_code(used), "")
    resume.make_code(old)
    past = timezone.now() - dt.timedelta(days=1)
    ResumeCode.objects.filter(learner=used).update(used_at=past)
    ResumeCode.objects.filter(learner=old).update(expires_at=past)
    jobs.forget_codes("")
    assert [row.learner for row in ResumeCode.objects.all()] == [fresh]
