"""Whether what a guide tells of a procedure holds on a day."""

from __future__ import annotations

from datetime import date

from corpus.model import Act
from corpus.procedures.model import Procedure
from corpus.validity import Validity, in_force

OUT_OF_FORCE = frozenset((Validity.NOT_YET, Validity.NO_LONGER))


def standing(procedure: Procedure, act: Act | None, as_of: date) -> Validity:
    """The validity of a procedure on a day: by the days that its guide tells of itself, and by the act of its text.

    Both must hold; it is unknown only where neither tells a day. A guide's last day counts as in force.
    """
    told = (_of_guide(procedure, as_of), in_force(act, as_of))
    return next((one for one in (Validity.NO_LONGER, Validity.NOT_YET, Validity.IN_FORCE) if one in told), told[0])


def _of_guide(procedure: Procedure, as_of: date) -> Validity:
    holds = procedure.validity
    if holds is None:
        return Validity.UNKNOWN
    if holds.until is not None and as_of > holds.until:
        return Validity.NO_LONGER
    return Validity.NOT_YET if holds.since is not None and as_of < holds.since else Validity.IN_FORCE
