"""Two communes with a portal each, and everybody who has to do with them."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.enums import Role
from accounts.models import User
from courses.models import GuideIndexPage, GuidePage, Portal
from courses.service import create_portal
from places.models import Commune, Province
from tests.people import make_officer


@dataclass(frozen=True)
class Side:
    """A commune, its portal, one who writes and one who approves."""

    commune: Commune
    portal: Portal
    writer: User
    approver: User

    def guide(self, title: str = "Chứng thực bản sao", *, live: bool = True, **fields: Any) -> GuidePage:
        """A guide of this commune."""
        return make_guide(self.portal.page, title, live=live, owner=self.writer, **fields)


def make_commune(code: str = "TH0X1", name: str = "Bản Luyện") -> Commune:
    """An invented commune of an invented province."""
    province, _ = Province.objects.get_or_create(
        code="0X", defaults={"name": "Tỉnh Ví Dụ", "is_fictional": True}
    )
    return Commune.objects.create(
        code=code, name=name, province=province, is_fictional=True, effective_from=dt.date(2025, 7, 1)
    )


def make_side(code: str = "TH0X1", name: str = "Bản Luyện") -> Side:
    """A commune with its portal, an officer and an approver."""
    commune = make_commune(code, name)
    writer = make_officer(Role.COMMUNE_OFFICER, commune)
    portal = create_portal(commune)
    return Side(commune, portal, writer, make_officer(Role.COMMUNE_APPROVER, commune))


def make_guide(parent: Any, title: str, *, live: bool = True, **fields: Any) -> GuidePage:
    """A guide below ``parent``, published unless said otherwise."""
    values = {"summary": "Bác mang giấy đến, ký trước mặt cán bộ.", "papers": "Bản chính\nCăn cước", **fields}
    guide = GuidePage(title=title, live=False, **values)
    parent.add_child(instance=guide)
    revision = guide.save_revision(user=fields.get("owner"))
    if live:
        revision.publish()
    guide.refresh_from_db()
    return guide


def make_shared(title: str = "Cấp lại thẻ mượn sách", **fields: Any) -> GuidePage:
    """A guide for all communes."""
    return make_guide(GuideIndexPage.objects.get(), title, **fields)
