"""Every address is in the table, once; nothing opens that states no rule."""

from collections import Counter

import pytest
from django.conf import settings

from accounts.access import public, rule_of
from accounts.middleware import library_rule
from tests.access.expect import HERS, Outcome
from tests.access.table import OURS, PUBLIC
from tests.access.urls import addresses
from tests.access.wagtail import SHADOWED, WAGTAIL
from tests.people import Who

pytestmark = pytest.mark.gate("access")
TABLE = [*OURS, *WAGTAIL]
LIBRARIES = ("allauth.", "wagtail.", "django.")
ANYBODY = rule_of(public(lambda request: None))


def test_every_address_is_declared_exactly_once() -> None:
    there = Counter(address.route for address in addresses() if SHADOWED.get(address.route) != address.name)
    declared = Counter(entry.route for entry in TABLE)
    assert sorted((there - declared).elements()) == [], "addresses that no line of the table declares"
    assert sorted((declared - there).elements()) == [], "lines of the table for which there is no address"


def test_every_view_of_ours_states_who_may() -> None:
    silent = [
        address.route
        for address in addresses()
        if rule_of(address.view) is None and not address.module.startswith(LIBRARIES)
    ]
    assert silent == []


def test_names_that_open_a_view_of_a_library_belong_to_libraries() -> None:
    """The middleware knows them by name, so that a view of ours by the same name would open as well."""
    names = settings.PUBLIC_LIBRARY_VIEWS | settings.SIGNED_IN_LIBRARY_VIEWS
    ours = [a.route for a in addresses() if a.name in names and not a.module.startswith(LIBRARIES)]
    assert ours == []
    assert names <= {address.name for address in addresses()}


def test_the_list_of_public_addresses_is_the_whole_list() -> None:
    """Table and list say the same; it stays short because every line of it has to be argued for."""
    said = {
        entry.route
        for entry in TABLE
        if Outcome.OPEN in entry.read[Who.ANONYMOUS] | entry.write[Who.ANONYMOUS]
    }
    leads_to_the_door = {"quan-tri/login/", "tai-khoan/vao/buoc-hai/"}
    assert said | leads_to_the_door == set(PUBLIC)


def test_only_declared_views_state_that_anybody_may() -> None:
    """A learner's own pages are open to all at the gate, and missing to all but her behind it."""
    hers = {entry.route for entry in OURS if entry.read is HERS or entry.write is HERS or entry.scoped}
    open_to_all = {address.route for address in addresses() if rule_of(address.view) is ANYBODY}
    assert open_to_all - hers - set(PUBLIC) == set()


def test_libraries_open_nothing_else() -> None:
    assert library_rule is not None
    public_names = {a.name for a in addresses() if a.route in PUBLIC}
    assert public_names >= settings.PUBLIC_LIBRARY_VIEWS
