"""Addresses of panels, to be included at "panels"."""

from django.urls import path

from jigsaw.care.panels.views import asking, joining, reading

urlpatterns = [
    path("", reading.panels, name="panels"),
    path("/new", asking.Open.as_view(), name="open_panel"),
    path("/refer", asking.Refer.as_view(), name="refer_to_panel"),
    path("/from/<uuid:conversation>", joining.ReferFrom.as_view(), name="panel_from_conversation"),
    path("/<uuid:key>/readers/new", asking.AddReader.as_view(), name="panel_reader"),
    path("/<uuid:key>/readers/<int:practitioner>/out", reading.take_out, name="panel_reader_out"),
    path("/<uuid:key>/measures", reading.measures, name="panel_measures"),
    path("/referrals/<uuid:key>", reading.referral, name="referral"),
    path("/referrals/<uuid:key>/score", asking.Score.as_view(), name="score_referral"),
    path("/referrals/<uuid:key>/decide", asking.Decide.as_view(), name="decide_referral"),
    path("/referrals/<uuid:key>/again", asking.Again.as_view(), name="refer_again"),
    path("/referrals/<uuid:key>/appeal", asking.Appeal.as_view(), name="appeal_referral"),
    path("/referrals/<uuid:key>/letter", asking.Write.as_view(), name="panel_letter"),
]
