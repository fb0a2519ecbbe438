"""Load the demo: a commune, its people and its page, courses, a team, a session. Loading again changes nothing."""

import secrets
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts import service as accounts_service
from accounts.enums import Role
from accounts.models import User
from courses import service as courses_service
from places.models import Commune
from sandbox import service as sandbox_service
from teams.demo import load_demo_team

COMMUNE = "Mẫu"  # with its own page
BARE_COMMUNE = "Suối Tập"  # beside it, with an officer and no page yet: to see how one is made
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Only ever given to demo people on an address that nobody else can reach.
LOOPBACK_PASSWORD = "tap-lam-quen"  # noqa: S105


@dataclass(frozen=True)
class Person:
    """One demo person; every name is invented."""

    username: str
    family: str
    given: str
    role: Role
    said: str
    commune: str = ""  # of those who hold an office of one


PEOPLE = (
    Person("thanhvien", "Nông Văn", "Giả Định", Role.MEMBER, "thành viên tổ"),
    Person("totruong", "Bùi Thị", "Diễn Tập", Role.LEADER, "tổ trưởng"),
    Person("canbo", "Hoàng Thị", "Ví Dụ", Role.COMMUNE_OFFICER, "cán bộ xã", COMMUNE),
    Person("nguoiduyet", "Tẩn Thị", "Xem Mẫu", Role.COMMUNE_APPROVER, "người duyệt bài", COMMUNE),
    Person("canbo2", "Lường Văn", "Tập Sự", Role.COMMUNE_OFFICER, f"cán bộ xã {BARE_COMMUNE}", BARE_COMMUNE),
    Person("quantri", "Lý Văn", "Mẫu", Role.ADMINISTRATOR, "quản trị"),
)


class Command(BaseCommand):
    help = "Load the demo people, courses, team and session. Refuses a production site."
    requires_system_checks: Any = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="where the site will listen")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SETTINGS_MODULE == "config.settings.production":
            raise CommandError("load_demo is for practice sites: its people would be a way into a real one.")
        loopback = options["host"] in LOOPBACK
        with transaction.atomic():
            made = {person.username: make(person, loopback) for person in PEOPLE}
            users = {user.username: user for user in User.objects.filter(username__in=made)}
            sandbox_service.load_packs()
            courses_service.load_courses()
            session = load_demo_team(leader=users["totruong"], member=users["thanhvien"])
            courses_service.load_demo_portal(
                session.team.commune, writer=users["canbo"], approver=users["nguoiduyet"]
            )
        self.tell(made, loopback, session.code)

    def tell(self, passwords: dict[str, str], loopback: bool, code: str) -> None:
        """Who there is. Random passwords exist only in this output."""
        self.stdout.write(f"Lớp mẫu đang mở, mã {code}. Người mẫu đăng nhập ở /tai-khoan/vao/:")
        for person in PEOPLE:
            password = passwords[person.username] or "mật khẩu đã in ra ở lần chạy đầu"
            self.stdout.write(f"  {person.said:<18} {person.username:<10} {password}")
        if not settings.SECOND_STEP:
            self.stdout.write("  (máy này không hỏi bước hai; muốn xem thì chạy: SECOND_STEP=1 make run)")
        if not loopback:
            self.stdout.write("  (quên thì chạy: manage.py changepassword TÊN)")


def make(person: Person, loopback: bool) -> str:
    """Make or find a demo person; the password if it is known now, else empty."""
    user, is_new = User.objects.get_or_create(
        username=person.username, defaults={"last_name": person.family, "first_name": person.given}
    )
    password = password_for(user, is_new, loopback)
    if person.role is Role.ADMINISTRATOR and not user.is_superuser:
        user.is_superuser = user.is_staff = True
        user.save(update_fields=["is_superuser", "is_staff"])
    if person.commune:
        commune = Commune.objects.get(is_fictional=True, name=person.commune)
        accounts_service.appoint(user, person.role, commune=commune)
    return password


def password_for(user: User, is_new: bool, loopback: bool) -> str:
    """The known one on loopback; elsewhere a random one for the new, and for whoever still has the known one."""
    if loopback:
        if is_new:
            _set(user, LOOPBACK_PASSWORD)
        return LOOPBACK_PASSWORD if user.check_password(LOOPBACK_PASSWORD) else ""
    if is_new or user.check_password(LOOPBACK_PASSWORD):
        return _set(user, secrets.token_urlsafe(9))
    return ""


def _set(user: User, password: str) -> str:
    user.set_password(password)
    user.save(update_fields=["password"])
    return password
