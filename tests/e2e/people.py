"""The demo people, and their door."""

from playwright.sync_api import Page

from tests.e2e.pages import go
from tests.e2e.server import PASSWORD

MEMBER = "thanhvien"
LEADER = "totruong"
OFFICER = "canbo"
APPROVER = "nguoiduyet"
OFFICER_WITHOUT_PAGE = "canbo2"  # of a commune that has no page yet
ADMINISTRATOR = "quantri"
CLASS_CODE = "4712"


def sign_in(page: Page, site: str, name: str) -> None:
    """Through the door for the team and officers."""
    page.goto(f"{site}/tai-khoan/vao/")
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    go(page)
    assert "/tai-khoan/" not in page.url, f"{name} could not sign in: {page.title()}"
