"""/to/: the team workspace."""

from django.urls import path

from teams.views import board, boundaries, coverage, places, sessions

app_name = "teams"
urlpatterns = [
    path("", sessions.home, name="home"),
    path("so-lieu/", coverage.coverage, name="coverage"),
    path("buoi/moi/", sessions.new_session, name="new_session"),
    # /to/thon/: a commune's hamlets; /to/dia-gioi/: communes
    path("thon/", places.hamlets, name="hamlets"),
    path("thon/them/", places.add, name="add_hamlet"),
    path("thon/gop/", places.merge, name="merge_hamlets"),
    path("thon/thay-doi/<uuid:change_id>/bo/", places.undo, name="undo_hamlets"),
    path("thon/<uuid:hamlet_id>/", places.hamlet, name="hamlet"),
    path("thon/<uuid:hamlet_id>/doi-ten/", places.rename, name="rename_hamlet"),
    path("thon/<uuid:hamlet_id>/so-dan/", places.count, name="count_hamlet"),
    path("thon/<uuid:hamlet_id>/dong/", places.close, name="close_hamlet"),
    path("dia-gioi/", boundaries.boundaries, name="boundaries"),
    path("dia-gioi/gop/", boundaries.merge, name="merge_communes"),
    path("dia-gioi/chuyen-thon/", boundaries.move, name="move_hamlet"),
    path("dia-gioi/thay-doi/<uuid:change_id>/bo/", boundaries.undo, name="undo_boundaries"),
    # /to/buoi/<session>/: one evening
    path("buoi/<uuid:session_id>/", board.board, name="board"),
    path("buoi/<uuid:session_id>/bang/", board.board_fragment, name="board_fragment"),
    path("buoi/<uuid:session_id>/tu-lam-duoc/", board.confirm, name="confirm"),
    path("buoi/<uuid:session_id>/bo-danh-dau/", board.undo, name="undo"),
    path("buoi/<uuid:session_id>/mo/", sessions.open_session, name="open_session"),
    path("buoi/<uuid:session_id>/dong/", sessions.close_session, name="close_session"),
    path("buoi/<uuid:session_id>/to-gioi-thieu/", sessions.poster, name="poster"),
]
