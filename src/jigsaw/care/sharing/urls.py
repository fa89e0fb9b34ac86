"""Addresses of sharing, to be included at "sharing"."""

from django.urls import path

from jigsaw.care.sharing.views import asking, policies, writing

urlpatterns = [
    path("", asking.share, name="sharing"),
    path("/danger", asking.in_danger, name="share_in_danger"),
    path("/log", asking.log, name="sharing_log"),
    path("/answers/<uuid:key>", asking.answer, name="share_answer"),
    path("/answers/<uuid:key>/paper", asking.answer_on_paper, name="share_answer_on_paper"),
    path("/answers/<uuid:key>/named-person", asking.ask_anyway, name="share_ask_anyway"),
    path("/answers/<uuid:key>/chase", asking.ask_again, name="share_chase"),
    path("/answers/<uuid:key>/decide", asking.decide, name="share_decide"),
    path("/policies", policies.policies, name="sharing_policies"),
    path("/policies/draft", writing.draft, name="sharing_draft"),
    path("/policies/draft/new", writing.begin, name="begin_sharing_draft"),
    path("/policies/draft/whole", writing.Whole.as_view(), name="sharing_draft_whole"),
    path("/policies/draft/<slug:part>/<int:number>", writing.Paragraph.as_view(), name="sharing_draft_part"),
    path("/policies/<slug:key>", policies.policy, name="sharing_policy"),
    path("/policies/<slug:key>/change", writing.change, name="change_sharing_policy"),
    path("/policies/<slug:key>/<int:version>", policies.version, name="sharing_policy_version"),
    path("/policies/<slug:key>/<int:version>/sign", policies.sign, name="sign_sharing_policy"),
    path("/policies/<slug:key>/<int:version>/leave", policies.leave, name="leave_sharing_policy"),
]
