"""Packs as rows: loaded once, never changed, and a bad one is told by file, key and what was expected."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import places
from accounts.models import Learner
from sandbox import catalogue, service
from sandbox.engine import packs as engine_packs
from sandbox.engine.checks.names import COMMUNES
from sandbox.engine.machine import Status
from sandbox.models import Holiday, PackVersion
from tests.sandbox import journeys

TITLE = "Mẹ nộp khai sinh cho con"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped pack that a test may spoil, in the place of the shipped one."""
    shutil.copytree(engine_packs.SHIPPED / "khai-sinh", tmp_path / "khai-sinh")
    shutil.copy(engine_packs.SHIPPED / "personas.yaml", tmp_path)
    monkeypatch.setattr(catalogue, "pack_folders", lambda: [tmp_path / "khai-sinh"])
    return tmp_path / "khai-sinh"


def _edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.django_db
def test_loading_makes_one_version_and_the_holidays() -> None:
    assert service.load_packs() == len(engine_packs.shipped_packs())
    version = PackVersion.objects.get(slug="khai-sinh")
    assert (version.slug, version.procedure_code, version.is_current) == ("khai-sinh", "1.001193", True)
    assert version.pack == engine_packs.read_pack(engine_packs.SHIPPED / "khai-sinh")
    assert Holiday.objects.filter(date="2026-11-24", kind="off").exists()
    assert not Holiday.objects.filter(source="").exists()


@pytest.mark.django_db
def test_loading_again_changes_nothing() -> None:
    service.load_packs()
    before = [list(PackVersion.objects.values()), list(Holiday.objects.order_by("pk").values())]
    assert service.load_packs() == 0
    assert [list(PackVersion.objects.values()), list(Holiday.objects.order_by("pk").values())] == before


@pytest.mark.django_db
def test_a_holiday_that_an_administrator_edited_stays_edited() -> None:
    service.load_packs()
    Holiday.objects.filter(date="2026-11-24").update(name="Nghỉ", kind="working", status="confirmed")
    Holiday.objects.create(date="2026-12-01", name="Bão", source="x", verified_on="2026-11-30")
    service.load_packs()
    day = Holiday.objects.get(date="2026-11-24")
    assert (day.name, day.kind) == ("Nghỉ", "working")
    assert Holiday.objects.filter(date="2026-12-01").exists()


@pytest.mark.django_db
def test_a_changed_pack_is_a_new_version_and_the_old_one_stays_as_it_was(folder: Path) -> None:
    service.load_packs()
    old = PackVersion.objects.get()
    _edit(folder, "scenarios.yaml", TITLE, "Mẹ làm khai sinh")
    assert service.load_packs() == 1
    kept, new = PackVersion.objects.get(pk=old.pk), PackVersion.objects.get(is_current=True)
    assert (kept.content, kept.digest, kept.is_current) == (old.content, old.digest, False)
    assert new.pk != old.pk and new.pack.scenario(journeys.MOTHER).title == "Mẹ làm khai sinh"


@pytest.mark.django_db
def test_a_pack_that_is_changed_back_is_its_old_version_again(folder: Path) -> None:
    service.load_packs()
    old = PackVersion.objects.values("pk", "digest", "content", "loaded_at").get()
    _edit(folder, "scenarios.yaml", TITLE, "Mẹ làm khai sinh")
    service.load_packs()
    _edit(folder, "scenarios.yaml", "Mẹ làm khai sinh", TITLE)
    service.load_packs()
    assert (
        PackVersion.objects.filter(is_current=True).values("pk", "digest", "content", "loaded_at").get()
        == old
    )
    assert PackVersion.objects.count() == 2


def test_attempts_and_dossiers_keep_their_version(packs: PackVersion, learner: Learner, folder: Path) -> None:
    dossier, begun = journeys.send(learner), service.start(learner, journeys.FATHER, "check")
    _edit(folder, "scenarios.yaml", "Trạm Y tế xã Mẫu", "Bệnh viện Mẫu")
    _edit(folder, "papers/khai-sinh-me-nop.yaml", "Trạm Y tế xã Mẫu", "Bệnh viện Mẫu")
    assert service.load_packs() == 1
    for attempt in (dossier.attempt, begun):
        attempt.refresh_from_db()
        assert attempt.version == packs
    assert journeys.until(dossier, Status.RETURNED).rounds == 1, "its answers are as right as they were"
    assert service.start(learner, journeys.MOTHER, "check").version != packs


@pytest.mark.django_db
def test_a_version_that_dossiers_point_to_cannot_be_deleted(packs: PackVersion, learner: Learner) -> None:
    from django.db.models import ProtectedError

    service.start(learner, journeys.MOTHER, "check")
    with pytest.raises(ProtectedError):
        packs.delete()


