"""`make test` itself: what it is cut into, what runs when, what is told, and how it ends."""

import sys
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from kit.voice import find_ffmpeg
from tests import parts, pool, redis_server, run
from tests.parts import BROWSER, BROWSER_TESTS, ONCE, ROOT, SQLITE, Need, Part
from tests.pool import Result, Shared

# What pytest printed, and its exit status.
GREEN = "...  [100%]\n3 passed in 0.10s\n", 0
RED = "E  assert not True\n1 failed, 2 passed, 1 error in 0.10s\n", 1
NO_TEST = "4 deselected in 0.10s\n", pool.NO_TESTS
# pytest without anything of this project: half a second instead of ten.
BARE = ("-p", "no:django", "--noconftest", "-c", "/dev/null", "--rootdir", "/")


def part(name: str, seconds: int = 1, need: Need = Need.NOTHING) -> Part:
    return Part(SQLITE, name, (), seconds, need)


def result(name: str, ended: tuple[str, int], *, chosen: bool = False) -> Result:
    return Result(part(name), ended[1], ended[0], chosen)


def green(one: Part) -> Result:
    """The part as it ends on a good day."""
    return Result(one, GREEN[1], GREEN[0])


def files(*folders: str) -> set[Path]:
    """Every file of tests in these folders, from the root of the project; one that is named itself, too."""
    named = {Path(one) for one in folders if one.endswith(".py")}
    return named | {path.relative_to(ROOT) for one in folders for path in (ROOT / one).rglob("test_*.py")}


def files_of(one: Part) -> set[Path]:
    """The files of tests that pytest collects for a part."""
    there = {word for word in one.where if not word.startswith("--")}
    ignored = [word.removeprefix("--ignore=") for word in one.where if word.startswith("--ignore=")]
    return files(*there) - files(*ignored)


def spread(cut: list[Part]) -> list[Path]:
    """The files of all parts; one that is in two of them stands there twice."""
    return sorted(file for one in cut for file in files_of(one))


# --- What it is cut into ---------------------------------------------------------------------------------------
def test_each_file_of_the_suite_is_in_one_part_on_sqlite() -> None:
    assert spread(parts.on_sqlite()) == sorted(files("tests") - files(BROWSER_TESTS))


def test_each_file_that_has_to_do_with_the_database_is_in_one_part_on_postgresql() -> None:
    assert spread(parts.on_postgresql()) == sorted(files("tests") - files(BROWSER_TESTS, *ONCE))


def test_each_file_of_browser_tests_is_in_one_part() -> None:
    assert spread(parts.in_browsers()) == sorted(files(BROWSER_TESTS))


def test_the_two_judges_of_one_walk_are_one_part() -> None:
    walks = [one for one in parts.in_browsers() if "test_axe.py" in one.name or "test_csp.py" in one.name]
    assert len(walks) == 1


def test_every_folder_and_file_that_is_named_exists() -> None:
    named = [*parts.FOLDERS, *ONCE, *(f"{BROWSER_TESTS}/{name}" for name in parts.BROWSER_SECONDS)]
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_parts_have_names_of_their_own() -> None:
    names = [str(one) for one in (*parts.on_sqlite(), *parts.on_postgresql(), *parts.in_browsers())]
    assert len(names) == len(set(names))


# --- What runs when --------------------------------------------------------------------------------------------
def test_the_longest_begin_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "AT_ONCE", 1)
    begun: list[str] = []

    def act(one: Part) -> Result:
        begun.append(one.name)
        return green(one)

    order = pool.longest_first([part("short", 5), part("long", 50), part("middle", 20)])
    assert len(list(pool.in_pool(order, act))) == 3
    assert begun == ["long", "middle", "short"]


def test_of_what_has_begun_a_third_is_in_browsers_and_nothing_is_left_out() -> None:
    """A browser waits for half of its time: with none beside them the cores are short, with three they are idle."""
    cut = [part(f"busy {number}", number) for number in (60, 50, 40, 30)]
    cut += [Part(BROWSER, f"browser {number}", (), number) for number in (30, 25, 20, 15)]
    order = pool.longest_first(cut)
    assert [one.seconds for one in order] == [60, 30, 50, 25, 40, 20, 30, 15]
    assert [one.kind == BROWSER for one in order] == [False, True] * 4
    assert pool.longest_first([one for one in cut if one.kind == BROWSER])[0].seconds == 30


