"""Variables of the environment that look like settings."""

from __future__ import annotations

import os
from difflib import get_close_matches

PREFIX = "CONGVU_"
BESIDE = frozenset(("CONGVU_TOKEN", "CONGVU_CHROMIUM", "CONGVU_AXE"))  # read elsewhere than by Settings


def unknown_settings() -> list[str]:
    """A line for each variable that looks like a setting and is none, with the one that may be meant."""
    named = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in BESIDE)
    if not named:
        return []
    from assistant.settings import Settings

    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields} | BESIDE
    lines = []
    for name in named:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            lines.append(f"{name} is no setting and changes nothing" + (f"; is {near[0]} meant?" if near else "."))
    return lines
