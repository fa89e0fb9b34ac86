"""A replay of a published review: what is public is fixed, everything else is drawn."""

from jigsaw.demo.replay.build import Replayed, build

__all__ = ["Replayed", "build"]
