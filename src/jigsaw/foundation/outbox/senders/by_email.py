"""E-mail, by whatever backend Django is set to."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from jigsaw.foundation.outbox.domain import Letter, Permanent, Temporary, Uncertain


def send(letter: Letter) -> None:
    """Hand one letter over. Its Message-ID is its own, so that a mail program shows it once."""
    made = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.body,
        from_email=settings.JIGSAW_EMAIL_FROM,
        to=[letter.to],
        headers={
            "Message-ID": f"<{letter.key}@{settings.JIGSAW_EMAIL_FROM.rpartition('@')[2].rstrip('>')}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if letter.calendar:
        made.attach_alternative(letter.calendar, f"text/calendar; method={letter.calendar_method}")
    try:
        made.send()
    except smtplib.SMTPRecipientsRefused as error:
        raise Permanent("The mail server refuses this address") from error
    except (smtplib.SMTPServerDisconnected, TimeoutError) as error:
        raise Uncertain("The mail server fell silent while it was handed over") from error
    except (smtplib.SMTPException, OSError) as error:
        raise Temporary(f"The mail server did not take it ({type(error).__name__})") from error
