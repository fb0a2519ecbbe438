"""The same table for Wagtail's own addresses, in groups. Every pattern is named; an upgrade that adds one is red.

Who has no right in the editor meets the door or a refusal everywhere. The administrator may everything. A commune's
officer writes and publishes below /hoc/, with pictures and files, and touches neither people nor the machine.
"""

from collections.abc import Iterator, Mapping

from tests.access.expect import (
    FORBIDDEN,
    LET_IN,
    LOGIN,
    METHOD,
    MISSING,
    OPEN,
    REFUSED,
    Cells,
    Entry,
    Outcome,
    Outcomes,
    closed,
)
from tests.people import Who

WORKS = LET_IN | {Outcome.GONE}
"""Let in, whatever a form without contents or a state that does not fit makes of it; never broken."""


def cells(officer: Outcomes, administrator: Outcomes = WORKS) -> Cells:
    """The two who have anything to do with the editor; nobody else gets in."""
    return closed() | {Who.COMMUNE_OFFICER: officer, Who.ADMINISTRATOR: administrator}


SEES = cells(OPEN, OPEN)
TRIES = cells(WORKS)
NOT_THEIRS = cells(REFUSED)
SHUT = cells(FORBIDDEN | MISSING | METHOD, WORKS)
BREAKS = frozenset({Outcome.BROKEN})
HALF = WORKS | BREAKS
"""Wagtail looks for the hidden counters of its own forms, and breaks where an editor sends a form without them."""
HALF_FORM = cells(HALF, HALF)

# Parameter → thing, where its name says enough.
USUAL = {
    "page_id": "page",
    "parent_page_id": "course page",
    "page_to_move_id": "page",
    "destination_id": "course page",
    "page_pk": "page",
    "revision_id": "revision",
    "workflow_pk": "workflow",
    "task_id": "task",
    "task_state_id": "nothing",
    "workflow_state_id": "nothing",
    "collection_id": "collection",
    "document_id": "document",
    "doc_id": "document",
    "image_id": "image",
    "uploaded_file_id": "nothing",
    "redirect_id": "nothing",
    "session_id": "nothing",
    "filter_spec": "filter",
    "content_type_app_name": "app",
    "content_type_model_name": "model",
    "app_label": "app",
    "model_name": "model",
    "app_name": "app",
    "action": "action",
    "action_name": "action",
    "object_id": "page",
    "uidb64": "word",
    "token": "word",
}


def group(read: Cells, write: Cells, routes: str, **things: str) -> Iterator[Entry]:
    """One entry for each line of ``routes``; ``things`` say what `pk` is."""
    known: Mapping[str, str] = {**USUAL, **things}
    for route in routes.split():
        names = [part.split(">")[0].split(":")[-1] for part in route.split("<")[1:]]
        yield Entry(f"quan-tri/{route}", read, write, {name: known[name] for name in names}, library=True)


