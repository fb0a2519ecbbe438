"""The summaries of who came: by hand, and equal to a rebuild whatever happens in whatever order."""

import datetime as dt
import importlib
import logging
import uuid
from collections import Counter
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.enums import Role
from accounts.models import User
from kit.models import AuditEntry
from places import service as places
from places.models import Commune
from places.service import Refused
from teams import (
    attending,
    checking,
    erasing,
    evenings,
    importing,
    jobs,
    month_counts,
    monthly,
    people,
    summaries,
    twins,
)
from teams.enums import AgeBand, EvidenceKind, FirstKind, Sex, TwinState
from teams.models import Attendance, ContactMonth, CoverageMonth, Evidence, Import, Session, Suspicion, Team, Trainee
from teams.monthly import Figure
from teams.people import Details
from tests.teams import factories as make
from tests.teams.test_moves import paper
from tests.traps import undone

pytestmark = pytest.mark.django_db
