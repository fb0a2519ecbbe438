"""The attacker against small forms in memory: a sound one passes, every fault of a bad one is found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.traps.forms import (
    MULTIPART,
    Attacker,
    as_received,
    assert_withstands,
    attack,
    comparable,
    encoded,
    kept,
)
from tests.traps.hostile import hostile
from tests.traps.pages import Field, form_with, forms, main_form

Values = dict[str, str]
INPUTS = [
    "Giàng A Thử",
    "",
    "a\x00b c",
    "Thu\u031b\u0309",
    "\ud83d",
    "<b>'\"&amp;</b>",
    "x" * 5000,
    "ba\r\ndòng",
    "000303000047",
]
PAGE = """
<form action="/tim/" method="get"><input name="q" type="search"></form>
<form method="post"{enctype}>
  <input type="hidden" name="csrfmiddlewaretoken" value="t"><input type=hidden name=revision value="7">
  <label>Họ tên <input name="ho_ten" value="{ho_ten}"></label>
  <textarea name="dia_chi">
{dia_chi}</textarea>
  <input type="radio" name="gioi_tinh" value="nam"><input type="radio" name="gioi_tinh" value="nu" checked>
  <select name="dan_toc"><option value="kinh">Kinh<option value="mong" selected>Mông</select>
  <input type="file" name="anh"><input name="khoa" disabled>
  <button name="luu" value="1">Lưu</button><button name="nop" value="1">Nộp</button>