def test_the_shipped_packs_have_no_problem() -> None:
    assert [(report.pack, report.problems) for report in service.check_packs()] == [("khai-sinh", ())]


@pytest.mark.parametrize(
    ("name", "old", "new", "key"),
    [
        (
            "procedure.yaml",
            "term: {amount: 0, unit: same_day}",
            "term: {amount: 0, unit: hour}",
            "procedure.term.unit",
        ),
        ("procedure.yaml", "kind: phone", "kind: telephone", "kind"),
        ("procedure.yaml", "short_name: Đăng ký khai sinh", "short: x", "procedure.short_name"),
        ("scenarios.yaml", "persona: vang-thi-bai-tap", "persona: ai-do", "persona ai-do"),
        ("scenarios.yaml", "told_on: 2026-11-22", "told_on: hôm qua", "told_on"),
        (
            "scenarios.yaml",
            "ho_ten_con: {value: Giàng A Thử",
            "ho_ten_con: {value: Giàng A Thủ",
            "ho_ten_con",
        ),
    ],
)
def test_a_bad_pack_is_told_by_file_key_and_what_is_expected(
    folder: Path, name: str, old: str, new: str, key: str
) -> None:
    _edit(folder, name, old, new)
    [report] = service.check_packs()
    found = [problem for problem in report.problems if problem.file.endswith(name) and key in problem.key]
    assert found and all(problem.expected for problem in found), report.problems


def test_a_file_that_is_no_yaml_is_told(folder: Path) -> None:
    (folder / "procedure.yaml").write_text("procedure: [", encoding="utf-8")
    [report] = service.check_packs()
    assert [problem.file for problem in report.problems] == ["procedure.yaml"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("old", "new"), [("kind: phone", "kind: telephone"), ("short_name: Đăng ký khai sinh", "short: x")]
)
def test_a_bad_pack_loads_nothing_and_the_command_says_why(folder: Path, old: str, new: str) -> None:
    _edit(folder, "procedure.yaml", old, new)
    with pytest.raises(CommandError, match=r"^khai-sinh: procedure\.yaml: .*(kind|short)"):
        call_command("load_packs")
    assert not PackVersion.objects.exists() and not Holiday.objects.exists()


@pytest.mark.django_db
def test_what_the_portal_has_filled_in_for_good_cannot_be_posted_away(folder: Path) -> None:
    _edit(
        folder,
        "procedure.yaml",
        "prefill: citizen_number",
        "prefill: citizen_number\n              readonly: true",
    )
    service.load_packs()
    attempt = service.start(Learner.objects.create(), journeys.MOTHER, "practice")
    service.open_form(attempt)
    service.save_answers(attempt, {"so_dinh_danh_nyc": "000199640257", "dia_chi_nyc": "Bản Học"}, 0)
    attempt.refresh_from_db()
    assert attempt.answers["so_dinh_danh_nyc"] == attempt.persona.citizen_number
    assert attempt.answers["dia_chi_nyc"] == "Bản Học"


def test_a_pack_that_nobody_would_find_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(engine_packs.SHIPPED, tmp_path / "packs")
    monkeypatch.setattr(catalogue, "pack_folders", lambda: [tmp_path / "packs" / "khai-sinh"])
    listed = tmp_path / "packs" / "catalogue.yaml"
    for old, new, told in (
        ("pack: khai-sinh", "pack: khai-tu", "an entry with pack: khai-sinh"),
        ("name: Thủ tục đăng ký khai sinh\n", "name: Khai sinh\n", "the code and the name of the pack"),
    ):
        text = listed.read_text(encoding="utf-8")
        assert old in text
        listed.write_text(text.replace(old, new, 1), encoding="utf-8")
        [report] = service.check_packs()
        assert [problem.file for problem in report.problems] == ["catalogue.yaml"]
        assert told in report.problems[0].expected
        listed.write_text(text, encoding="utf-8")


def test_the_checks_know_the_communes_that_learners_choose_from() -> None:
    data = json.loads((Path(places.__file__).parent / "data" / "practice.json").read_text(encoding="utf-8"))
    kinds = {"xa": "Xã", "phuong": "Phường"}
    assert {f"{kinds[kind]} {name}" for _code, _province, kind, name in data["communes"]} == set(COMMUNES)


def test_a_commune_that_is_in_no_list_is_told(folder: Path) -> None:
    _edit(folder, "scenarios.yaml", "commune: Xã Mẫu\n      province", "commune: Xã Bịa\n      province")
    [report] = service.check_packs()
    assert any("agency.commune" in problem.key for problem in report.problems), report.problems
