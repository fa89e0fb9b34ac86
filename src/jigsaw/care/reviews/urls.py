"""Addresses of reviews, to be included at "reviews"."""

from django.urls import path

from jigsaw.care.reviews.views import entries, files, joining, leading, learning, pairs, reading

_ONE = "/<uuid:key>"

urlpatterns = [
    path("", reading.reviews, name="joint_reviews"),
    path("/new", leading.Start.as_view(), name="start_review"),
    path("/from/<uuid:conversation>", joining.StartFrom.as_view(), name="review_from_conversation"),
    path("/template.<slug:form>", reading.blank, name="review_template"),
    path(_ONE, reading.review, name="joint_review"),
    path(f"{_ONE}/terms", leading.terms, name="review_terms"),
    path(f"{_ONE}/terms/change", leading.ChangeTerms.as_view(), name="review_change_terms"),
    path(f"{_ONE}/terms/<int:version>/agree", leading.agree, name="review_agree"),
    path(f"{_ONE}/members/new", leading.Join.as_view(), name="review_member"),
    path(f"{_ONE}/members/<int:practitioner>/out", leading.take_out, name="review_leave"),
    path(f"{_ONE}/questions/new", leading.Ask.as_view(), name="review_question"),
    path(f"{_ONE}/questions/<int:question>", leading.Answer.as_view(), name="review_answer"),
    path(f"{_ONE}/finish", leading.finish, name="review_finish"),
    path(f"{_ONE}/files", files.files, name="review_files"),
    path(f"{_ONE}/files/new", files.Send.as_view(), name="review_send"),
    path(f"{_ONE}/files/pieces", files.pull, name="review_pull"),
    path(f"{_ONE}/files/<uuid:file>/back", files.TakeBack.as_view(), name="review_back"),
    path(f"{_ONE}/refused/<int:refused>", files.Mend.as_view(), name="review_mend"),
    path(f"{_ONE}/refused/<int:refused>/aside", files.SetAside.as_view(), name="review_aside"),
    path(f"{_ONE}/chronology", reading.chronology, name="review_chronology"),
    path(f"{_ONE}/twice", pairs.twice, name="review_twice"),
    path(f"{_ONE}/twice/<int:decision>/undo", pairs.Undo.as_view(), name="review_undo"),
    path(f"{_ONE}/entries/<uuid:entry>", entries.entry, name="review_entry"),
    path(f"{_ONE}/known", reading.known, name="review_known"),
    path(f"{_ONE}/names", entries.names, name="review_names"),
    path(f"{_ONE}/findings/new", learning.Find.as_view(), name="review_finding"),
    path(f"{_ONE}/findings/<int:finding>/action", learning.Act.as_view(), name="review_action"),
    path(f"{_ONE}/actions/<int:action>", learning.Step.as_view(), name="review_step"),
    path(f"{_ONE}/actions/<int:action>/checks/<int:months>", learning.Check.as_view(), name="review_check"),
    path(f"{_ONE}/<slug:which>.<slug:form>", reading.paper, name="review_paper"),
]