def test_three_run_at_a_time_and_never_four() -> None:
    all_of_them, lock, now, most = threading.Barrier(pool.AT_ONCE), threading.Lock(), 0, 0

    def act(one: Part) -> Result:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        all_of_them.wait(timeout=30)  # breaks where parts run one after the other
        time.sleep(0.02)  # one more would begin meanwhile
        with lock:
            now -= 1
        return green(one)

    assert len(list(pool.in_pool([part(str(number)) for number in range(9)], act))) == 9
    assert most == pool.AT_ONCE == 3


def test_a_result_is_told_before_the_last_part_ends() -> None:
    told = threading.Event()

    def act(one: Part) -> Result:
        assert one.name == "quick" or told.wait(timeout=30)
        return green(one)

    coming = pool.in_pool([part("slow"), part("quick")], act)
    assert next(coming).part.name == "quick"
    told.set()
    assert next(coming).part.name == "slow"


def test_whoever_stops_early_leaves_no_part_to_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "AT_ONCE", 1)
    begun: list[str] = []
    stopped = threading.Event()

    def act(one: Part) -> Result:
        begun.append(one.name)
        assert one.name == "0" or stopped.wait(timeout=30)
        return green(one)

    coming = pool.in_pool([part(str(number)) for number in range(9)], act)
    next(coming)
    threading.Timer(0.2, stopped.set).start()
    coming.close()  # type: ignore[attr-defined]  # a generator
    assert begun in (["0"], ["0", "1"])


# --- What parts need -------------------------------------------------------------------------------------------
def test_what_several_parts_need_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Need] = []

    def make(self: Shared, need: Need) -> str:
        made.append(need)
        return "/made"

    monkeypatch.setattr(Shared, "_make", make)
    with ExitStack() as stack:
        shared = Shared(stack)
        sites = [shared.environment(part(name, need=Need.SITE)) for name in "ab"]
        servers = [shared.environment(part(name, need=Need.SERVER)) for name in ("c", "the rest")]
        copies = [shared.environment(part(name, need=Need.FILE)) for name in "ef"]
        alone = shared.environment(part("d"))
    assert made == [Need.SITE, Need.SERVER, Need.FILE]
    assert [env["TUTAY_MIGRATED"] for env in [*servers, *copies]] == ["migrated"] * 2 + ["/made"] * 2
    assert [env["TUTAY_PREPARED_SITE"] for env in sites] == ["/made", "/made"]
    assert [env["DATABASE_URL"] for env in servers] == ["/c", "/the_rest"]
    assert not {"TUTAY_PREPARED_SITE", "DATABASE_URL", "TUTAY_MIGRATED"} & set(alone)


def test_each_part_on_a_server_has_a_database_of_its_own() -> None:
    url = "postgres://tutay@%2Ftmp%2Ftutay-pg/postgres"
    names = {pool.own_database(url, one.name) for one in parts.on_postgresql()}
    assert len(names) == len(parts.on_postgresql())
    assert "postgres://tutay@%2Ftmp%2Ftutay-pg/the_rest" in names


def test_every_part_of_the_suite_begins_with_a_migrated_database() -> None:
    assert {one.need for one in parts.on_sqlite()} == {Need.FILE}
    assert {one.need for one in parts.on_postgresql()} == {Need.SERVER}


def test_a_database_of_the_maintainers_is_never_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://example.com/real")
    monkeypatch.setenv("TUTAY_MIGRATED", "/old.sqlite3")
    assert not {"DATABASE_URL", "TUTAY_MIGRATED"} & set(pool.environment())


def test_what_cannot_be_made_turns_the_part_red_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Shared, need: Need) -> str:
        raise RuntimeError("no such table: places_commune")

    monkeypatch.setattr(Shared, "_make", broken)
    with ExitStack() as stack:
        found = pool.run(part("browser", need=Need.SITE), (), Shared(stack))
    assert not found.green
    assert "a prepared site could not be made: no such table: places_commune" in found.printed


# --- What is told, and how it ends -----------------------------------------------------------------------------
def in_a_file(folder: Path, body: str) -> Part:
    """A part that is one file with one test."""
    file = folder / "test_one.py"
    file.write_text(f"def test_one():\n    {body}\n", encoding="utf-8")
    return Part(BROWSER, "one file", (str(file), *BARE), 1)


@pytest.mark.parametrize(
    ("body", "arguments", "green", "passed", "failed"),
    [
        ("assert True", (), True, 1, 0),
        ("assert 'mười' == 'chín'", (), False, 0, 1),
        ("assert True", ("-k", "other"), True, 0, 0),
    ],
)
def test_a_part_is_a_pytest_run(
    tmp_path: Path, body: str, arguments: tuple[str, ...], green: bool, passed: int, failed: int
) -> None:
    with ExitStack() as stack:
        found = pool.run(in_a_file(tmp_path, body), arguments, Shared(stack))
    assert found.green is green, found.printed
    assert (found.count("passed"), found.count("failed", "error")) == (passed, failed)
    assert green or "'mười' == 'chín'" in found.printed


