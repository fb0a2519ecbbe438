"""Addresses on a page: as they stand, where they lead on our own site, and how the daily look asks for others."""

import datetime as dt
import socket
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from courses.models import LessonPage, LinkCheck
from courses.writing import outside
from courses.writing.link_targets import LinkTargets
from courses.writing.links import (
    LOOK_ALIKE,
    NO_HTTPS,
    NO_SYNTAX,
    Link,
    Rich,
    addresses_in,
    is_file_name,
    is_vague,
    looks_alike,
    problem_of,
)
from courses.writing.outside import Answer, is_public, look

PUBLIC = "93.184.215.14"


# --- As they stand ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://dichvucong.gov.vn/p/home", ""),
        ("https://xamau.thainguyen.gov.vn", ""),
        ("https://www.openstreetmap.org/#map=19/21.0/105.8", ""),
        ("dichvucong.gov.vn", ""),
        ("tel:0000123456", ""),
        ("http://xa.example.com/ban-do", NO_HTTPS),
        ("https://dichvucong-gov.vn/", LOOK_ALIKE),
        ("https://dichvucong.gov.vn.example.com/", LOOK_ALIKE),
        ("https://dlchvucong.com", LOOK_ALIKE),
        ("https://vneid-capnhat.top/", LOOK_ALIKE),
        ("https://dịchvụcông.vn", LOOK_ALIKE),
        ("https://gov.example.com", LOOK_ALIKE),
        ("https:/xa.example.com", NO_SYNTAX),
        ("https//xa.example.com", NO_SYNTAX),
        ("https://", NO_SYNTAX),
        ("https://xa..example.com", NO_SYNTAX),
        ("ftp://xa.example.com", NO_SYNTAX),
        ("https://[::1", NO_SYNTAX),
    ],
)
def test_an_address_is_judged_as_it_stands(address: str, problem: str) -> None:
    assert problem_of(address) == problem


@pytest.mark.parametrize(
    "host", ["gov.vn", "vneid.gov.vn", "thainguyen.gov.vn", "governor.example.com", "openstreetmap.org"]
)
def test_offices_and_ordinary_names_are_no_look_alikes(host: str) -> None:
    assert not looks_alike(host)


def test_addresses_are_found_in_words() -> None:
    text = "Vào https://a.example.com/x, hoặc (www.b.vn). Gõ dichvucong.gov.vn nhé. Ngày 07.03.2026, mã 1.001193."
    assert list(addresses_in(text)) == ["https://a.example.com/x", "www.b.vn", "dichvucong.gov.vn"]


@given(st.text(max_size=120))
def test_whatever_is_written_is_judged(text: str) -> None:
    for address in [text, f"https://{text}", *addresses_in(text)]:
        assert problem_of(address) in ("", NO_SYNTAX, NO_HTTPS, LOOK_ALIKE)
    rich = Rich(f"<p>{text}</p>")
    assert (
        isinstance(rich.text, str)
        and isinstance(is_vague(text), bool)
        and isinstance(is_file_name(text), bool)
    )


@pytest.mark.parametrize("words", ["tại đây", "Tại đây.", "Bấm vào đây", "xem thêm…", "Link"])
def test_words_that_lead_anywhere_say_nothing(words: str) -> None:
    assert is_vague(words) and not is_vague(f"Bản đồ đường đến xã {words} nhé")


@pytest.mark.parametrize("words", ["IMG_2024.jpg", "anh chup.PNG", "dsc0012", "anh_to_khai", "Screenshot 12"])
def test_the_name_of_a_file_is_no_description(words: str) -> None:
    assert is_file_name(words)


@pytest.mark.parametrize("words", ["Hai tay cầm điện thoại", "Ảnh tờ khai", "Tờ giấy"])
def test_a_description_is_no_name_of_a_file(words: str) -> None:
    assert not is_file_name(words)


def test_rich_text_is_read_by_paragraphs() -> None:
    rich = Rich(
        '<h2 id="a">Một</h2><p><b>Đậm hết</b></p><p>Nửa <b>đậm</b><br>Hai <a linktype="page" id="7">đây</a></p>'
    )
    assert [(one.tag, one.text, one.is_bold) for one in rich.paragraphs] == [
        ("h2", "Một", False),
        ("p", "Đậm hết", True),
        ("p", "Nửa đậm", False),
        ("p", "Hai đây", False),
    ]
    assert rich.anchors == {"a"} and rich.links == [Link("", "đây", 7)]


