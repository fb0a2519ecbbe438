"""How many telephones two communes have on their books: distinct people do not add up, so it is counted by night."""

from django.db.models import Count
from django.utils import timezone

from places.models import Province
from teams.models import SharedPhones, Trainee


def count(province: Province) -> int:
    """How many telephones stand on the books of more than one real commune of ``province``.

    Each is most likely one person whom two communes count. Only keyed hashes are compared, nobody is named.
    """
    books = Trainee.objects.on_books().filter(commune__province=province, commune__is_fictional=False)
    shared = books.exclude(phone_key="").values("phone_key").annotate(places=Count("commune", distinct=True))
    return sum(number - 1 for number in shared.filter(places__gt=1).values_list("places", flat=True))


def keep(province: Province) -> None:
    """Count them and keep the number for the page."""
    SharedPhones.objects.update_or_create(
        province=province, defaults={"number": count(province), "counted_at": timezone.now()}
    )


def kept(province: Province) -> int:
    """The number of last night; none as long as nobody has counted. No query for a province of `figures_scope`."""
    try:
        return province.shared_phones.number
    except SharedPhones.DoesNotExist:
        return 0
