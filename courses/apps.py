from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = "Courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Portals follow offices and mergers; whatever changes a public page makes the kept ones old."""
        from accounts.signals import office_changed
        from courses import following, freshness, notices, outside  # noqa: F401 - outside registers a daily job
        from places.signals import change_undone, places_changed

        office_changed.connect(following.office_changed, dispatch_uid="courses.office_changed")
        places_changed.connect(following.places_moved, dispatch_uid="courses.places_changed")
        change_undone.connect(following.places_moved, dispatch_uid="courses.change_undone")
        notices.connect()
        freshness.connect()
