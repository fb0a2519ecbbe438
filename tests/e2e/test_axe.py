"""The gate of those who see, hear or press badly: axe without a finding in every state, and what axe cannot measure."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import NewPage
from tests.e2e.journey import GOOD_PHOTO, MOTHER, Practice, pack
from tests.e2e.look import QUICK, Seen
from tests.e2e.server import Site

pytestmark = pytest.mark.gate("axe")

PRIMARY = 63.5  # px, of the 64 that the main button is tall; half a pixel is rounding
REPLICA_TITLE = re.compile(r"^(Lỗi: )?TẬP DƯỢT · .+ · Cổng Tập$")
TITLE = re.compile(r"^(Lỗi: )?.+ · Tự Tay$|^Tự Tay .+ · .+$")
TABS = 400  # presses of the Tab key that any step can be left with; every field has a "Nghe" beside it


def judge(survey: Iterable[Seen], found: Callable[[Seen], object]) -> None:
    """Fail with a line for every state in which ``found`` finds something."""
    lines = [f"{seen.name} ({seen.path}): {trouble}" for seen in survey if (trouble := found(seen))]
    assert not lines, "\n" + "\n".join(lines)


def test_axe_finds_nothing(survey: list[Seen]) -> None:
    judge(survey, lambda seen: seen.violations)


def test_axe_leaves_only_pictures_open(survey: list[Seen]) -> None:
    """What axe cannot decide is looked at by people: colours before a drawing, and a tick, no letter."""
    colours = ("color-contrast", "color-contrast-enhanced")
    judge(survey, lambda seen: [found for found in seen.incomplete if found[0] not in colours])


def test_axe_finds_nothing_in_the_dark(survey: list[Seen]) -> None:
    judge(survey, lambda seen: seen.dark)


def test_everything_to_press_is_48_px(survey: list[Seen]) -> None:
    judge(
        survey,
        lambda seen: [f"{one['what']} {one['width']:.0f}×{one['height']:.0f}" for one in seen.facts["small"]],
    )


def test_the_main_button_is_64_px_and_as_wide_as_the_phone(survey: list[Seen]) -> None:
    judge(
        survey,
        lambda seen: [
            f"{one['what']} {one['width']:.0f}×{one['height']:.0f} in {one['room']:.0f}"
            for one in seen.facts["go"]
            if one["height"] < PRIMARY or one["width"] < one["room"] - 1
        ],
    )


def test_one_filled_button_a_page(survey: list[Seen]) -> None:
    judge(
        (seen for seen in survey if seen.path != "/ui/"),
        lambda seen: [one["what"] for one in seen.facts["go"]][1:],
    )


def test_no_text_below_18_px(survey: list[Seen]) -> None:
    judge(survey, lambda seen: seen.facts["tiny"])


def test_nothing_sticks_out_sideways(survey: list[Seen]) -> None:
    judge(survey, lambda seen: {width: px for width, px in seen.overflow.items() if px > 0})


def test_one_first_heading_in_vietnamese(survey: list[Seen]) -> None:
    judge(survey, lambda seen: len(seen.facts["headings"]) != 1 or seen.facts["lang"] != "vi")


def test_titles_say_where_one_is_and_whether_something_is_wrong(survey: list[Seen]) -> None:
    def wrong(seen: Seen) -> str:
        title = seen.facts["title"]
        pattern = REPLICA_TITLE if seen.replica else TITLE
        fits = pattern.match(title) and title.startswith("Lỗi: ") is seen.mistake
        return "" if fits else title

    judge(survey, wrong)


def test_mistakes_are_listed_first_and_lead_to_their_fields(survey: list[Seen]) -> None:
    judge(
        (seen for seen in survey if seen.mistake),
        lambda seen: seen.facts["lostErrors"] or not seen.facts["listFocused"],
    )


def test_both_bands_are_always_in_sight(survey: list[Seen]) -> None:
    judge(survey, lambda seen: seen.bands)


def test_the_replica_cannot_be_taken_for_the_real_one(survey: list[Seen]) -> None:
    """Out of search engines, nothing to fill by itself, nothing secret asked for, no picture for sharing."""
    replica = [seen for seen in survey if seen.replica]
    assert len(replica) > (10 if QUICK else 40)
    judge(replica, lambda seen: "noindex" not in seen.headers.get("x-robots-tag", ""))
    judge(replica, lambda seen: "noindex" not in seen.facts["robots"])
    judge(replica, lambda seen: seen.facts["passwords"] or seen.facts["og"] or seen.facts["filled"])


# The Zalo of a member who has agreed to it, told by the number of hers that cannot exist.
HER_ZALO = "https://zalo.me/0000000321"
# "Gửi qua Facebook": a plain link with the address of our page. Nothing of the replica is ever sent anywhere.
SENDING = "https://www.facebook.com/sharer/sharer.php?u=http%3A%2F%2F127.0.0.1"


def leads_outside(seen: Seen) -> list[str]:
    """Links and files of others on the page, but for what somebody presses to send one of our pages."""
    may_be_sent = () if seen.path.startswith("/tap/") else (SENDING,)
    return [one for one in seen.facts["outside"] if one != HER_ZALO and not one.startswith(may_be_sent)]


def test_nothing_leads_or_loads_from_outside(survey: list[Seen]) -> None:
    judge(survey, leads_outside)


# What the key has come to: is it seen, does it look chosen, and does nothing lie over it?
FOCUS = """
() => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const shown = /^(radio|checkbox)$/.test(node.type) ? node.closest("label") || node : node;
  const { left, top, width, height } = shown.getBoundingClientRect();
  const at = document.elementFromPoint(left + Math.min(width / 2, 60), top + height / 2);
  const style = getComputedStyle(node), outer = getComputedStyle(shown);
  const ring = (one) => parseFloat(one.outlineWidth) >= 2 && one.outlineStyle !== "none";
  return {
    what: node.name ? `${node.name} ${node.type}` : node.innerText,
    name: node.name || "", type: node.type || "", go: node.matches("main .btn.go"),
    value: node.value || "", options: [...(node.options || [])].map((option) => option.value),
    ring: ring(style) || ring(outer),
    seen: !!at && (shown.contains(at) || at.contains(shown)),
    order: [...document.querySelectorAll("*")].indexOf(node),
  };
}
"""


def answer_by_key(page: Page, here: Mapping[str, Any], value: str, choices: list[str]) -> None:
    """Type, tick, or move among options with the arrow keys from where the key has come to."""
    if here["type"] == "checkbox":
        page.keyboard.press("Space")
    elif here["type"] == "radio":
        page.keyboard.press("Space")
        press_times(page, "ArrowDown", choices.index(value) - choices.index(here["value"]))
    elif here["options"]:
        press_times(page, "ArrowDown", here["options"].index(value) - here["options"].index(here["value"]))
    else:
        page.keyboard.type(value)


def press_times(page: Page, key: str, times: int) -> None:
    """Press a key as often as that."""
    assert times >= 0, "upwards"
    for _time in range(times):
        page.keyboard.press(key)


def offered(practice: Practice) -> dict[str, list[str]]:
    """What each field and each paper can be answered with, in the order of the page."""
    fields = {field.id: [choice.value for choice in field.choices] for field in practice.fields()}
    return fields | {paper.id: [photo.id for photo in paper.photos] for paper in pack().papers}


def walk_with_tab(page: Page, practice: Practice) -> list[str]:
    """Fill the open step with the keyboard alone and send it; what was wrong on the way.

    A choice that other fields follow from has a button after it, which loads the step anew.
    """
    wrong: list[str] = []
    answers, choices = {**practice.answers, practice.paper: GOOD_PHOTO}, offered(practice)
    last = -1
    for _press in range(TABS):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUS)
        assert here, "the focus got lost"
        wrong += [f"{here['what']}: {fault}" for fault in ("ring", "seen") if not here[fault]]
        wrong += [f"{here['what']} comes out of its order"] if here["order"] < last else []
        last = here["order"]
        if here["go"] or here["name"] == "cap_nhat":
            with page.expect_navigation():
                page.keyboard.press("Enter")
            last = -1
        if here["go"]:
            return wrong
        if here["name"] in answers:
            answer_by_key(page, here, answers[here["name"]], choices[here["name"]])
    raise AssertionError(f"{TABS} presses of Tab did not reach the button")


# The first step, five parts of the second, papers, how to receive. In a hurry the first two stand for the others.
PAGES_OF_THE_FORM = 2 if QUICK else 8


def test_a_whole_form_by_keyboard_alone(site: Site, new_page: NewPage) -> None:
    page = new_page()
    practice = Practice(page, site.url, MOTHER)
    practice.to_the_form()
    for _page in range(PAGES_OF_THE_FORM):
        before = page.url
        page.reload()
        wrong = walk_with_tab(page, practice)
        assert not wrong, "\n".join(wrong)
        assert page.url != before, page.locator("main").inner_text()
    assert QUICK or page.url.endswith("/xem-lai/")
