"""The language model that an operator may set, by LangChain's name for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def chat_model(settings: Settings, name: str) -> BaseChatModel:
    """A chat model with the operator's address, key and timeout; LangChain takes a second to import."""
    from langchain.chat_models import init_chat_model

    options: dict[str, Any] = {"temperature": 0, "timeout": settings.llm_timeout}  # each provider takes its own
    if settings.llm_url:
        options["base_url"] = settings.llm_url
    if settings.llm_key:
        options["api_key"] = settings.llm_key.get_secret_value()
    model: BaseChatModel = init_chat_model(name, **options)
    return model
