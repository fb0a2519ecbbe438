"""`load_places`, and the lists that it loads."""

import datetime as dt
import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from places import loader, service
from places.models import Commune, Hamlet, Province

pytestmark = pytest.mark.django_db
SMALL: dict[str, Any] = {
    "in_force_from": "2025-07-01",
    "provinces": [["91", "Tỉnh Thử"]],
    "communes": [["90001", "91", "xa", "Mẫu"], ["90002", "91", "phuong", "Ví Dụ"]],
    "hamlets": [["90001", "Bản Học", 60, 177]],
}


def run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("load_places", "--json", *arguments, stdout=out)
    return dict(json.loads(out.getvalue()))


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(**changes: Any) -> str:
        path = tmp_path / "places.json"
        path.write_text(json.dumps({**SMALL, **changes}), encoding="utf-8")
        return str(path)

    return write


def test_the_whole_country_is_loaded_and_the_second_run_writes_nothing() -> None:
    first, second = run(), run()
    assert (first["provinces"], first["communes"], first["problems"]) == (34, 3321, [])
    assert Province.objects.filter(is_fictional=False).count() == 34
    assert Commune.objects.filter(is_fictional=False).count() == 3321
    assert first["written"] > 3355
    assert second["written"] == 0


def test_the_country_is_written_as_it_is_called() -> None:
    run()
    assert str(Commune.objects.get(code="00004")) == "phường Ba Đình"
    assert Commune.objects.get(code="00004").province.name == "Thành phố Hà Nội"
    assert Commune.objects.filter(kind="dac_khu").count() == 13


def test_the_invented_places_are_flagged_and_their_codes_cannot_exist() -> None:
    run()
    invented = Commune.objects.filter(is_fictional=True)
    assert {str(one) for one in invented} == {"xã Mẫu", "xã Suối Tập", "xã Bản Luyện", "phường Ví Dụ"}
    assert all(one.province.is_fictional and not one.code.isdigit() for one in invented)
    hamlets = service.hamlets_of(service.practice_commune())
    assert [one.name for one in hamlets] == ["Bản Học", "Thôn Hai", "Thôn Một", "Tổ dân phố Số 1"]
    assert all(one.households and one.adults for one in hamlets)


def test_what_differs_is_put_right_and_the_communes_own_figures_stay(written: Any) -> None:
    run("--file", written())
    Hamlet.objects.update(adults=200)
    Commune.objects.filter(code="90001").update(name="Mau")
    assert run("--file", written())["written"] == 1
    assert Commune.objects.get(code="90001").name == "Mẫu"
    assert Hamlet.objects.get().adults == 200


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"communes": [["90001", "91", "xa", "A"], ["90001", "91", "xa", "B"]]},
            "commune 90001 is listed 2 times",
        ),
        ({"provinces": [["91", "A"], ["91", "B"]]}, "province 91 is listed 2 times"),
        ({"communes": [["90001", "92", "xa", "A"]]}, "lies in province 92, which is not listed"),
        ({"communes": [["90001", "91", "huyen", "A"]]}, "is of kind 'huyen'"),
        ({"communes": [["90001", "91", "xa", " "]]}, "90001 has no name"),
        ({"hamlets": [["90009", "Bản Học", 1, 1]]}, "lies in commune 90009, which is not listed"),
    ],
)
def test_a_problem_is_named_ends_with_1_and_writes_nothing(
    written: Any, capsys: pytest.CaptureFixture[str], changes: dict[str, Any], problem: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("load_places", "--json", "--file", written(**changes))
    assert ended.value.code == 1
    told = json.loads(capsys.readouterr().out)
    assert any(problem in one for one in told["problems"])
    assert not Commune.objects.exists()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"in_force_from": "x"}', '{"provinces": [[1, 2, 3, 4]]}'])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "places.json"
    path.write_text(text)
    with pytest.raises(CommandError, match="is not a list of places"):
        call_command("load_places", "--file", str(path))


def test_people_read_a_line(written: Any) -> None:
    out = StringIO()
    call_command("load_places", "--file", written(), stdout=out)
    assert out.getvalue().strip() == "1 provinces, 2 communes, 0 fictional communes, 1 hamlets; 4 written"


def test_the_shipped_lists_have_no_problem() -> None:
    assert loader.problems(loader.shipped()) == []


def test_what_a_commune_has_changed_is_not_made_again() -> None:
    run()
    commune = service.practice_commune()
    hamlets = {hamlet.name: hamlet for hamlet in service.hamlets_of(commune)}
    paper = service.Paper(on=dt.date(2026, 7, 1), by="user:1")
    service.rename_hamlet(hamlets["Thôn Một"], "Thôn Mới", paper)
    service.close_hamlet(hamlets["Thôn Hai"], paper)
    service.move_hamlet(hamlets["Bản Học"], Commune.objects.get(code="TH002"), paper)
    service.merge_communes(
        [commune], Commune.objects.get(code="TH003"), replace(paper, on=dt.date(2026, 8, 1))
    )
    assert run()["written"] == 0
    assert not Commune.objects.today().filter(code="TH001").exists()
