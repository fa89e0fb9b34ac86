"""Splink's charts of a trained model: pages that open without a network, and the same as JSON."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

FOLDER = "charts"


def save_charts(linker: Any, folder: Path) -> tuple[str, ...]:
    """Save each chart of a Splink linker as HTML and JSON, and name those saved.

    A chart that Splink cannot draw of this model (no iterations to compare) is left out.
    """
    (folder / FOLDER).mkdir(parents=True, exist_ok=True)
    drawn = linker.visualisations
    charts: dict[str, Callable[[], Any]] = {
        "match-weights": drawn.match_weights_chart,
        "probabilities": drawn.m_u_parameters_chart,
        "estimates-compared": drawn.parameter_estimate_comparisons_chart,
    }
    return tuple(name for name, draw in charts.items() if _save(draw, folder / FOLDER / name))


def _save(draw: Callable[[], Any], place: Path) -> bool:
    try:
        chart = draw()
        page, content = chart.to_html(inline=True), json.dumps(chart.chart_dict, indent=1)
    except (IndexError, KeyError, TypeError, ValueError):
        return False
    place.with_suffix(".html").write_text(page, "utf-8")
    place.with_suffix(".json").write_text(content + "\n", "utf-8")
    return True
