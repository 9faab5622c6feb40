"""Questions on public services, answered from the record of the one that is meant, for the case of the one who asks."""

from assistant.procedures.route import ProcedureRoute

__all__ = ["ProcedureRoute"]
