"""The commands: each takes its words apart, calls the library, and prints. No logic of its own.

Exit codes: 0 done; 1 problems in the data; 2 wrong use, something not found, a file that cannot be written, or an
extra that is missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from cyclopts import CycloptsError

from palnet.cli import answers, auditing, comparing, documents, exporting, files, looking
from palnet.cli.app import app
from palnet.errors import MissingExtraError, NotFoundError, OutputError, PalnetError, Problem, UsageError

__all__ = ["answers", "app", "auditing", "comparing", "documents", "exporting", "files", "looking", "run"]


def run(arguments: Sequence[str]) -> int:
    """Run one command; the exit code."""
    lang = "en" if any(one.removeprefix("--lang=") == "en" for one in arguments) else "nb"
    try:
        code = int(app(list(arguments), exit_on_error=False, print_error=False) or 0)
        sys.stdout.flush()
        return code
    except CycloptsError as error:
        print(error, file=sys.stderr)
        return 2
    except PalnetError as error:
        print(error.text(lang), file=sys.stderr)
        return 2 if isinstance(error, (NotFoundError, OutputError, MissingExtraError, UsageError)) else 1
    except BrokenPipeError:
        # The reader of a pipe has seen enough.
        _leave_standard_output()
        return 0
    except OSError as error:
        _leave_standard_output()
        problem = Problem(
            "PAL605", {"detail": error.strerror or type(error).__name__}, path=error.filename or "<stdout>"
        )
        print(problem.text(lang), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _leave_standard_output() -> None:
    """Have nothing more written there: Python would complain once more when it closes it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
