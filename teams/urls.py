"""/to/: the team workspace."""

from django.urls import path

from teams.views import board, cases, coverage, handover, me, members, roles, rosters, sessions, training

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
    path("buoi/<uuid:session_id>/mo/", sessions.open_session, name="open_session"),
    path("buoi/<uuid:session_id>/dong/", sessions.close_session, name="close_session"),
    path("buoi/<uuid:session_id>/to-gioi-thieu/", sessions.poster, name="poster"),
    # /to/cac-to/: teams on paper
    path("cac-to/", rosters.teams, name="rosters"),
    path("cac-to/moi/", rosters.new_team, name="new_roster"),
    path("cac-to/<uuid:team_id>/", rosters.team, name="roster"),
    path("cac-to/<uuid:team_id>/sua/", rosters.edit_team, name="edit_roster"),
    path("cac-to/<uuid:team_id>/giai-the/", rosters.dissolve, name="dissolve"),
    path("cac-to/<uuid:team_id>/mo-lai/", rosters.bring_back, name="bring_back"),
    path("cac-to/<uuid:team_id>/nguoi/moi/", members.add_member, name="add_member"),
    path("cac-to/<uuid:team_id>/nguoi/<int:membership_id>/", members.member, name="member"),
    path("cac-to/<uuid:team_id>/nguoi/<int:membership_id>/thoi/", members.end, name="end_membership"),
    path(
        "cac-to/<uuid:team_id>/nguoi/<int:membership_id>/mat-khau/",
        members.new_password,
        name="new_password",
    ),
    path("cac-to/<uuid:team_id>/ban-giao/", handover.hand_over, name="hand_over"),
    path("cac-to/<uuid:team_id>/ban-giao/<int:hand_over_id>/", handover.sheet, name="hand_over_sheet"),
    # members who teach members, and hard cases
    path("boi-duong/", training.trainings, name="trainings"),
    path("boi-duong/moi/", training.new_training, name="new_training"),
    path("boi-duong/<int:training_id>/bo/", training.take_back, name="take_training_back"),
    path("ca-kho/", cases.cases, name="cases"),
    path("ca-kho/moi/", cases.new_case, name="new_case"),
    path("ca-kho/<uuid:case_id>/", cases.case, name="case"),
    path("ca-kho/<uuid:case_id>/nhan/", cases.take, name="take_case"),
    path("ca-kho/<uuid:case_id>/giao/", cases.give, name="give_case"),
    path("ca-kho/<uuid:case_id>/xong/", cases.close, name="close_case"),
    # who holds which office, and who I am
    path("vai-tro/", roles.offices, name="offices"),
    path("vai-tro/bo-nhiem/", roles.appoint, name="appoint"),
    path("vai-tro/<int:appointment_id>/thoi/", roles.dismiss, name="dismiss"),
    path("vai-tro/tai-khoan/<int:user_id>/mat-khau/", roles.renew_password, name="renew_password"),
    path("ve-toi/", me.me, name="me"),
]
