"""The shipped lesson: text, drawings and sounds of courses/demo."""

from pathlib import Path

import yaml

from courses.loader import load_course, load_home
from courses.models import LessonPage

DEMO = Path(__file__).resolve().parent / "demo"
SOUNDS = DEMO / "sounds"


def load_demo_lesson() -> list[LessonPage]:
    """Load every lesson file of courses/demo; loading again changes nothing. Raises BadLesson."""
    lessons = []
    for path in sorted(DEMO.glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        lessons.append(load_course(data, SOUNDS))
        if home := data.get("home"):
            load_home(home)
    return lessons
