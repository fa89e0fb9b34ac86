"""Addresses of the workspace that are about looks: for the privacy officer, and for giving somebody their own door."""

from django.urls import path

from jigsaw.interfaces.own import answering, giving, giving_supporters, odd

urlpatterns = [
    path("people/<uuid:key>/own-account", giving.account, name="own_account"),
    path(
        "people/<uuid:key>/supporters/<uuid:supporter>/own-account",
        giving_supporters.account,
        name="supporter_account",
    ),
    path("people/<uuid:key>/looks/paper", giving.paper, name="looks_paper"),
    path("looks/questions", answering.questions, name="look_questions"),
    path("looks/questions/<uuid:key>", answering.answer, name="look_question"),
    path("looks/odd", odd.listing, name="odd_looks"),
    path("looks/odd/<int:key>", odd.one, name="odd_look"),
]
