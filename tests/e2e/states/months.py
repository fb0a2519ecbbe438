"""The monthly report, closing a month, official figures."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from tests.e2e.pages import fill, go, press
from tests.e2e.people import LEADER, OFFICER, sign_in
from tests.e2e.states.state import NewPage, State


def months(site: str, new_page: NewPage) -> Iterator[State]:
    """What a leader and an officer do with last month, once each."""
    officer, leader = new_page(), new_page()
    today = dt.datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
    last = f"{today.replace(day=1) - dt.timedelta(days=1):%Y-%m}"
    sign_in(leader, site, LEADER)
    leader.goto(f"{site}/to/bao-cao/?thang={last}")
    yield State("monthly report, of a leader", leader)
    press(leader.locator("a[href*='/chot/']"))
    yield State("month to close", leader)
    fill(leader, {"difficulties": "Gọi 0000 123 456"})
    go(leader)
    yield State("month to close, mistakes", leader, mistake=True)
    fill(leader, {"difficulties": "Mạng yếu, máy cũ"})
    go(leader)
    yield State("monthly report, closed", leader)
    sign_in(officer, site, OFFICER)
    officer.goto(f"{site}/to/bao-cao/")
    yield State("monthly report", officer)
    officer.goto(f"{site}/to/bao-cao/?thang={last}")
    press(officer.locator("a[href*='/chinh-thuc/']"))
    yield State("official figures", officer)
    go(officer)
    yield State("official figures, mistakes", officer, mistake=True)
    fill(officer, {"received": "120", "online": "80", "source": "Báo cáo tháng của trung tâm"})
    go(officer)
    yield State("monthly report, official figures", officer)
    press(officer.locator("a[href*='/vuong/']"))
    yield State("stuck map", officer)
