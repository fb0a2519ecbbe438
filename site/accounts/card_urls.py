"""/the/: the learner card. Short, for the square code."""

from django.urls import path

from accounts import views_cards

app_name = "card"
urlpatterns = [path("<str:token>/", views_cards.card, name="card")]
