from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    verbose_name = "Media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give every page the server's voice."""
        from media import voice
        from ui.service import set_provider

        set_provider(voice.register)
