"""Addresses of conversations, to be included at "conversations"."""

from django.urls import path, register_converter

from jigsaw.care.conversations.views import (
    calling,
    ending,
    letter,
    live,
    outside,
    papers,
    person,
    reading,
    taking_part,
)


class Ending:
    """How a paper's file ends."""

    regex = "docx|pdf"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


register_converter(Ending, "ending")
urlpatterns = [
    path("", reading.conversations, name="conversations"),
    path("/board", reading.board, name="conversation_board"),
    path("/area", reading.area, name="conversation_area"),
    path("/call", calling.Before.as_view(), name="call_conversation"),
    path("/call/<uuid:precheck>/first", calling.first, name="conversation_first"),
    path("/call/<uuid:precheck>/kind", calling.ChooseKind.as_view(), name="conversation_kind"),
    path("/call/<uuid:precheck>/<slug:kind>", calling.Call.as_view(), name="conversation_details"),
    path("/actions/<uuid:key>/done", ending.Finish.as_view(), name="finish_action"),
    path("/actions/<uuid:key>/hand-on", ending.HandOn.as_view(), name="hand_on_action"),
    path("/<uuid:key>", reading.conversation, name="conversation"),
    path("/<uuid:key>/answer", taking_part.Answer.as_view(), name="conversation_answer"),
    path("/<uuid:key>/contribute", taking_part.Contribute.as_view(), name="conversation_contribute"),
    path("/<uuid:key>/disagree", taking_part.Disagree.as_view(), name="conversation_disagree"),
    path("/<uuid:key>/person", taking_part.PersonsView.as_view(), name="conversation_persons_view"),
    path("/<uuid:key>/invite", taking_part.Invite.as_view(), name="conversation_invite"),
    path("/<uuid:key>/outside", outside.InviteOutside.as_view(), name="conversation_invite_outside"),
    path("/<uuid:key>/outside/<uuid:link>/withdraw", outside.WithdrawOutside.as_view(), name="withdraw_link"),
    path("/by-link/<str:token>", outside.Outside.as_view(), name="outside"),
    path("/<uuid:key>/pack", papers.pack, name="conversation_pack"),
    path("/<uuid:key>/minutes", papers.minutes, name="conversation_minutes"),
    path("/<uuid:key>/pack.<ending:form>", papers.pack, name="conversation_pack_as"),
    path("/<uuid:key>/minutes.<ending:form>", papers.minutes, name="conversation_minutes_as"),
    path("/<uuid:key>/live", live.live, name="conversation_live"),
    path("/<uuid:key>/live/write", live.write, name="conversation_write"),
    path("/<uuid:key>/live/turn", live.turn, name="conversation_turn"),
    path("/<uuid:key>/risk", live.Risk.as_view(), name="conversation_risk"),
    path("/risks/<uuid:risk>/stance", live.TakeStance.as_view(), name="risk_stance"),
    path("/risks/<uuid:risk>/review", live.ReviewRisk.as_view(), name="risk_review"),
    path("/<uuid:key>/ask-person", person.AskPerson.as_view(), name="conversation_ask_person"),
    path("/<uuid:key>/tell-person", person.TellPerson.as_view(), name="conversation_tell_person"),
    path("/<uuid:key>/not-told", person.ReviewUntold.as_view(), name="conversation_review_untold"),
    path("/<uuid:key>/letter", letter.letter, name="conversation_letter"),
    path("/<uuid:key>/letter.<ending:form>", letter.letter, name="conversation_letter_as"),
    path("/<uuid:key>/look-back", person.LookBack.as_view(), name="conversation_look_back"),
    path("/<uuid:key>/move", taking_part.Move.as_view(), name="conversation_move"),
    path("/<uuid:key>/agree", ending.Agree.as_view(), name="conversation_add_action"),
    path("/actions/<uuid:key>/answer", ending.AnswerForAction.as_view(), name="answer_for_action"),
    path("/<uuid:key>/begin", ending.Begin.as_view(), name="conversation_begin"),
    path("/<uuid:key>/test", ending.RecordTest.as_view(), name="conversation_test"),
    path("/<uuid:key>/hold", ending.Hold.as_view(), name="conversation_hold"),
    path("/<uuid:key>/close", ending.Close.as_view(), name="conversation_close"),
    path("/<uuid:key>/cancel", ending.Cancel.as_view(), name="conversation_cancel"),
]
