"""The door to places."""

from collections.abc import Collection

from kit.vietnamese import sort_key
from places.models import Commune, Hamlet, Province

PRACTICE_COMMUNE = "TH001"  # Xã Mẫu of Tỉnh Thực Hành, see data/practice.json


def practice_commune() -> Commune:
    """Xã Mẫu, where the scenarios and the demo are set. Raises Commune.DoesNotExist before `load_places`."""
    return Commune.objects.select_related("province").get(code=PRACTICE_COMMUNE)


def hamlets_of(commune: Commune) -> list[Hamlet]:
    """The hamlets of ``commune`` in the Vietnamese order of names."""
    return sorted(commune.hamlets.all(), key=lambda hamlet: sort_key(hamlet.name))


def communes_by_province(provinces: Collection[str]) -> dict[str, list[str]]:
    """Province → names of its communes of today, in the Vietnamese order. One query; unknown names have none."""
    found: dict[str, list[str]] = {name: [] for name in provinces}
    current = Commune.objects.filter(effective_until=None, province__name__in=list(provinces))
    for province, name in current.values_list("province__name", "name"):
        found[province].append(name)
    return {province: sorted(names, key=sort_key) for province, names in found.items()}


def province_names() -> list[str]:
    """Names of the provinces that exist today, the fictional one of the exercises first."""
    current = Province.objects.filter(effective_until=None).order_by("-is_fictional", "code")
    return list(current.values_list("name", flat=True))
