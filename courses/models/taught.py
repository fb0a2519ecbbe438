"""Pages that teach a procedure of the replica, and remember for which version of it they were written."""

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel

from courses.models.base import SitePage
from sandbox import service as sandbox


class TaughtForm(WagtailAdminPageForm):
    """With the box "I have looked through what changed". Where nothing has, the box is not shown and says nothing."""

    pack_seen = forms.BooleanField(
        required=False, label=_("I have looked through what changed, and the page is right now")
    )

    def save(self, commit: bool = True) -> Any:
        if self.cleaned_data.get("pack_seen") and self.instance.pack:
            self.instance.pack_version = sandbox.pack_version(self.instance.pack)
        return super().save(commit)


class Taught(SitePage):
    """``pack``: slug of the procedure's pack, empty for a page that teaches none; ``pack_version``: its digest."""

    base_form_class: ClassVar = TaughtForm

    pack = models.CharField(_("exercises it was written for"), max_length=60, blank=True)
    # Digest of the version for which it was written, or read through again; a newer one makes it out of date.
    pack_version = models.CharField(_("version of the exercises"), max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Another pack, or the first: the page is for its current version from now on."""
        super().clean()
        if not self.pack:
            self.pack_version = ""
        elif not self.pack_version or not sandbox.may_be_version_of(self.pack_version, self.pack):
            self.pack_version = sandbox.pack_version(self.pack)


def pack_panel() -> FieldPanel:
    """Choose the procedure that the page teaches, by its name."""

    def choices() -> list[tuple[str, str]]:
        return [("", str(_("none"))), *((one.slug, one.name) for one in sandbox.taught_packs())]

    return FieldPanel("pack", widget=forms.Select(choices=choices))  # type: ignore[arg-type]  # lazy ones
