"""Bring the outside files that pages need into our own tree, with nothing in them that calls a third party.

Run by hand at an upgrade, never at run time:
`python -m jigsaw.foundation.design.vendoring FOLDER`, where FOLDER holds the unpacked npm packages.
"""

import hashlib
import re
import sys
from pathlib import Path

VENDOR = Path(__file__).parent / "static" / "design" / "vendor"
SYSTEM_FONTS = "system-ui,-apple-system,Segoe UI,Roboto,Arial,sans-serif"

NHSUK = "nhsuk-frontend/package/dist/nhsuk/"
WANTED = {
    "nhsuk-frontend.min.css": NHSUK + "nhsuk-frontend.min.css",
    "nhsuk-frontend.min.js": NHSUK + "nhsuk-frontend.min.js",
    "images/nhsuk-icon-cross.svg": NHSUK + "assets/images/nhsuk-icon-cross.svg",
    "images/nhsuk-icon-arrow-up.svg": NHSUK + "assets/images/nhsuk-icon-arrow-up.svg",
    "images/nhsuk-icon-arrow-down.svg": NHSUK + "assets/images/nhsuk-icon-arrow-down.svg",
    "images/nhsuk-icon-arrow-up-down.svg": NHSUK + "assets/images/nhsuk-icon-arrow-up-down.svg",
    "htmx.min.js": "htmx.org/package/dist/htmx.min.js",
    "htmx.LICENCE.txt": "htmx.org/package/LICENSE",
}


def without_outside_calls(text: str) -> str:
    """The style sheet or script without web fonts, licensed font names, absolute asset paths or source maps."""
    text = re.sub(r"@font-face\{[^}]*\}", "", text)
    text = text.replace("Frutiger W01,arial,sans-serif", SYSTEM_FONTS).replace("Frutiger W01", "system-ui")
    text = text.replace("url(/assets/images/", "url(images/")
    return re.sub(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=\S+", "", text)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal, as VENDORED.toml records it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def bring_in(unpacked: Path) -> list[str]:
    """Copy every wanted file, mended, and answer one VENDORED.toml line for each."""
    lines = []
    for name, source in WANTED.items():
        target = VENDOR / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(without_outside_calls((unpacked / source).read_text("utf-8")), "utf-8")
        lines.append(f'"{name}" = "{fingerprint(target)}"')
    return lines


if __name__ == "__main__":
    sys.stdout.write("\n".join(bring_in(Path(sys.argv[1]))) + "\n")
