"""/xa/ for the portals of communes, /huong-dan/ for the province's guides, and the one workflow of both.

Page rows are made by hand, as in 0002: historical models know nothing of the tree.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

STEP = 4  # characters of one level of a treebeard path
PAGES = {
    "portalindexpage": (
        "PortalIndexPage",
        "xa",
        "Các xã",
        "Bác chọn xã mình để xem nơi làm giấy tờ, giờ mở cửa và giấy cần mang.",
    ),
    "guideindexpage": (
        "GuideIndexPage",
        "huong-dan",
        "Hướng dẫn chung",
        "Việc giấy tờ giống nhau ở mọi xã trong tỉnh.",
    ),
}
WORKFLOW, TASK = "Duyệt bài trước khi đăng", "Người duyệt của xã"


def content_type(apps: Any, app: str, model: str) -> Any:
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)[0]


def make(apps: Any, schema_editor: Any) -> None:
    home = apps.get_model("courses", "HomePage").objects.first()
    if home is None:
        return  # somebody has made a tree of their own: it is theirs
    apps.get_model("wagtailcore", "Site").objects.filter(site_name="").update(site_name="Tự Tay")
    workflow = make_workflow(apps)
    for model, (name, slug, title, intro) in PAGES.items():
        page = make_page(apps, home, name, model, slug=slug, title=title, intro=intro)
        if page is not None:
            apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(
                page_id=page.pk, defaults={"workflow": workflow}
            )


def make_page(apps: Any, home: Any, name: str, model: str, **words: str) -> Any:
    """The page, behind the others below home; none where an address is taken."""
    Page = apps.get_model("wagtailcore", "Page")
    beside = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1)
    if beside.filter(slug=words["slug"]).exists():
        return None
    last = beside.order_by("-path").values_list("path", flat=True).first()
    now = timezone.now()
    page = apps.get_model("courses", name).objects.create(
        draft_title=words["title"],
        url_path=f"{home.url_path}{words['slug']}/",
        content_type=content_type(apps, "courses", model),
        path=following(last, home.path),
        depth=home.depth + 1,
        numchild=0,
        locale_id=home.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
        **words,
    )
    Page.objects.filter(pk=home.pk).update(numchild=beside.count())
    return page


def following(last: str | None, parent: str) -> str:
    """The next path of a level, in treebeard's figures of base 36."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    number = int(last[-STEP:], 36) + 1 if last else 1
    written = ""
    while number:
        number, rest = divmod(number, 36)
        written = digits[rest] + written
    return parent + written.rjust(STEP, "0")


def make_workflow(apps: Any) -> Any:
    task, _ = apps.get_model("courses", "CommuneApprovalTask").objects.get_or_create(
        name=TASK,
        defaults={"active": True, "content_type": content_type(apps, "courses", "communeapprovaltask")},
    )
    workflow, _ = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(
        name=WORKFLOW, defaults={"active": True}
    )
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )
    return workflow


def remove(apps: Any, schema_editor: Any) -> None:
    """The pages go with everything below them: their tables go with the migration before. So does the workflow."""
    Page = apps.get_model("wagtailcore", "Page")
    home = apps.get_model("courses", "HomePage").objects.first()
    for name, _slug, _title, _intro in PAGES.values():
        for page in apps.get_model("courses", name).objects.all():
            Page.objects.filter(path__startswith=page.path, depth__gt=page.depth).delete()
            page.delete()
    if home is not None:
        left = Page.objects.filter(path__startswith=home.path, depth=home.depth + 1).count()
        Page.objects.filter(pk=home.pk).update(numchild=left)
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=WORKFLOW).delete()
    apps.get_model("courses", "CommuneApprovalTask").objects.filter(name=TASK).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_communes_have_portals"),
        ("courses", "0002_site_tree"),
    ]

    operations = [migrations.RunPython(make, remove)]