EVERY_EDITOR = group(
    SEES,
    TRIES,
    """
    sprite/
    jsi18n/
    account/
    choose-email-link/
    choose-phone-link/
    choose-anchor-link/
    choose-page/
    choose-page/<int:parent_page_id>/
    choose-page/search/
    pages/search/
    pages/search/results/
    documents/chooser/
    documents/chooser/results/
    images/chooser/
    images/chooser/results/
    """,
)
FORMS = group(
    SEES,
    HALF_FORM,
    """
    choose-external-link/
    pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/
    pages/<int:page_id>/edit/
    pages/<int:page_id>/copy/
    """,
)
HELPERS = group(
    TRIES,
    TRIES,
    """
    choose-page/chosen-multiple/
    tag-autocomplete/
    tag-autocomplete/<slug:app_name>/<slug:model_name>/
    dismissibles/
    editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/
    editing-sessions/release/<int:session_id>/
    block-preview/
    embeds/chooser/
    embeds/chooser/upload/
    api/main/pages/
    api/main/pages/<int:pk>/
    api/main/pages/find/
    api/main/pages/<int:pk>/action/<str:action_name>/
    snippets/
    """,
    pk="page",
)
PAGES = group(
    SEES,
    TRIES,
    """
    pages/
    pages/<int:parent_page_id>/
    pages/<int:parent_page_id>/results/
    pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/
    pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/results/
    pages/<int:page_id>/usage/
    pages/<int:page_id>/view_draft/
    pages/<int:parent_page_id>/add_subpage/
    pages/<int:page_id>/unpublish/
    pages/<int:page_id>/history/
    pages/<int:page_id>/history/results/
    pages/<int:page_id>/workflow_history/
    pages/<int:page_id>/revisions/<int:revision_id>/view/
    """,
)
PAGE_ACTS = group(
    TRIES,
    TRIES,
    """
    bulk/<str:app_label>/<str:model_name>/<str:action>/
    pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/
    pages/create/<slug:app_label>/<slug:model_name>
    pages/<int:page_id>/edit/preview/
    pages/<int:page_id>/delete/
    pages/<int:page_id>/convert_alias/
    pages/<int:page_to_move_id>/move/
    pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/
    pages/<int:page_to_move_id>/set_position/
    pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/
    pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/
    pages/workflow/confirm_cancellation/<int:page_id>/
    pages/workflow/preview/<int:page_id>/<int:task_id>/
    pages/<int:page_id>/privacy/
    pages/<int:page_id>/lock/
    pages/<int:page_id>/unlock/
    pages/<int:page_id>/revisions/
    pages/<int:page_id>/revisions/<int:revision_id>/unschedule/
    pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/
    """,
)
FILES = group(
    SEES,
    TRIES,
    """
    documents/
    documents/results/
    documents/add/
    documents/edit/<int:document_id>/
    documents/multiple/add/
    documents/usage/<int:document_id>/
    images/
    images/results/
    images/<int:image_id>/
    images/<int:image_id>/preview/<str:filter_spec>/
    images/add/
    images/usage/<int:image_id>/
    images/multiple/add/
    """,
)
FILE_ACTS = group(
    TRIES,
    TRIES,
    """
    api/main/documents/
    api/main/documents/find/
    api/main/images/
    api/main/images/find/
    documents/delete/<int:document_id>/
    documents/multiple/<int:doc_id>/
    documents/multiple/create_from_uploaded_document/<int:uploaded_file_id>/
    documents/multiple/<int:doc_id>/delete/
    documents/multiple/delete_upload/<int:uploaded_file_id>/
    documents/chooser/chosen/<str:pk>/
    documents/chooser/chosen-multiple/
    documents/chooser/create/
    images/<int:image_id>/delete/
    images/<int:image_id>/generate_url/
    images/<int:image_id>/generate_url/output/
    images/multiple/<int:image_id>/
    images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/
    images/multiple/<int:image_id>/delete/
    images/multiple/delete_upload/<int:uploaded_file_id>/
    images/chooser/chosen/<str:pk>/
    images/chooser/chosen-multiple/
    images/chooser/create/
    images/chooser/<int:image_id>/select_format/
    """,
    pk="nothing",
)
REPORTS = group(
    TRIES,
    TRIES,
    """
    reports/locked/
    reports/locked/results/
    reports/workflow/
    reports/workflow/results/
    reports/workflow_tasks/
    reports/workflow_tasks/results/
    reports/site-history/
    reports/site-history/results/
    reports/aging-pages/
    reports/aging-pages/results/
    reports/page-types-usage/
    reports/page-types-usage/results/
    """,
)
FOLDERS = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    collections/
    collections/results/
    collections/add/
    collections/<int:pk>/
    collections/<int:pk>/delete/
    collections/<int:collection_id>/privacy/
    """,
    pk="collection",
)
WORKFLOWS = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    workflows/list/
    workflows/list/results/
    workflows/add/
    workflows/enable/<int:pk>/
    workflows/disable/<int:pk>/
    workflows/edit/<int:pk>/
    workflows/usage/<int:pk>/
    workflows/usage/<int:pk>/results/
    workflows/remove/<int:page_pk>/
    workflows/remove/<int:page_pk>/<int:workflow_pk>/
    """,
    pk="workflow",
)
TASKS = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    workflows/tasks/add/<str:app_label>/<str:model_name>/
    workflows/tasks/select_type/
    workflows/tasks/index/
    workflows/tasks/index/results/
    workflows/tasks/edit/<int:pk>/
    workflows/tasks/disable/<int:pk>/
    workflows/tasks/enable/<int:pk>/
    """,
    pk="task",
)
# Every editor may look through the names of tasks; they are Wagtail's own, and say nothing of people.
TASK_CHOOSER = group(
    TRIES,
    TRIES,
    """
    workflows/task_chooser/
    workflows/task_chooser/results/
    workflows/task_chooser/create/
    workflows/task_chooser/<int:task_id>/
    """,
)
REDIRECTS = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    redirects/
    redirects/results/
    redirects/add/
    redirects/<int:redirect_id>/
    redirects/<int:redirect_id>/delete/
    redirects/import/
    settings/<slug:app_name>/<slug:model_name>/
    settings/<slug:app_name>/<slug:model_name>/<int:pk>/
    settings/<slug:app_name>/<slug:model_name>/<int:pk>/preview/
    """,
    pk="nothing",
)
SITES = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    sites/
    sites/results/
    sites/new/
    sites/edit/<int:pk>/
    sites/delete/<int:pk>/
    sites/history/<int:pk>/
    sites/history-results/<int:pk>/
    sites/usage/<int:pk>/
    sites/copy/<int:pk>/
    """,
    pk="site",
)
PEOPLE = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    users/
    users/results/
    users/new/
    users/edit/<int:pk>/
    users/delete/<int:pk>/
    users/history/<int:pk>/
    users/history-results/<int:pk>/
    users/usage/<int:pk>/
    users/copy/<int:pk>/
    """,
    pk="user",
)
GROUPS = group(
    NOT_THEIRS,
    NOT_THEIRS,
    """
    groups/
    groups/results/
    groups/new/
    groups/edit/<int:pk>/
    groups/delete/<int:pk>/
    groups/history/<int:pk>/
    groups/history-results/<int:pk>/
    groups/usage/<int:pk>/
    """,
    pk="group",
)
DEAD = group(
    SHUT,
    SHUT,
    """
    password_reset/
    password_reset/done/
    password_reset/confirm/<uidb64>/<token>/
    password_reset/complete/
    """,
)
ODD = [
    Entry("quan-tri/", SEES, TRIES, library=True),
    Entry(
        r"quan-tri/pages/^(\d+)/revisions/compare/(live|earliest|\d+)\.\.\.(live|latest|\d+)/$",
        SEES,
        TRIES,
        {"page_id": "page"},
        path="quan-tri/pages/<page_id>/revisions/compare/live...latest/",
        library=True,
    ),
    *group(cells(WORKS | LOGIN, WORKS | LOGIN), cells(WORKS | LOGIN, WORKS | LOGIN), "logout/"),
    *group(TRIES, HALF_FORM, "pages/<int:page_id>/revisions/<int:revision_id>/revert/"),
    *group(NOT_THEIRS, cells(REFUSED, HALF), "redirects/import/process/"),
    *group(TRIES, TRIES, "api/main/documents/<int:pk>/", pk="document"),
    *group(TRIES, TRIES, "api/main/images/<int:pk>/", pk="image"),
    Entry(
        r"quan-tri/^.*/$",
        cells(MISSING, MISSING),
        cells(MISSING, MISSING),
        path="quan-tri/khong/co/",
        library=True,
    ),
]
# Ours, inside the editor: on a site without portals there is nothing to see for anybody.
SHARED = [
    *group(cells(MISSING, MISSING), cells(METHOD, METHOD), "huong-dan-chung/"),
    *group(
        cells(METHOD, METHOD),
        cells(MISSING, MISSING),
        """
        huong-dan-chung/<int:guide_id>/dung-lai/
        """,
        guide_id="nothing",
    ),
    *group(
        cells(MISSING, MISSING) | {Who.COMMUNE_APPROVER: MISSING},
        cells(MISSING, MISSING) | {Who.COMMUNE_APPROVER: MISSING},
        "huong-dan-chung/da-doc/<int:page_id>/",
    ),
    *group(
        SEES | {Who.COMMUNE_APPROVER: MISSING, Who.PROVINCE_OFFICER: MISSING},
        TRIES | {Who.COMMUNE_APPROVER: MISSING, Who.PROVINCE_OFFICER: MISSING},
        "doc-co-de/<int:page_id>/",
    ),
    *group(
        cells(METHOD, METHOD) | {Who.COMMUNE_APPROVER: MISSING, Who.PROVINCE_OFFICER: MISSING},
        TRIES | {Who.COMMUNE_APPROVER: MISSING, Who.PROVINCE_OFFICER: MISSING},
        "doc-co-de/<slug:model_name>/<int:parent_page_id>/",
    ),
    *group(
        # without a portal they have no way into the editor
        SEES | {Who.COMMUNE_APPROVER: LOGIN, Who.PROVINCE_OFFICER: LOGIN},
        TRIES | {Who.COMMUNE_APPROVER: LOGIN, Who.PROVINCE_OFFICER: LOGIN},
        "bai-dau-tien/",
    ),
]
# Ours, inside the editor: pages whose procedure has changed. The page of the table teaches none; approvers and the
# province get into the editor once a commune has its portal (tests/courses/updating/test_outdated.py).
OUTDATED_ITEMS = {Who.COMMUNE_APPROVER: MISSING, Who.PROVINCE_OFFICER: MISSING}
OUTDATED = [
    *group(
        SEES | {Who.COMMUNE_APPROVER: REFUSED, Who.PROVINCE_OFFICER: REFUSED},
        cells(METHOD, METHOD) | {Who.COMMUNE_APPROVER: REFUSED, Who.PROVINCE_OFFICER: REFUSED},
        "thu-tuc-da-doi/",
    ),
    *group(
        cells(MISSING, MISSING) | OUTDATED_ITEMS,
        cells(MISSING, MISSING) | OUTDATED_ITEMS,
        "thu-tuc-da-doi/<int:page_id>/",
    ),
]
# Wagtail's two pages for trying out what an editor sees when something is missing, and when something breaks.
TRIALS = [
    *group(TRIES, TRIES, "test404/"),
    *group(cells(BREAKS, BREAKS), cells(BREAKS, BREAKS), "failwhale/"),
]

WAGTAIL = [
    *(
        *EVERY_EDITOR,
        *FORMS,
        *HELPERS,
        *PAGES,
        *PAGE_ACTS,
        *FILES,
        *FILE_ACTS,
        *REPORTS,
        *FOLDERS,
        *WORKFLOWS,
    ),
    *(*TASKS, *TASK_CHOOSER, *REDIRECTS, *SITES, *PEOPLE, *GROUPS, *DEAD, *ODD, *TRIALS, *SHARED, *OUTDATED),
]
SHADOWED = {
    "quan-tri/login/": "wagtailadmin_login",
    "quan-tri/collections/": "wagtailadmin_collections:index",
}
"""Ours come first, and Wagtail's are never reached: our redirect to the door (declared in `tests.access.table`), our
list of folders."""
