"""The pages that a fresh site needs: our home in the place of Wagtail's welcome page, and /hoc/ below it.

The welcome page becomes ours in place. It keeps its row, its position and its address, so that the site, the root
paths that caches hold, and the permissions that point at it stay right. Page rows are made by hand because
historical models know nothing of the tree (see the home app of Wagtail's project template).
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

STEP = 4  # characters of one level of a treebeard path
FIRST_CHILD = "0001"
WELCOME = "Welcome to your new Wagtail site!"
HOME = {
    "title": "Tự tay làm giấy tờ trên mạng",
    "lead": "Học từng bước. Tập thử, sai không sao. Rồi bác tự nộp hồ sơ của mình.",
    "class_words": "Ở lớp có người ngồi cạnh, chỉ từng bước.",
    "tip_title": "Nhớ một điều",
    "tip": "Không đưa mã 6 số cho ai. Người hướng dẫn, cán bộ, công an cũng không hỏi mã đó.",
}
INDEX = {"title": "Học", "intro": "Mỗi bài một việc. Bác đọc, nghe, rồi tập thử ngay."}


def content_type(apps: Any, app: str, model: str) -> Any:
    return apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)[0]


def make_tree(apps: Any, schema_editor: Any) -> None:
    site = apps.get_model("wagtailcore", "Site").objects.filter(is_default_site=True).first()
    page = apps.get_model("wagtailcore", "Page").objects.filter(depth=2, title=WELCOME).first()
    if page is None or site is None or site.root_page_id != page.pk:
        return  # somebody has made a tree of their own: it is theirs
    make_home(apps, page)
    make_index(apps, page)


def make_home(apps: Any, page: Any) -> None:
    page.content_type = content_type(apps, "courses", "homepage")
    page.title = page.draft_title = HOME["title"]
    page.numchild = 1
    page.first_published_at = page.last_published_at = timezone.now()
    page.save()
    words = {name: value for name, value in HOME.items() if name != "title"}
    home = apps.get_model("courses", "HomePage")(page_ptr_id=page.pk, **words)
    # the child row is added to the page that is there: its own columns come from that page
    kept = {field.attname: getattr(page, field.attname) for field in page._meta.concrete_fields}
    home.__dict__.update(kept)
    home.save()


def make_index(apps: Any, home: Any) -> None:
    now = timezone.now()
    apps.get_model("courses", "CourseIndexPage").objects.create(
        draft_title=INDEX["title"],
        slug="hoc",
        url_path=f"{home.url_path}hoc/",
        content_type=content_type(apps, "courses", "courseindexpage"),
        path=home.path + FIRST_CHILD,
        depth=home.depth + 1,
        numchild=0,
        locale_id=home.locale_id,
        live=True,
        first_published_at=now,
        last_published_at=now,
        **INDEX,
    )


def remove_tree(apps: Any, schema_editor: Any) -> None:
    """Give Wagtail its page back. Courses and lessons go: their tables go with the migration before."""
    Page = apps.get_model("wagtailcore", "Page")
    home = apps.get_model("courses", "HomePage").objects.first()
    if home is None:
        return
    Page.objects.filter(path__startswith=home.path, depth__gt=home.depth).delete()
    page_id = home.pk
    home.delete(keep_parents=True)
    Page.objects.filter(pk=page_id).update(
        title=WELCOME, draft_title=WELCOME, numchild=0, content_type=content_type(apps, "wagtailcore", "page")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_start"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_tree, remove_tree)]