def test_a_part_without_a_test_is_red_unless_somebody_chose() -> None:
    assert not result("empty", NO_TEST).green
    assert result("left out", NO_TEST, chosen=True).green


def test_what_is_green_is_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    run.tell(result("sandbox", GREEN))
    assert capsys.readouterr().out == "green  suite on SQLite, sandbox: 3 passed in 0.10s\n"


def test_what_is_red_is_told_whole(capsys: pytest.CaptureFixture[str]) -> None:
    run.tell(result("sandbox", RED))
    assert RED[0] in capsys.readouterr().out


@pytest.mark.parametrize(
    ("ended", "missing", "require", "status", "last"),
    [
        ((GREEN, GREEN), [], "", 0, "Green: everything ran."),
        ((GREEN, RED), [], "", 1, "RED: suite on SQLite, 1"),
        ((GREEN, GREEN), ["browser"], "", 0, "Green."),
        ((GREEN, GREEN), ["browser"], "1", 1, "REQUIRE_ALL=1: a part that did not run counts as red."),
        ((GREEN, ("", -9)), [], "", 1, "RED: suite on SQLite, 1"),
        ((), [], "", 1, "RED: no test was run at all"),
    ],
)
def test_it_ends_as_it_went(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    ended: tuple[tuple[str, int], ...],
    missing: list[str],
    require: str,
    status: int,
    last: str,
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", require)
    done = [result(str(number), one) for number, one in enumerate(ended)]
    assert run.report(done, missing) == status
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == last
    assert [line for line in lines if line.startswith("DID NOT RUN")] == [
        f"DID NOT RUN: {name}" for name in missing
    ]


def test_the_sums_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    run.report([result("a", GREEN), result("b", RED)], [])
    assert "5 passed, 2 failed" in capsys.readouterr().out.splitlines()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, list[Part], list[str]]]:
    """A function that calls `make test` with arguments, and says what it would have run."""

    def call(*arguments: str) -> tuple[int, list[Part], list[str]]:
        given: list[tuple[list[Part], list[str]]] = []

        def results(here: list[Part], passed_on: list[str]) -> list[Result]:
            given.append((here, passed_on))
            return [green(one) for one in here]

        monkeypatch.setattr(pool, "results", results)
        return run.main(list(arguments)), *given[0]

    return call


def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    asked: Callable[..., tuple[int, list[Part], list[str]]],
) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    monkeypatch.setattr("tests.postgres.programs", lambda: None)
    monkeypatch.setattr("tests.e2e.browser.executable", lambda: None)
    status, here, _ = asked()
    assert status == 0 and here == parts.on_sqlite()
    printed = capsys.readouterr().out
    assert "DID NOT RUN: PostgreSQL" in printed and "DID NOT RUN: browser" in printed


def test_what_is_installed_runs(
    monkeypatch: pytest.MonkeyPatch, asked: Callable[..., tuple[int, list[Part], list[str]]]
) -> None:
    monkeypatch.setattr("tests.postgres.programs", lambda: Path("/usr/bin"))
    monkeypatch.setattr("tests.e2e.browser.executable", lambda: sys.executable)
    _, here, passed_on = asked("-k", "walk")
    assert here == [*parts.on_sqlite(), *parts.on_postgresql(), *parts.in_browsers()]
    assert passed_on == ["-k", "walk"]


def test_quick_is_the_suite_on_sqlite_alone(asked: Callable[..., tuple[int, list[Part], list[str]]]) -> None:
    status, here, passed_on = asked("--quick", "-x")
    assert (status, here, passed_on) == (0, parts.on_sqlite(), ["-x"])


def test_a_program_that_single_tests_need_is_missed_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ("ffmpeg" in str(run.without_programs())) is (not find_ffmpeg())
    monkeypatch.setattr(run, "find_ffmpeg", lambda: "")
    monkeypatch.setattr(run, "find_machine", lambda: None)
    monkeypatch.setattr(redis_server, "program", lambda: "")
    assert run.chosen(quick=False)[1][-3:] == [
        "the machine's voice (install espeak-ng)",
        "recordings made small (install ffmpeg)",
        "one cache for several machines (install redis-server)",
    ]
