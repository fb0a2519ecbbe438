from django.apps import AppConfig


class TeamsConfig(AppConfig):
    name = "teams"
    verbose_name = "Teams"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.access import register_role_provider
        from accounts.nearby import register_nearby_provider
        from accounts.service import register_session_provider
        from courses.service import register_observer, register_phone_provider, register_recorders
        from places.signals import change_undone, places_changed
        from sandbox.signals import dossier_decided
        from teams import access, cards, erasing, jobs, moves, nearby, recording, refreshing, service  # noqa: F401 - some register daily jobs

        register_role_provider(access.team_roles)
        register_nearby_provider(nearby.nearby)
        register_session_provider(cards.is_in_session)
        register_recorders(recording.communes_of)
        register_phone_provider(refreshing.phones)
        register_observer(refreshing.observed)
        dossier_decided.connect(service.record_decision, dispatch_uid="teams.record_decision")
        places_changed.connect(moves.follow, dispatch_uid="teams.follow")
        change_undone.connect(moves.come_back, dispatch_uid="teams.come_back")
