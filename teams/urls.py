"""/to/: the team workspace."""

from django.urls import path

from teams.views import board, coverage, live, sessions

app_name = "teams"
urlpatterns = [
    path("", sessions.home, name="home"),
    path("so-lieu/", coverage.coverage, name="coverage"),
    path("buoi/moi/", sessions.new_session, name="new_session"),
    # /to/buoi/<session>/: one evening
    path("buoi/<uuid:session_id>/", board.board, name="board"),
    path("buoi/<uuid:session_id>/bang/", board.board_fragment, name="board_fragment"),
    path("buoi/<uuid:session_id>/tu-lam-duoc/", board.confirm, name="confirm"),
    path("buoi/<uuid:session_id>/bo-danh-dau/", board.undo, name="undo"),
    path("buoi/<uuid:session_id>/da-den/", live.meet, name="meet"),
    path("buoi/<uuid:session_id>/nhac/<uuid:participant_id>/", live.nudge, name="nudge"),
    path("buoi/<uuid:session_id>/dung-tay/", live.pause, name="pause"),
    path("buoi/<uuid:session_id>/lam-tiep/", live.resume, name="resume"),
    path("buoi/<uuid:session_id>/cung-xem/", live.show_step, name="show_step"),
    path("buoi/<uuid:session_id>/thoi-xem/", live.stop_showing, name="stop_showing"),
    path("buoi/<uuid:session_id>/man-chieu/", live.on_the_wall, name="wall"),
    path("buoi/<uuid:session_id>/man-chieu/bang/", live.on_the_wall_fragment, name="wall_fragment"),
    path("buoi/<uuid:session_id>/mo/", sessions.open_session, name="open_session"),
    path("buoi/<uuid:session_id>/dong/", sessions.close_session, name="close_session"),
    path("buoi/<uuid:session_id>/to-gioi-thieu/", sessions.poster, name="poster"),
]
