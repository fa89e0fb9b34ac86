"""The sharing agreement: which agencies may share, for what, on what basis, until when."""

from django.db import models


class SharingAgreement(models.Model):
    """An agreement between agencies. A viewer whose agency is party to none in force sees nobody."""

    key = models.SlugField(primary_key=True, max_length=60)
    name = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)
    basis = models.CharField(max_length=300)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="agreement_ends_after_it_starts"
            )
        ]


class AgreementParty(models.Model):
    """One agency's part in an agreement."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.CASCADE, related_name="parties")
    agency = models.ForeignKey("organisations.Agency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "agency"], name="party_once_to_an_agreement")
        ]
