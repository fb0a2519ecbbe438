"""The shipped pack with something changed: another term, another office."""

from typing import Any

from sandbox.engine import packs
from sandbox.engine.schema import Pack, Term
from sandbox.models import PackVersion


def make_current(pack: Pack) -> PackVersion:
    """Put ``pack`` in the place of the version that is current."""
    PackVersion.objects.current().filter(slug=pack.slug).update(is_current=False)
    return PackVersion.objects.create(
        slug=pack.slug,
        procedure_code=pack.procedure.code,
        digest=packs.digest(pack),
        content=packs.canonical_json(pack),
    )


def with_term(version: PackVersion, amount: int, unit: str) -> PackVersion:
    """The same pack for a procedure of another length, as current version."""
    term = Term.model_validate({"amount": amount, "unit": unit})
    procedure = version.pack.procedure.model_copy(update={"term": term})
    return make_current(version.pack.model_copy(update={"procedure": procedure}))


def with_office(version: PackVersion, **script: Any) -> PackVersion:
    """The same pack whose offices behave otherwise, as current version."""
    scenarios = tuple(
        scenario.model_copy(update={"office": scenario.office.model_copy(update=script)})
        for scenario in version.pack.scenarios
    )
    return make_current(version.pack.model_copy(update={"scenarios": scenarios}))
