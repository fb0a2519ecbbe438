"""Accounts for those who are new: a user name out of the name, and a password of words that is good once."""

import re
import secrets
import unicodedata
from pathlib import Path

from django.db import IntegrityError, transaction

from accounts.models import User
from kit import audit
from kit.folding import fold
from kit.typed import keepable

LONGEST_NAME = 30  # letters of a proposed user name, before a number is put behind it
_TRIES = 5
# Everyday words, none of which is rude without its marks. 4 of 140 and three digits are 38 bits: enough for a
# password that works once and stands behind a limiter.
WORDS = Path(__file__).with_name("one_time_words.txt").read_text(encoding="ascii").split()


def split_name(full: str) -> tuple[str, str]:
    """("Giàng A", "Thử"): everything but the last word, and the last word, by which people are called."""
    *before, given = full.split() or [""]
    return " ".join(before), given


def propose_username(full: str) -> str:
    """giang.a.thu for Giàng A Thử; "thanh.vien" where nothing is left to spell. Not yet whether it is free."""
    plain = unicodedata.normalize("NFKD", fold(full)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain)
    return ".".join(words)[:LONGEST_NAME].strip(".") or "thanh.vien"


def one_time_password() -> str:
    """lua-song-may-tre-417: to be read out and typed once."""
    words = "-".join(secrets.choice(WORDS) for _ in range(4))
    return f"{words}-{secrets.randbelow(900) + 100}"


def same_name(user: User, full: str) -> bool:
    """Whether ``full`` is this account's name, however it was typed."""
    return fold(" ".join(full.split())) == fold(user.get_full_name())


def find_account(typed: str) -> User | None:
    """The account with this user name, typed in any case; None for what is none."""
    return User.objects.filter(username__iexact=keepable(typed).strip()[:150], is_active=True).first()


def open_account(full: str, *, by: User, phone: str | None = None) -> tuple[User, str]:
    """A new account and its one-time password, which is kept nowhere in clear.

    ``phone`` is E.164 and nobody else's. Raises IntegrityError when somebody has taken it in this moment.
    """
    family, given = split_name(full)
    password = one_time_password()
    user = _save_with_free_name(
        User(last_name=family, first_name=given, phone=phone, must_change_password=True),
        propose_username(full),
        password,
    )
    audit.log("account.opened", actor=f"user:{by.pk}", data={"user": user.pk})
    return user, password


def _save_with_free_name(user: User, proposed: str, password: str) -> User:
    """Two officers may draw one name in the same moment: the database refuses the second, which draws again."""
    user.set_password(password)
    for last in reversed(range(_TRIES)):
        user.username = _free(proposed)
        try:
            with transaction.atomic():
                user.save()
            return user
        except IntegrityError:
            if last == 0 or not User.objects.filter(username=user.username).exists():
                raise
    raise AssertionError("unreachable")


def _free(proposed: str) -> str:
    taken = {
        name.lower()
        for name in User.objects.filter(username__istartswith=proposed).values_list("username", flat=True)
    }
    if proposed not in taken:
        return proposed
    return next(name for number in range(2, len(taken) + 3) if (name := f"{proposed}{number}") not in taken)


@transaction.atomic
def renew_password(user: User, *, by: User) -> str:
    """Another one-time password for who has forgotten hers; every session of hers ends."""
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    audit.log("account.password_renewed", actor=f"user:{by.pk}", data={"user": user.pk})
    return password
