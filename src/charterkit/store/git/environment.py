"""The environment and the settings in which git is run, whoever runs it: nothing slow is imported here.

Running it is left to ``commands``, and to ``answers`` where a command must start at once.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False  # what ``typing`` calls so; importing that takes as long as a third of the interpreter's start
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Final

SETTINGS: Final = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "gpg.ssh.program=ssh-keygen",
    "safe.bareRepository=explicit",
    "core.fsync=all",
    "core.quotePath=false",
    "core.splitIndex=false",
    "i18n.commitEncoding=utf-8",
    "log.showSignature=false",
    "diff.renames=false",
    "core.commitGraph=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.graftFileDeprecated=false",
)
"""What no configuration of a repository may change: it must not run programs, and nothing is written halfway."""

_VARIABLES: Final = {
    "LC_ALL": "C",
    "TZ": "UTC",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_LITERAL_PATHSPECS": "1",
}


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment for git: the caller's without any ``GIT_*``, and with charterkit's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**kept, **_VARIABLES, **(extra or {})}


def command(folder: str, arguments: tuple[str, ...]) -> list[str]:
    """Return the words of a git command that is run in a folder."""
    settings = [part for setting in SETTINGS for part in ("-c", setting)]
    return ["git", "--no-pager", "-C", folder, *settings, *arguments]
