"""The component library: one template each, shown with sample data on a gallery page."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ui"
    verbose_name = "giao diện"
