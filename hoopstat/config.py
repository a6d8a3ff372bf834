"""hoopstat.toml: what stands in for options that are not given.

    lake = "/data/nba"            # for every command that has such an option

    [capture]
    rate_limit_seconds = 6

Precedence: flag, environment variable, hoopstat.toml, default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lake.errors import UsageError

FILE = "hoopstat.toml"
_NAMED = "HOOPSTAT_CONFIG"


def is_configured() -> bool:
    """Tell whether there is a configuration to be read."""
    return bool(os.environ.get(_NAMED)) or Path(FILE).is_file()


def load_defaults(options: Mapping[str, frozenset[str]]) -> dict[str, dict[str, Any]]:
    """Read the defaults of each command from HOOPSTAT_CONFIG, or hoopstat.toml here.

    `options` are the commands and the names of their options.
    Raises: UsageError if the file can't be read or names an unknown command or option.
    """
    path = Path(os.environ.get(_NAMED) or FILE)
    try:
        content = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"can't read {path}: {error}", hint="mend the file, or remove it"
        ) from error
    everywhere = {name: value for name, value in content.items() if not isinstance(value, dict)}
    tables = {name: value for name, value in content.items() if isinstance(value, dict)}
    for name in everywhere:
        if not any(name in known for known in options.values()):
            raise UsageError(f"{path}: no command has an option {name}", hint="hoopstat --help")
    for command, own in tables.items():
        for name in own:
            if name not in options.get(command, ()):
                raise UsageError(
                    f"{path}: there is no hoopstat {command} with an option {name}",
                    hint="hoopstat --help",
                )
    return {
        command: {name: value for name, value in everywhere.items() if name in known}
        | tables.get(command, {})
        for command, known in options.items()
    }
