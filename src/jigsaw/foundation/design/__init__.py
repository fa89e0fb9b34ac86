"""How Jigsaw looks: page shells, form fields, components and pictures, in the NHS.UK design system.

A page gets one object, `page`, a frozen dataclass that a presenter made; templates decide nothing.
"""