# --- On our own site --------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_links_of_ours_are_looked_up_together(
    lesson: LessonPage, settings: Settings, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    settings.PUBLIC_URL = "https://tu-tay.example.com"
    here = lesson.get_url()
    good = [
        here,
        f"{here}buoc-2/",
        here.rstrip("/"),
        f"https://tu-tay.example.com{here}",
        "/tim/",
        "#cho-nay",
    ]
    gone = ["/hoc/khong-co/", f"{here}khong-co/", "#cho-khac", "/khong-co-gi/", ""]
    links = [Link(one) for one in [*good, *gone]] + [Link("", page=lesson.pk), Link("", page=987654)]
    with django_assert_max_num_queries(5):
        targets = LinkTargets(lesson, links * 8, {"cho-nay"})
        said = [bool(targets.problem(one)) for one in links]
    assert said == [False] * len(good) + [True] * len(gone) + [False, True]
    lesson.unpublish()
    assert "chưa đăng" in LinkTargets(lesson, [Link("", page=lesson.pk)], set()).problem(
        Link("", page=lesson.pk)
    )


@pytest.mark.django_db
def test_an_address_that_was_dead_for_two_days_is_told(lesson: LessonPage) -> None:
    address = "https://xa.example.com/ban-do"
    row = LinkCheck.objects.create(address=address, failures=1)
    assert not LinkTargets(lesson, [Link(address)], set()).problem(Link(address))
    LinkCheck.objects.filter(pk=row.pk).update(failures=2)
    assert "không mở được" in LinkTargets(lesson, [Link(address)], set()).problem(Link(address))


# --- The daily look ---------------------------------------------------------------------------------------------
@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Host → number, instead of the real net: whoever calls a machine fails the test."""
    numbers: dict[str, str] = {}

    def find(host: str, door: int, **_: Any) -> list[Any]:
        if host not in numbers:
            raise socket.gaierror
        return [(0, 0, 0, "", (number, door)) for number in numbers[host].split()]

    def call(*_: Any, **__: Any) -> Any:
        raise AssertionError("no test may call a machine")

    monkeypatch.setattr(outside.socket, "getaddrinfo", find)
    monkeypatch.setattr(outside.socket, "create_connection", call)
    return numbers


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.0.9",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
    ]  # noqa: S104 - none is bound
    + ["::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "khong-phai"],
)
def test_no_private_number_is_ever_called(net: dict[str, str], number: str) -> None:
    assert not is_public(number)
    net["xa.example.com"] = f"{PUBLIC} {number}"
    assert look("https://xa.example.com/") is Answer.UNKNOWN


@pytest.mark.parametrize(
    "address",
    [
        "ftp://xa.example.com",
        "https://xa.example.com:8443/",
        "https://ai:do@xa.example.com/",
        "https://xa.example.com:99999/",
    ],
)
def test_other_doors_and_names_with_passwords_are_not_called(net: dict[str, str], address: str) -> None:
    net["xa.example.com"] = PUBLIC
    assert look(address) is Answer.UNKNOWN


@pytest.mark.parametrize(
    ("status", "answer"),
    [(200, Answer.THERE), (403, Answer.THERE), (500, Answer.THERE), (404, Answer.GONE), (410, Answer.GONE)],
)
def test_what_an_address_answers(net: dict[str, str], status: int, answer: Answer) -> None:
    net["xa.example.com"] = PUBLIC
    asked: list[tuple[Any, ...]] = []

    def ask(*target: Any) -> tuple[int, str]:
        asked.append(target)
        return status, ""

    assert look("https://xa.example.com/a", ask) is answer
    assert asked == [("https://xa.example.com/a", "xa.example.com", PUBLIC, 443)]


def test_turnings_are_looked_at_like_addresses_and_come_to_an_end(net: dict[str, str]) -> None:
    net["xa.example.com"], net["nha.example.com"] = PUBLIC, "127.0.0.1"
    assert look("https://xa.example.com/", lambda *_: (302, "http://nha.example.com/")) is Answer.UNKNOWN
    assert look("https://xa.example.com/", lambda *_: (302, "/lai/")) is Answer.UNKNOWN
    assert look("https://xa.example.com/", lambda *_: (302, "https://khong.example.com/")) is Answer.GONE


@pytest.mark.django_db
def test_the_daily_look_keeps_what_it_found_and_is_off_by_default(
    net: dict[str, str], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    net["co.example.com"] = PUBLIC
    addresses = [
        "https://co.example.com/",
        "https://mat.example.com/",
        "tel:0000",
        "https://x\x00.example.com",
    ]
    outside.remember(addresses)
    assert not LinkCheck.objects.exists()
    settings.CHECK_LINKS = True
    monkeypatch.setattr(outside, "_ask", lambda *_: (200, ""))
    outside.remember(addresses)
    outside.remember(addresses)
    assert LinkCheck.objects.count() == 2
    outside.look_at_links("today")
    outside.look_at_links("today, again")
    assert dict(LinkCheck.objects.values_list("address", "failures")) == {addresses[0]: 0, addresses[1]: 1}
    LinkCheck.objects.update(checked_at=timezone.now() - dt.timedelta(days=1))
    outside.look_at_links("tomorrow")
    assert [one.address for one in LinkCheck.objects.all().dead()] == [addresses[1]]
    LinkCheck.objects.update(wanted_at=timezone.now() - dt.timedelta(days=500))
    outside.look_at_links("next year")
    assert not LinkCheck.objects.exists()
