"""/to/: the team workspace."""

from django.urls import path

from teams.views import (
    abilities,
    attendance,
    board,
    closing,
    coverage,
    materials,
    pasting,
    people,
    planning,
    privacy,
    sessions,
    twins,
)

app_name = "teams"
urlpatterns = [
    path("", sessions.home, name="home"),
    path("so-lieu/", coverage.coverage, name="coverage"),
    path("trung/", twins.pairs, name="twins"),
    path("trung/<uuid:suspicion_id>/", twins.decide, name="decide_twins"),
    path("trung/<uuid:suspicion_id>/lai/", twins.reopen, name="reopen_twins"),
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
    # who came
    path("buoi/<uuid:session_id>/diem-danh/", attendance.attendance, name="attendance"),
    path("buoi/<uuid:session_id>/diem-danh/luu/", attendance.save_attendance, name="save_attendance"),
    path("buoi/<uuid:session_id>/diem-danh/moi-den/", attendance.walk_in, name="walk_in"),
    path("buoi/<uuid:session_id>/diem-danh/dien-thoai/", attendance.tie_telephones, name="tie_telephones"),
    path("buoi/<uuid:session_id>/diem-danh/dem/", attendance.count_heads, name="count_heads"),
    path("buoi/<uuid:session_id>/diem-danh/dan/", pasting.paste_list, name="paste_list"),
    # /to/nguoi/: people on the books
    path("nguoi/", people.people_list, name="people"),
    path("nguoi/them/", people.add_person, name="add_person"),
    path("nguoi/<uuid:person_id>/", people.person, name="person"),
    path("nguoi/<uuid:person_id>/lam-duoc/", abilities.abilities, name="abilities"),
    path("nguoi/<uuid:person_id>/lam-duoc/bo/", abilities.take_back, name="take_back_checklist"),
    path("nguoi/<uuid:person_id>/mai-di-nop/", abilities.give_card, name="give_card"),
    path("hoi-tham/", abilities.questions, name="questions"),
    path("hoi-tham/<uuid:question_id>/", abilities.told, name="told"),
    path("nguoi/<uuid:person_id>/sua/", people.correct_person, name="correct_person"),
    path("nguoi/<uuid:person_id>/dong-y/", people.ask_consent, name="ask_consent"),
    path("nguoi/<uuid:person_id>/rut-dong-y/", people.withdraw_consent, name="withdraw_consent"),
    path("nguoi/<uuid:person_id>/tat-ca/", privacy.sheet, name="person_sheet"),
    path("nguoi/<uuid:person_id>/tep/", privacy.export, name="person_export"),
    path("nguoi/<uuid:person_id>/xoa/", privacy.erase_person, name="erase_person"),
    path("buoi/<uuid:session_id>/sua/", planning.change_session, name="change_session"),
    path("buoi/<uuid:session_id>/huy/", planning.cancel_session, name="cancel_session"),
    path("buoi/<uuid:session_id>/lap-lai/", planning.repeat_session, name="repeat_session"),
    path("buoi/<uuid:session_id>/ke-hoach/", materials.plan, name="plan"),
    path("buoi/<uuid:session_id>/in/", materials.print_all, name="print_all"),
    path("buoi/<uuid:session_id>/ket-thuc/", closing.finish, name="finish"),
]
