"""Yes or no: what the passages found say to a question that can be answered so, or nothing where it is not plain."""

from assistant.verdict.judging import Alone, Verdict, judged

__all__ = ["Alone", "Verdict", "judged"]
