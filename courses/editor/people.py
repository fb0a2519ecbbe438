"""People and groups in the editor: their forms offer what the administrator sets by hand.

A portal has two groups and a folder. Offices put people into the groups and out again (``following``), and the portal
gives them their rights (``portals.put_right``). Wagtail offers every group there is as a tick, in the list of people
and in the form of each of them, and every folder with its rights in each line of a group's form: 6,642 ticks, and
seven times 3,322 folders, where every commune has a portal.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, GroupCollectionPermission
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import groups
from wagtail.users.views.users import UserFilterSet, UserViewSet

from accounts.access import editors_only
from courses.models import Portal


def groups_on_offer(named: Iterable[int] = ()) -> QuerySet[Group]:
    """The groups that belong to no portal, and those whose numbers are ``named``."""
    portals = Portal.objects.order_by()
    of_portals = Q(pk__in=portals.values("editors")) | Q(pk__in=portals.values("approvers"))
    return Group.objects.filter(~of_portals | Q(pk__in=list(named)))


def folders_on_offer(group: Group) -> QuerySet[Collection]:
    """The folders that belong to no portal, and those in which ``group`` has rights."""
    of_portals = Q(pk__in=Portal.objects.order_by().values("folder"))
    held = GroupCollectionPermission.objects.filter(group=group.pk).values("collection")
    return Collection.objects.filter(~of_portals | Q(pk__in=held))


class PeopleFilters(UserFilterSet):
    """A portal's group is on offer where the address names it: "View users in this group" on the group's page does."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        asked = data.getlist("group") if data else []
        self.filters["group"].queryset = groups_on_offer(
            int(one) for one in asked if one.isascii() and one.isdigit() and len(one) < 10
        )


class GroupsOnOffer:
    """A form of somebody, with the groups on offer and those that she is in: saving it takes none of them away."""

    instance: Any
    fields: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = self.instance.groups.values_list("pk", flat=True) if self.instance.pk else ()
        self.fields["groups"].queryset = groups_on_offer(held)
        self.fields["groups"].help_text = _("Groups of a commune come with the office, and go with it.")


class NewPersonForm(GroupsOnOffer, UserCreationForm):
    """Wagtail's, with fewer groups."""


class PersonForm(GroupsOnOffer, UserEditForm):
    """Wagtail's, with fewer groups."""


class PeopleViewSet(UserViewSet):
    """Wagtail's screens of people; named to it in ``apps.EditorsConfig``, like those of groups."""

    filterset_class = PeopleFilters

    def get_form_class(self, for_update: bool = False) -> type[NewPersonForm | PersonForm]:
        return PersonForm if for_update else NewPersonForm


class FoldersOnOffer:
    """Lines of rights in a group's form, each with its choice of folders."""

    instance: Group

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)  # type: ignore[misc]  # of the formset that this is mixed into
        if "collection" in form.fields:
            form.fields["collection"].queryset = folders_on_offer(self.instance)


class GroupView:
    """A screen of a group whose lines of rights offer fewer folders."""

    @classmethod
    def as_view(cls, **options: Any) -> Callable[..., Any]:
        """Whoever may open the editor; Wagtail asks for the right to change groups."""
        view: Callable[..., Any] = super().as_view(**options)  # type: ignore[misc]
        return editors_only(view)

    @cached_property
    def permission_panel_forms(self) -> list[Any]:
        """Wagtail's and those that apps have registered, as ``PermissionPanelFormsMixin`` makes them."""
        return [
            type(panel.__name__, (FoldersOnOffer, panel), {})(**self.get_permission_panel_form_kwargs(panel))  # type: ignore[attr-defined]
            for panel in groups.get_permission_panel_classes()
        ]


class NewGroupView(GroupView, groups.CreateView):
    """Wagtail's, with fewer folders."""


class GroupEditView(GroupView, groups.EditView):
    """Wagtail's, with fewer folders."""


class GroupsViewSet(groups.GroupViewSet):
    """Wagtail's screens of groups."""

    add_view_class = NewGroupView
    edit_view_class = GroupEditView
