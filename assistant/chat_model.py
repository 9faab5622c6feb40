"""The language model that an operator may set, by LangChain's name for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from assistant.errors import ModelNotSet
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


def chat_model(settings: Settings, name: str) -> BaseChatModel:
    """A chat model with the operator's address, key and limits; LangChain takes a second to import.

    It is asked once: a second try would outlast the time in which the answer is extracted instead.

    Raises:
        ModelNotSet: the provider is unknown, its package is missing, or it refuses the settings.
    """
    from langchain.chat_models import init_chat_model
    from openai import OpenAIError

    options: dict[str, Any] = {  # each provider takes its own
        "temperature": 0,
        "timeout": settings.llm_timeout,
        "max_tokens": settings.llm_max_tokens,
        "max_retries": 0,
    }
    if settings.llm_url:
        options["base_url"] = settings.llm_url
    if settings.llm_key:
        options["api_key"] = settings.llm_key.get_secret_value()
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except (ValueError, ImportError, OpenAIError) as error:
        raise ModelNotSet(name, str(error).partition("\n")[0].rstrip(".")) from error
    return model