</form>
"""


@dataclass
class Answer:
    """A response in memory."""

    status_code: int
    text: str = ""
    headers: Values = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.text.encode("utf-8", "replace")


def page(values: Values, enctype: str = "") -> str:
    """The form with these values in it, escaped."""
    shown = {name: escape(values.get(name, "")) for name in ("ho_ten", "dia_chi")}
    return PAGE.format(**shown, enctype=enctype)


@dataclass
class Fake:
    """A client of a server that is one function from what was sent to an answer."""

    server: Callable[[Values], Answer]
    behind: Answer = field(default_factory=lambda: Answer(200, "đã lưu"))
    raise_request_exception: bool = True
    got: list[Values] = field(default_factory=list)

    def get(self, path: str) -> Answer:
        query = urlsplit(path).query
        return self.server(_decoded(query)) if query else self.behind

    def generic(self, method: str, path: str, data: bytes, content_type: str) -> Answer:
        sent = (
            _parts(data, content_type)
            if content_type.startswith(MULTIPART)
            else _decoded(data.decode("ascii"))
        )
        self.got.append(sent)
        return self.server(sent)


def _decoded(query: str) -> Values:
    found = parse_qs(query, keep_blank_values=True, encoding="utf-8", errors="replace")
    return {name: several[-1] for name, several in found.items()}


def _parts(data: bytes, content_type: str) -> Values:
    boundary = content_type.partition("boundary=")[2]
    found = re.findall(
        rf'--{boundary}\r\n[^\r]*name="([^"]*)"\r\n\r\n(.*?)\r\n(?=--{boundary})', data.decode(), re.DOTALL
    )
    return dict(found)


def sound(sent: Values) -> Answer:
    """Shows the form again with everything that was sent."""
    return Answer(200, page(sent))


def reasons(server: Callable[[Values], Answer], *inputs: str, **how: object) -> list[str]:
    """What the attacker finds at fault in this server."""
    return [finding.reason for finding in attack(Fake(server), "/tap/x/", page({}), inputs or INPUTS, **how)]


def test_a_sound_form_withstands_everything() -> None:
    texts = [text for _name, text in hostile() if len(text) < 70_000]
    assert assert_withstands(Fake(sound), "/tap/x/", page({}), texts) == len(texts)


def test_every_pair_sends_each_input_in_each_field() -> None:
    assert assert_withstands(Fake(sound), "/tap/x/", page({}), INPUTS, every_pair=True) == 2 * len(INPUTS)


def test_a_form_with_files_is_sent_in_parts() -> None:
    html = page({}, ' enctype="multipart/form-data"')
    fake = Fake(sound)
    assert_withstands(fake, "/tap/x/", html, ["Giàng A Thử", "a<b"])
    assert fake.got[0]["ho_ten"] == "Giàng A Thử"


def test_the_other_fields_stay_right() -> None:
    fake = Fake(sound)
    attack(fake, "/tap/x/", page({}), ["\u202e"], right={"dia_chi": "Thôn Một"})
    assert fake.got == [
        {
            "csrfmiddlewaretoken": "t",
            "revision": "7",
            "ho_ten": "\u202e",
            "dia_chi": "Thôn Một",
            "gioi_tinh": "nu",
            "dan_toc": "mong",
            "luu": "1",
        }
    ]


def test_lone_surrogates_go_out_as_bytes_and_arrive_as_replacements() -> None:
    assert encoded({"a": ["\ud83d"]}) == "a=%ED%A0%BD"
    assert as_received("\ud83d") == "\ufffd\ufffd\ufffd"


@pytest.mark.parametrize("status", [200, 302, 303, 400, 409, 413, 422, 429])
def test_the_statuses_of_an_answer_are_allowed(status: int) -> None:
    assert not reasons(lambda _sent: Answer(status, headers={"Location": "/tap/"}))


@pytest.mark.parametrize(
    ("status", "reason"), [(500, "broke"), (503, "broke"), (404, "answers no form"), (301, "no form")]
)
def test_other_statuses_are_found(status: int, reason: str) -> None:
    assert all(reason in said for said in reasons(lambda _sent: Answer(status)))
    assert reasons(lambda _sent: Answer(status))


def test_the_client_does_not_raise_what_the_server_raises() -> None:
    fake = Fake(sound)
    attack(fake, "/tap/x/", page({}), ["x"])
    assert fake.raise_request_exception is False


def test_a_lost_answer_is_found() -> None:
    assert "what was typed is gone" in reasons(lambda _sent: Answer(422, page({})), "Giàng A Thử")[0]


def test_a_cut_answer_is_found() -> None:
    def cut(sent: Values) -> Answer:
        return Answer(200, page({name: value[:100] for name, value in sent.items()}))

    assert len(reasons(cut, "x" * 101, "x" * 100)) == 1


def test_an_unescaped_field_is_found() -> None:
    def raw(sent: Values) -> Answer:
        return Answer(200, PAGE.format(enctype="", ho_ten=sent["ho_ten"], dia_chi=sent["dia_chi"]))

    assert len(reasons(raw, 'x" onfocus="1', "</textarea><b>")) == 2


def test_nul_and_encoding_may_change_in_an_answer_that_is_kept() -> None:
    assert kept("a\x00b", "ab")
    assert kept("Thu\u031b\u0309", "Thử")
    assert kept(" ba\r\ndòng ", "ba\ndòng")
    assert not kept("Thử", "Thu")
    assert comparable("\x00 \r\n") == ""


def test_another_rule_of_keeping_may_be_given() -> None:
    def upper(sent: Values) -> Answer:
        return Answer(200, page({name: value.upper() for name, value in sent.items()}))

    assert reasons(upper, "abc")
    assert not reasons(upper, "abc", keeps=lambda typed, shown: typed.upper() == shown)


def is_number(_field: Field, text: str) -> bool:
    return text.isdigit()


def test_a_refused_value_must_not_come_back() -> None:
    said = reasons(sound, "000303000047", refused=is_number)
    assert said == [
        "refused by the guard, and still in its field",
        "refused by the guard, and shown on the page",
    ]


def test_a_refused_value_must_not_show_elsewhere_on_the_page() -> None:
    said = reasons(
        lambda sent: Answer(200, f"{page({})}<p>{sent['ho_ten']}"), "000303000047", refused=is_number
    )
    assert said == ["refused by the guard, and shown on the page"]


def test_a_refused_value_must_not_show_behind_a_redirect() -> None:
    fake = Fake(lambda _sent: Answer(302, headers={"Location": "/tap/"}), Answer(200, "Số 000303000047"))
    assert len(attack(fake, "/tap/x/", page({}), ["000303000047"], refused=is_number)) == 1
    assert not attack(fake, "/tap/x/", page({}), ["000303000047"])


def test_a_refused_value_that_is_dropped_passes() -> None:
    assert not reasons(lambda _sent: Answer(422, page({})), "000303000047", refused=is_number)


def test_a_page_that_breaks_behind_a_redirect_is_found() -> None:
    fake = Fake(lambda _sent: Answer(302, headers={"Location": "/tap/"}), Answer(500))
    assert "behind the redirect" in str(attack(fake, "/tap/x/", page({}), ["x"])[0])
    assert not attack(fake, "/tap/x/", page({}), ["x"], follow=False)


def test_a_fresh_form_is_used_where_one_act_uses_it_up() -> None:
    pages = iter([page({}).replace('value="7"', f'value="{number}"') for number in (8, 9)])
    fake = Fake(sound)
    attack(fake, "/tap/x/", page({}), ["a", "b"], reload=lambda: next(pages))
    assert [sent["revision"] for sent in fake.got] == ["8", "9"]


def test_hidden_fields_and_choices_are_attacked_on_request() -> None:
    attacker = Attacker(Fake(sound), "/tap/x/", all_controls=True, every_pair=True)
    assert not attacker.attack(page({}), ["x"])
    assert attacker.sent == 5


def test_a_search_form_is_attacked_by_its_address() -> None:
    html = '<form action="/tim/"><input name="q"></form>'
    answer = '<form action="/tim/"><input name="q" value="{}"></form>'
    fake = Fake(lambda sent: Answer(200, answer.format(escape(sent["q"]))))
    assert assert_withstands(fake, "/", html, INPUTS) == len(INPUTS)


def test_failures_are_told_with_field_and_input() -> None:
    with pytest.raises(AssertionError, match=r"1 of 1 bad inputs.*\n/tap/x/ · ho_ten ← 'Mẫu' · 500"):
        assert_withstands(Fake(lambda _sent: Answer(500)), "/tap/x/", page({}), ["Mẫu"])


def test_a_page_without_a_form_is_an_error_of_the_test() -> None:
    with pytest.raises(ValueError, match="no form"):
        attack(Fake(sound), "/tap/x/", "<p>Xong</p>", ["x"])


def test_the_forms_of_a_page_are_read_as_a_browser_reads_them() -> None:
    search, form = forms(page({"ho_ten": "a&b", "dia_chi": "\nmột\nhai"}))
    assert (search.method, form.method, form.button) == ("get", "post", ("luu", "1"))
    assert form.fields["ho_ten"].value == "a&b"
    assert form.fields["dia_chi"].value == "\nmột\nhai"
    assert form.fields["gioi_tinh"].options == ["nam", "nu"]
    assert [one.name for one in form.texts()] == ["ho_ten", "dia_chi"]
    assert "khoa" not in form.fields


def test_the_main_form_is_the_post_form() -> None:
    assert main_form(page({})) == form_with(page({}), "ho_ten")
    assert main_form("<p>") is None


def test_a_control_outside_its_form_belongs_to_it() -> None:
    html = '<form id="f" method="post"></form><input form="f" name="a" value="1"><input name="b">'
    assert main_form(html).untouched() == {"a": ["1"]}  # type: ignore[union-attr]
