"""A form's field for a file: what comes out of it has passed the checking step."""

from collections.abc import Collection
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from jigsaw.foundation.design.fields import Look, Parameters, plain
from jigsaw.foundation.uploads.checking import Kind, RefusedUpload, Upload, check_upload


class UploadField(Look, forms.FileField):
    """A file to choose. Cleans to an `Upload`. Its form is bound with `request.FILES` too."""

    component, macro = "file-upload", "fileUpload"
    verb = "Choose"

    def __init__(self, label: str, *, kinds: Collection[Kind], **options: Any) -> None:
        super().__init__(label, **options)
        self.kinds = tuple(kinds)

    def clean(self, value: Any, initial: Any = None) -> Upload | None:
        """The file, when it may be read."""
        sent = cast("UploadedFile | None", super().clean(value, initial))
        if not sent:
            return None
        try:
            return check_upload(str(sent.name), sent, kinds=self.kinds)  # type: ignore[arg-type]
        except RefusedUpload as refused:
            words = f"The file was not read: {refused.hindered_by}. {refused.next_step}"
            raise forms.ValidationError(words) from refused

    def parameters(self, bound: BoundField, title: Parameters) -> Parameters:
        """A file input; nothing of what was sent is shown again."""
        shared: Parameters = {"name": bound.html_name, "id": bound.auto_id, "label": title}
        if bound.help_text:
            shared["hint"] = {"text": plain(bound.help_text)}
        if bound.errors:
            shared["errorMessage"] = {"text": plain(bound.errors[0])}
        return shared | {"attributes": {"accept": ",".join(f".{one}" for one in self.kinds)}}
