"""What reasons give to the parts that keep an installation running. Not for screens."""

from jigsaw.care.reasons.models import SubjectToRead


def how_many_to_read() -> int:
    """How many people and homes wait to be read again."""
    return SubjectToRead.objects.count()
