"""Settings, each declared once, read from `CONGVU_*` environment variables or a `.env` file."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator can set. Every field has a default that works without a network."""

    model_config = SettingsConfigDict(env_prefix="CONGVU_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Field(Path("data"), description="Data home: database, index, model.")
    database: str | None = Field(None, description="SQLAlchemy URL; SQLite in the data home when unset.")
    model: str = Field("packaged", description="'packaged' or the name or folder of a sentence-transformers model.")
    llm: str | None = Field(None, description="provider:model for LangChain's init_chat_model; none by default.")
    llm_url: str | None = Field(None, description="Base URL of an OpenAI-compatible server.")
    llm_key: SecretStr | None = Field(None, description="Key of the language model's provider.")
    llm_timeout: float = Field(
        20.0, gt=0, description="Seconds a language model may take before the answer is extracted."
    )
    llm_max_tokens: int = Field(800, ge=50, description="Tokens that a language model may say in one reply.")
    llm_excerpts: int = Field(6, ge=1, le=12, description="Passages that a language model is shown for one question.")
    telegram_token: SecretStr | None = Field(None, description="Token of the Telegram bot.")
    telegram_url: str | None = Field(None, description="Base URL of a Bot API server other than Telegram's own.")
    telegram_webhook: str | None = Field(
        None, description="Public HTTPS address at which Telegram calls the bot; it polls when unset."
    )
    telegram_host: str = Field("127.0.0.1", description="Address the webhook listens on, behind a TLS proxy.")
    telegram_port: int = Field(8443, ge=1, le=65535, description="Port the webhook listens on.")
    smtp_url: SecretStr | None = Field(
        None, description="smtp://user:password@host:port (or smtps://) for reminders by mail."
    )
    mail_from: str = Field("congvu@localhost", description="Address that reminders by mail come from.")
    host: str = Field("127.0.0.1", description="Address the web server listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port the web server listens on.")

    @property
    def database_url(self) -> str:
        return self.database or f"sqlite:///{(self.home / 'congvu.db').resolve()}"

    @property
    def index_folder(self) -> Path:
        return self.home / "index"

    @property
    def model_folder(self) -> Path:
        return self.home / "model"
