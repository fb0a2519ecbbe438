from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save
from wagtail.users.apps import WagtailUsersAppConfig


class EditorsConfig(WagtailUsersAppConfig):
    """Wagtail's app of people and groups, with screens that a country does not make long."""

    group_viewset = "courses.editor.people.GroupsViewSet"
    user_viewset = "courses.editor.people.PeopleViewSet"


class CoursesConfig(AppConfig):
    name = "courses"
    default = True
    verbose_name = "Courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Portals follow offices and mergers; whatever changes a public page makes the kept ones old."""
        from accounts.signals import office_changed
        from courses.certificates import issuing  # noqa: F401 - daily jobs
        from courses.finding import rows
        from courses.models import GuidePage, LessonPage, VoiceTrack
        from courses.portals import following
        from courses.publishing import freshness, notices
        from courses.refreshers import (
            asking,
            reminding,  # noqa: F401 - daily jobs
        )
        from courses.voices import (
            stays,  # noqa: F401 - daily jobs
            tracks,
        )
        from courses.writing import outside  # noqa: F401 - daily jobs
        from places.signals import change_undone, places_changed
        from sandbox.signals import dossier_decided

        office_changed.connect(following.office_changed, dispatch_uid="courses.office_changed")
        places_changed.connect(following.places_moved, dispatch_uid="courses.places_changed")
        change_undone.connect(following.places_moved, dispatch_uid="courses.change_undone")
        for signal in (post_save, post_delete):
            signal.connect(tracks.track_changed, sender=VoiceTrack, dispatch_uid="voices that are known")
        for model in (LessonPage, GuidePage):
            post_delete.connect(tracks.page_deleted, sender=model, dispatch_uid=f"voices of {model.__name__}")
        dossier_decided.connect(asking.after_exercise, dispatch_uid="courses.after_exercise")
        notices.connect()
        freshness.connect()
        rows.connect()
