"""Settings of a service, read from the environment (prefix LIANDONG_)."""

from pathlib import Path
from typing import Annotated

from pydantic import SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """What one service process needs to know. Lists are comma-separated."""

    model_config = SettingsConfigDict(env_prefix="LIANDONG_", extra="ignore")

    units: Annotated[list[str], NoDecode]
    """Unit codes this process serves."""
    instance: str = "main"
    """Name of the service instance; replicas of one service share it (it names the durable consumers)."""
    host: str = "127.0.0.1"
    port: int
    listen_fd: int | None = None
    """Descriptor of a socket that listens already; the process that started this one keeps it over a restart."""
    database_url: SecretStr
    """postgresql:// URL of the service's role."""
    owner_database_url: SecretStr | None = None
    """postgresql:// URL of the owner role: only for `migrate`, never needed by a running service."""
    pool_size: int = 12
    nats_url: str
    nats_seed_file: Path | None = None
    """File with the NKey seed of this service's bus user."""
    keys_dir: Path
    """Folder of this service's unit keys (mode 0700)."""
    files_dir: Path = Path("var/files")
    """Folder of the files of materials (made when the first comes), outside of anything a web server hands out."""
    peers: Annotated[dict[str, str], NoDecode] = {}  # pydantic copies it
    """Where other units answer, for fetching files: 610100=https://…,610113=https://…; in production only https."""
    city_unit: str = "610100"
    city_public_key: str
    """Base64 Ed25519 public key of the city: the trust anchor of the unit registry."""
    issuer_url: str | None = None
    """An external OpenID Connect issuer; without it the embedded issuer is used."""
    issuer_audience: str | None = None
    issuer_client_id: str | None = None
    """This platform at the external issuer, for people signing in to the pages (authorization code with PKCE)."""
    issuer_client_secret: SecretStr | None = None
    """Of a confidential client; the address to come back to is `<public_url>/sign-in/back`."""
    demo: bool = False
    """Demo mode: demo accounts and the settable legal clock. Refused in production."""
    production: bool = False
    clock_file: Path | None = None
    """Demo only: the shared file holding the offset of the legal clock, in seconds."""
    log_json: bool = True
    log_level: str = "INFO"
    document_marks: Annotated[dict[str, str], NoDecode] = {}
    """机关代字: the short mark of each unit in document numbers, as `610104=莲政服,610113=雁政服`; no two alike."""
    public_url: str | None = None
    """Where people outside reach this service; documents carry it in their QR code."""
    max_body_bytes: int = 1_048_576
    relay_poll_seconds: float = 0.25
    heartbeat_seconds: float = 30.0

    @field_validator("peers", mode="before")
    @classmethod
    def _pairs(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return dict(part.strip().split("=", 1) for part in value.split(",") if part.strip())

    @field_validator("units", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("document_marks", mode="before")
    @classmethod
    def _read_marks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
        return {unit.strip(): mark.strip() for unit, _, mark in pairs}

    @field_validator("document_marks")
    @classmethod
    def _marks_tell_units_apart(cls, marks: dict[str, str]) -> dict[str, str]:
        if not all(marks.values()) or len(set(marks.values())) < len(marks):
            raise ValueError("every unit needs a mark of its own: 610104=莲政服,610113=雁政服")
        return marks
