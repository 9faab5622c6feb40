"""What keeps the assistant from being built: AssistantError, with ModelNotSet for a language model's setting."""

from __future__ import annotations


class AssistantError(Exception):
    """The assistant cannot be built as it is set up; the message says what to change."""


class ModelNotSet(AssistantError):
    """CONGVU_LLM names no language model that can be called."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(
            f"the language model '{name}' cannot be used: {why}. Set CONGVU_LLM to provider:model, for example "
            "openai:gpt-5-mini, or unset it; answers need no model."
        )
