"""Agencies, teams and practitioners."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Agency(models.Model):
    """An organisation that holds pieces."""

    class Kind(models.TextChoices):
        NHS_TRUST = "nhs-trust", "Mental health trust"
        ACUTE_HOSPITAL = "acute-hospital", "Acute hospital"
        GP = "gp", "GP practice"
        AMBULANCE = "ambulance", "Ambulance service"
        COUNCIL = "council", "Council"
        HOUSING = "housing", "Housing association"
        POLICE = "police", "Police"
        CHARITY = "charity", "Charity"

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    ods_code = models.CharField(max_length=10, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    contact = models.CharField(max_length=120, blank=True, help_text="The role to ask for")
    one_id_each = models.BooleanField(
        default=False,
        help_text="Whether it gives nobody two ids: then two of its source records are two people",
    )

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A group of practitioners in one agency."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    telephone = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="team_named_once_in_its_agency")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.agency.name}"


class Practitioner(AbstractBaseUser):
    """Somebody who signs in: any agency's worker, in one team, with one role."""

    class Role(models.TextChoices):
        PRACTITIONER = "practitioner", "Practitioner"
        STEWARD = "steward", "Records steward"
        MANAGER = "manager", "Manager"
        ANALYST = "analyst", "Analyst"
        CALDICOTT_GUARDIAN = "caldicott-guardian", "Caldicott Guardian"
        PRIVACY_OFFICER = "privacy-officer", "Privacy officer"

    username = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="practitioners")
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="practitioners", null=True, blank=True
    )
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.PRACTITIONER)
    job_title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)

    objects = BaseUserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name
