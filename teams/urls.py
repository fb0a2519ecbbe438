"""/to/: the team workspace."""

from django.urls import path

from teams.views import board, closing, coverage, materials, planning, sessions

app_name = "teams"
urlpatterns = [
    path("", sessions.home, name="home"),
    path("so-lieu/", coverage.coverage, name="coverage"),
    path("buoi/moi/", planning.new_session, name="new_session"),
    path("buoi/toi-nay/", planning.tonight, name="tonight"),
    # /to/buoi/<session>/: one evening
    path("buoi/<uuid:session_id>/", board.board, name="board"),
    path("buoi/<uuid:session_id>/bang/", board.board_fragment, name="board_fragment"),
    path("buoi/<uuid:session_id>/tu-lam-duoc/", board.confirm, name="confirm"),
    path("buoi/<uuid:session_id>/bo-danh-dau/", board.undo, name="undo"),
    path("buoi/<uuid:session_id>/mo/", sessions.open_session, name="open_session"),
    path("buoi/<uuid:session_id>/dong/", sessions.close_session, name="close_session"),
    path("buoi/<uuid:session_id>/to-gioi-thieu/", sessions.poster, name="poster"),
    path("buoi/<uuid:session_id>/sua/", planning.change_session, name="change_session"),
    path("buoi/<uuid:session_id>/huy/", planning.cancel_session, name="cancel_session"),
    path("buoi/<uuid:session_id>/lap-lai/", planning.repeat_session, name="repeat_session"),
    path("buoi/<uuid:session_id>/ke-hoach/", materials.plan, name="plan"),
    path("buoi/<uuid:session_id>/in/", materials.print_all, name="print_all"),
    path("buoi/<uuid:session_id>/ket-thuc/", closing.finish, name="finish"),
]
