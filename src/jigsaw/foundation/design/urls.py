"""The address of the page that shows every component. It holds no person, and may be public."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from jigsaw.foundation.design.views import gallery

urlpatterns = [path("design", login_not_required(gallery), name="design")]
