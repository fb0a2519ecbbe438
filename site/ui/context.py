"""What every shell prints: the same words for every reader, so that pages stay cacheable."""

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, str]:
    """Name of the commune, number to ring, and where the real portal is (dated facts, set per place)."""
    phone = getattr(settings, "TUTAY_HELP_PHONE", "0000 000 012")
    return {
        "commune_name": getattr(settings, "TUTAY_COMMUNE_NAME", "xã Mẫu"),
        "province_name": getattr(settings, "TUTAY_PROVINCE_NAME", "tỉnh Thực Hành"),
        "help_phone": phone,
        "help_phone_digits": "".join(filter(str.isdigit, phone)),
        "real_portal": getattr(settings, "TUTAY_REAL_PORTAL", "dichvucong.gov.vn"),
    }
