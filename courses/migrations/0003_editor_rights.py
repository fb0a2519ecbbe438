"""What officers of a commune may do in the editor: write and publish below /hoc/, with pictures and sounds."""

from typing import Any

from django.db import migrations

GROUP = "commune_officer"  # accounts.enums.Role, the name under which accounts.service.appoint finds it
PAGE_RIGHTS = ("add_page", "change_page", "publish_page")
# Wagtail asks for the rights of its own models, whichever models hold the files.
FILE_RIGHTS = {
    ("wagtailimages", "image"): ("add_image", "change_image", "choose_image"),
    ("wagtaildocs", "document"): ("add_document", "change_document", "choose_document"),
}


def permission(apps: Any, app: str, model: str, codename: str) -> Any:
    """The permission, made now if need be: on a fresh database Django makes them only after all migrations."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    name = "Can " + codename.replace("_", " ")
    return Permission.objects.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def grant(apps: Any, schema_editor: Any) -> None:
    group, _ = apps.get_model("auth", "Group").objects.get_or_create(name=GROUP)
    group.permissions.add(permission(apps, "wagtailadmin", "admin", "access_admin"))
    index = apps.get_model("courses", "CourseIndexPage").objects.first()
    for codename in PAGE_RIGHTS if index else ():
        apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
            group=group, page_id=index.pk, permission=permission(apps, "wagtailcore", "page", codename)
        )
    root = apps.get_model("wagtailcore", "Collection").objects.order_by("path").first()
    for (app, model), codenames in FILE_RIGHTS.items():
        for codename in codenames:
            apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
                group=group, collection=root, permission=permission(apps, app, model, codename)
            )


def revoke(apps: Any, schema_editor: Any) -> None:
    """The group stays, with its people; its rights in the editor go."""
    group = apps.get_model("auth", "Group").objects.filter(name=GROUP).first()
    if group is None:
        return
    group.permissions.remove(permission(apps, "wagtailadmin", "admin", "access_admin"))
    apps.get_model("wagtailcore", "GroupPagePermission").objects.filter(group=group).delete()
    apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(group=group).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_site_tree"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0023_add_choose_permissions"),
        ("wagtaildocs", "0011_add_choose_permissions"),
    ]

    operations = [migrations.RunPython(grant, revoke)]
