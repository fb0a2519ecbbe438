"""Only our own pages may write to a learner's progress, because their forms carry no token."""

import pytest
from django.test import RequestFactory

from courses.lessons.origin import from_our_page


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, True),
        ({"Origin": "http://testserver:81"}, False),
        ({"Origin": "http://testserver.example.org"}, False),
        ({"Origin": "https://example.org", "Referer": "http://testserver/hoc/"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://[broken"}, False),
        ({"Referer": "http://testserver/hoc/khai-sinh/"}, True),
        ({"Referer": "https://example.org/?http://testserver/"}, False),
        ({}, False),
    ],
)
def test_the_sender_is_read_from_what_the_browser_says(headers: dict[str, str], ours: bool) -> None:
    request = RequestFactory().post("/hoc/nghi/", headers=headers)
    assert from_our_page(request) is ours
