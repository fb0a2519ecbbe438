"""Was this form sent from a page of ours?

Lesson pages are the same for everybody, so that they can be kept whole in a cache, and can carry no form
token. The few addresses that their forms post to ask this instead. What is at stake is small: an answer or a
place in a lesson. Yet a foreign page must not be able to write it, nor to give the browser another learner's
cookie in place of the one it has (a learner's own cookie is SameSite=Lax: it does not travel with a foreign
post). A page that is not ours gets the same answer as ours, only nothing is kept.
"""

from urllib.parse import urlsplit

from django.http import HttpRequest


def from_our_page(request: HttpRequest) -> bool:
    """True when the browser says that one of our own pages sent this.

    Sec-Fetch-Site is the browser's own word, which no page can forge, but it is sent over https only. In a
    hall without https Origin says it, and Referer in browsers that are older still. Without any of them: no.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    sender = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return bool(sender) and _host(sender) == request.get_host()


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
