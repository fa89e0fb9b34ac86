"""What was asked before, the conversation, why it was called and who is invited."""

import uuid

from django.db import models

from jigsaw.care.conversations.domain.calling import Subject, SubjectKind, Way
from jigsaw.care.conversations.domain.inviting import Response
from jigsaw.care.conversations.domain.precheck import Answer, FirstAnswers, Pointer
from jigsaw.care.conversations.domain.states import State
from jigsaw.care.conversations.models.choices import IS_OPEN, IS_PAIR, choices
from jigsaw.foundation.core.tables import AppendOnly
from jigsaw.foundation.core.time import now

ANSWERS = choices(Answer)


class Precheck(AppendOnly):
    """What was answered before a conversation was called, and where that pointed first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    subject_kind = models.CharField(max_length=6, choices=choices(SubjectKind))
    subject = models.UUIDField(help_text="A person or home by id: they are worked out again, the id stays")
    other = models.UUIDField(null=True, help_text="The second person of a pair")
    reason_id = models.UUIDField(null=True, help_text="The reason it was begun from")
    immediate_danger = models.CharField(max_length=10, choices=ANSWERS)
    needs_care = models.CharField(max_length=10, choices=ANSWERS)
    at_risk_of_abuse = models.CharField(max_length=10, choices=ANSWERS)
    cannot_protect = models.CharField(max_length=10, choices=ANSWERS)
    pointed_to = models.CharField(max_length=10, choices=choices(Pointer), blank=True)
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=IS_PAIR, name="precheck_pair_has_two")]

    @property
    def about(self) -> Subject:
        """Whom or what it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject, self.other)

    @property
    def test(self) -> FirstAnswers:
        """The answers as one value."""
        answers = (self.immediate_danger, self.needs_care, self.at_risk_of_abuse, self.cannot_protect)
        return FirstAnswers(*map(Answer, answers))


class Conversation(models.Model):
    """People from several agencies, and the person, talking with a purpose, a basis and a date."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=40)
    kind_version = models.PositiveIntegerField()
    is_told_to_others = models.BooleanField(help_text="Whether agencies not invited are told that it is open")
    purpose = models.TextField()
    why_now = models.TextField()
    subject_kind = models.CharField(max_length=6, choices=choices(SubjectKind))
    subject = models.UUIDField()
    other = models.UUIDField(null=True)
    seen_by = models.CharField(
        max_length=10,
        choices=[("agencies", "Agencies that take part"), ("named", "Those named in it")],
        default="agencies",
        help_text="Whether all in the agencies that take part see it, or those named in it alone",
    )
    precheck = models.OneToOneField(
        Precheck, on_delete=models.PROTECT, null=True, related_name="conversation"
    )
    called_by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(default=now)
    lead_agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    meets_at = models.DateTimeField()
    meets_way = models.CharField(max_length=12, choices=choices(Way))
    meets_place = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=choices(State), default=State.CALLED)
    begun_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    without_quorum = models.CharField(max_length=300, blank=True, help_text="Why it was held with too few")
    calendar_changes = models.PositiveIntegerField(default=0, help_text="How often calendars were told anew")
    understanding = models.TextField(blank=True, help_text="What is now understood together")
    ring_if_worse = models.CharField(max_length=200, blank=True, help_text="Whom to ring if things get worse")
    outcome = models.CharField(max_length=40, blank=True)
    outcome_note = models.TextField(blank=True)
    review_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=IS_PAIR, name="conversation_pair_has_two"),
            models.CheckConstraint(
                condition=models.Q(state__in=["held", "closed"], held_at__isnull=False)
                | models.Q(state__in=["called", "under way", "cancelled"], held_at__isnull=True),
                name="held_conversation_has_its_time",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="closed") & ~models.Q(outcome=""))
                | (~models.Q(state="closed") & models.Q(outcome="")),
                name="closed_conversation_has_its_outcome",
            ),
            models.CheckConstraint(
                condition=(models.Q(state="cancelled") & ~models.Q(cancelled_because=""))
                | (~models.Q(state="cancelled") & models.Q(cancelled_because="")),
                name="cancelled_conversation_says_why",
            ),
            models.CheckConstraint(
                condition=(IS_OPEN & models.Q(ended_at__isnull=True))
                | (~IS_OPEN & models.Q(ended_at__isnull=False)),
                name="ended_conversation_has_its_time",
            ),
            # No double calling: the database itself refuses the second, whoever comes first. Kinds of which
            # others are not told stand outside, or the refusal would tell them.
            models.UniqueConstraint(
                fields=["subject_kind", "subject"],
                condition=IS_OPEN & models.Q(other__isnull=True, is_told_to_others=True),
                name="one_open_conversation_about_it",
            ),
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "other"],
                condition=IS_OPEN & models.Q(other__isnull=False, is_told_to_others=True),
                name="one_open_conversation_about_a_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="conversations_of_a_subject"),
            models.Index(fields=["state", "meets_at"], name="conversations_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.state}"

    @property
    def about(self) -> Subject:
        """Whom or what it is about."""
        return Subject(SubjectKind(self.subject_kind), self.subject, self.other)


class ConversationReason(AppendOnly):
    """A reason that a conversation was called for, by its id, with its sentence as it then stood."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="reasons")
    reason_id = models.UUIDField(db_index=True)
    sentence = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "reason_id"], name="reason_given_once")
        ]


class KindAnswer(AppendOnly):
    """An answer to a question that the conversation's kind asks. The latest one holds."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="answers")
    question = models.CharField(max_length=40)
    answer = models.TextField()
    by = models.ForeignKey("organisations.Practitioner", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)


class Invitation(models.Model):
    """An agency asked to come, because of what, and its answer."""

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="invitations")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    because = models.CharField(max_length=500)
    asked_at = models.DateTimeField(default=now)
    response = models.CharField(max_length=20, choices=choices(Response), default=Response.WAITING)
    response_words = models.TextField(blank=True, help_text="Why it declines, or its answer in writing")
    sends = models.CharField(max_length=120, blank=True, help_text="Who comes instead")
    responded_by = models.ForeignKey(
        "organisations.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    responded_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True, help_text="Whether it came; empty until the conversation is held")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "agency"], name="agency_invited_once"),
            models.CheckConstraint(condition=~models.Q(because=""), name="invitation_says_why"),
            models.CheckConstraint(
                condition=models.Q(response="waiting", responded_by__isnull=True, responded_at__isnull=True)
                | (
                    ~models.Q(response="waiting")
                    & models.Q(responded_by__isnull=False, responded_at__isnull=False)
                ),
                name="answered_invitation_says_by_whom_and_when",
            ),
            models.CheckConstraint(
                condition=(models.Q(response="sending another") & ~models.Q(sends=""))
                | (~models.Q(response="sending another") & models.Q(sends="")),
                name="sending_another_names_them",
            ),
            models.CheckConstraint(
                condition=~models.Q(response__in=["declined", "answers in writing"])
                | ~models.Q(response_words=""),
                name="declining_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.response}"
