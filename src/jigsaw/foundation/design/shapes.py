"""A shape for each kind of agency and each kind of piece, so that neither is told by colour alone."""

from markupsafe import Markup

# Each fits a box from -7 to 7, drawn round its own middle.
AGENCY_SHAPES = {
    "nhs-trust": '<path d="M-2.3-7h4.6v4.7H7v4.6H2.3V7h-4.6V2.3H-7v-4.6h4.7z"/>',
    "acute-hospital": '<path d="M-7-7h4.4v4.8h5.2V-7H7V7H2.6V2.2h-5.2V7H-7z"/>',
    "gp": '<circle r="6.5"/>',
    "ambulance": '<path d="M0-7 7 6H-7z"/>',
    "council": '<path d="M-7-2 0-7l7 5v9H-7z"/>',
    "housing": '<path d="M-6-6H6V6H-6z"/>',
    "police": '<path d="M0-7 7 0 0 7-7 0z"/>',
    "charity": '<path d="M-3.5-6.5h7L7 0 3.5 6.5h-7L-7 0z"/>',
}
OTHER_AGENCY = '<circle r="5" fill="none" stroke="currentColor" stroke-width="3"/>'


def agency_shape(kind: str) -> Markup:
    """The shape of one kind of agency, as the inside of an SVG; a ring for a kind without its own."""
    return Markup(AGENCY_SHAPES.get(kind, OTHER_AGENCY))  # noqa: S704 (a constant, never a person's words)
