"""What other apps may ask about places."""

from io import StringIO

import pytest
from django.core.management import call_command

from places import service

pytestmark = pytest.mark.django_db
PRACTICE = "Tỉnh Thực Hành"


def test_communes_are_offered_with_their_kind_as_papers_name_them() -> None:
    call_command("load_places", stdout=StringIO())
    found = service.communes_by_province([PRACTICE])
    assert found == {PRACTICE: ["Xã Bản Luyện", "Xã Mẫu", "Xã Suối Tập", "Phường Ví Dụ"]}


def test_an_unknown_province_has_no_communes() -> None:
    assert service.communes_by_province(["Tỉnh Không Có"]) == {"Tỉnh Không Có": []}
