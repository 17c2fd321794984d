"""The key of pseudonyms: outside the store and the repository, readable by its owner alone."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path

from data_loaders.readers.label import tidy


def key_file() -> Path:
    """KHAZANA_KEY_FILE, else khazana/key in the user's configuration folder."""
    folder = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return Path(os.environ.get("KHAZANA_KEY_FILE") or Path(folder) / "khazana" / "key")


def key() -> bytes:
    """The key, made at its first use: with another key the same person gets another pseudonym."""
    path = key_file()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        new = path.with_name(f"{path.name}.{os.getpid()}")
        new.touch(mode=0o600)
        new.write_text(secrets.token_hex(32), encoding="ascii")
        try:
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def pseudonym(key_: bytes, name: str) -> str | None:
    """A keyed hash of a name or number: nobody without the key can try them all.

    >>> pseudonym(b"key", "Ali  KHAN") == pseudonym(b"key", "ali khan") != pseudonym(b"other", "ali khan")
    True
    """
    known = name.casefold() if name.isalnum() else tidy(name.casefold())
    return hmac.digest(key_, known.encode(), hashlib.sha256).hex()[:16] if known else None
