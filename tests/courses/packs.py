"""A pack that changes under the lessons: the shipped one, with a field that is called otherwise and a new one."""

import json
from collections.abc import Callable
from typing import Any

from sandbox.catalogue import _load
from sandbox.engine.comparing import fields
from sandbox.engine.packs import pack_from_json
from sandbox.models import PackVersion

SLUG = "khai-sinh"
NEW_LABEL, NEW_FIELD = "Ngày cấp căn cước", "Số nhà của người yêu cầu"


def change_pack(*changes: Callable[[Any], None], slug: str = SLUG) -> PackVersion:
    """A newer version of the pack is loaded, with these changes to the current one."""
    data = json.loads(PackVersion.objects.current().get(slug=slug).content)
    for change in changes:
        change(data)
    _load(pack_from_json(json.dumps(data)))
    return PackVersion.objects.current().get(slug=slug)


def rename(data: Any, name: str = "ngay_cap", label: str = NEW_LABEL) -> None:
    """The field is called otherwise."""
    found: Any = next(one for one in fields(data) if one["id"] == name)
    found["label"] = label


def add_field(data: Any) -> None:
    """One field more on the first page of the form; nobody has to fill it in."""
    section = data["eform"]["steps"][0]["sections"][0]
    like = section["fields"][0]
    new = {"id": "so_nha", "label": NEW_FIELD, "said": "số nhà", "kind": "text", "required": False}
    section["fields"].append(
        {**like, **new, "prefill": "", "default": "", "precision": ["day"], "choices": []}
    )
