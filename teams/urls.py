"""/to/: the team workspace."""

from django.urls import path

from teams.views import board, coverage, sessions, twins

app_name = "teams"
urlpatterns = [
    path("", sessions.home, name="home"),
    path("so-lieu/", coverage.coverage, name="coverage"),
    path("trung/", twins.pairs, name="twins"),
    path("trung/<uuid:suspicion_id>/", twins.decide, name="decide_twins"),
    path("trung/<uuid:suspicion_id>/lai/", twins.reopen, name="reopen_twins"),
    path("buoi/moi/", sessions.new_session, name="new_session"),
    # /to/buoi/<session>/: one evening
    path("buoi/<uuid:session_id>/", board.board, name="board"),
    path("buoi/<uuid:session_id>/bang/", board.board_fragment, name="board_fragment"),
    path("buoi/<uuid:session_id>/tu-lam-duoc/", board.confirm, name="confirm"),
    path("buoi/<uuid:session_id>/bo-danh-dau/", board.undo, name="undo"),
    path("buoi/<uuid:session_id>/mo/", sessions.open_session, name="open_session"),
    path("buoi/<uuid:session_id>/dong/", sessions.close_session, name="close_session"),
    path("buoi/<uuid:session_id>/to-gioi-thieu/", sessions.poster, name="poster"),
]
