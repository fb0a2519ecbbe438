"""A whole course without JavaScript: only links and forms, as the pages offer them."""

import html as entities
import re
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from django.test import Client
from django.utils.html import strip_tags

from courses.loading.files import CONTENT
from tests.courses.factories import OURS
from tests.traps import pages
from tests.world import World

# A picture that was made smaller is closed when it is collected.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
COURSE = "4-giay-to-va-theo-doi"
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
OPTION = re.compile(r'<label class="opt[^"]*"><input[^>]*\bvalue="(\d+)"[^>]*>(.*?)</label>', re.DOTALL)
LINE = re.compile(r'<label for="id_(vi_tri_\d+)">(.*?)</label>', re.DOTALL)


def words(markup: str) -> str:
    return " ".join(
        entities.unescape(strip_tags(re.sub(r"<svg.*?</svg>", "", markup, flags=re.DOTALL))).split()
    )


class Reader:
    """A browser without scripts: it follows links by their words and sends the forms that stand there."""

    def __init__(self) -> None:
        self.client, self.html = Client(enforce_csrf_checks=True), ""
        self.address = ""

    def open(self, address: str) -> None:
        self._show(self.client.get(address, headers=OURS, follow=True))

    def follow(self, start: str) -> None:
        """Take the first link whose words begin so."""
        links = [address for address, inside in LINK.findall(self.html) if words(inside).startswith(start)]
        assert links, f"no link “{start}” at {self.address}"
        self.open(urljoin(self.address, entities.unescape(links[0])))

    def send(self, kind: str, answer: dict[str, Any] | None = None) -> None:
        """The form whose address has ``kind`` in it."""
        [form] = [one for one in pages.forms(self.html) if f"/{kind}/" in one.action]
        sent = form.untouched() | (answer or {})
        self._show(self.client.post(form.action, sent, headers=OURS, follow=True))

    def answer(self, question: dict[str, Any], *, right: bool) -> None:
        """What a question asks for, by the words that stand beside each choice."""
        given: dict[str, Any]
        if "items" in question:
            items = question["items"] if right else question["items"][::-1]
            given = {name: str(items.index(words(item)) + 1) for name, item in LINE.findall(self.html)}
        elif "answer" in question:  # one letter, or figure, less
            given = {"chu": question["answer"] if right else question["answer"][:-1]}
        else:
            wanted = [one["text"] for one in question["options"] if bool(one.get("right")) is right]
            many = question.get("kind") == "several"
            given = {
                "chon": [value for value, option in OPTION.findall(self.html) if words(option) in wanted][
                    : None if many else 1
                ]
            }
        self.send("tra-loi", given)

    def _show(self, response: Any) -> None:
        assert response.status_code == 200
        self.html, self.address = response.content.decode(), response.request["PATH_INFO"]


def test_a_whole_course_is_learnt_without_scripts(world: World) -> None:
    reader, course = Reader(), CONTENT / COURSE
    lessons = [yaml.safe_load(path.read_text()) for path in sorted(course.glob("[0-9]*.yaml"))]
    reader.open("/")
    reader.follow("Học")
    title = yaml.safe_load((course / "course.yaml").read_text())["title"]
    for start in (f"Mở trang của “{title}”", lessons[0]["title"]):
        reader.follow(start)
    kinds = set()
    for place, lesson in enumerate(lessons):
        for number, step in enumerate(lesson["steps"], 1):
            assert f"Bước {number} / {len(lesson['steps'])}" in words(reader.html), reader.address
            question = step["question"]
            if (kind := question.get("kind", "one")) not in kinds:  # each kind once wrongly
                kinds.add(kind)
                reader.answer(question, right=False)
                assert "<h1>Bác xem lại nhé</h1>" in reader.html, words(reader.html)
            reader.answer(question, right=True)
            assert "<h1>Đúng rồi</h1>" in reader.html, words(reader.html)
            if (place, number) == (2, 3):  # half-way: she stops, and goes on from the first page
                reader.send("nghi")
                assert f"Bác đang học dở {lesson['title']}" in words(reader.html)
                reader.follow(f"Học tiếp bước {number}")
            if number < len(lesson["steps"]):
                reader.follow("Bước sau: ")
        reader.send("hoc-xong")
        if place + 1 < len(lessons):
            reader.follow(f"Bài sau: {lessons[place + 1]['title']}")
    assert kinds == {"one", "several", "order", "mistake", "typed"}
    assert "Bài sau: " not in reader.html
    reader.follow("Tập ngay")
    assert "Bài hôm nay" in words(reader.html)
