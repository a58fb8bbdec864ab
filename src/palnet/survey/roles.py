"""What those are who answered in a file that does not ask for it."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path

import attrs

from palnet.errors import Problem, nearest
from palnet.model.predicate import Stratum
from palnet.model.survey import Questionnaire

__all__ = ["Role", "Roles", "role_of", "strange_files"]

Roles = str | Mapping[str | os.PathLike[str], str] | None


@attrs.frozen
class Role:
    """What everybody in a file is, where no question of it says so; or why that cannot be known."""

    code: str | None = None
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def role_of(
    path: str | os.PathLike[str], shown: str, asked: Collection[str], questionnaire: Questionnaire, roles: Roles
) -> Role:
    """The role of a file's respondents: as given, or else the only one that is asked exactly the file's questions."""
    question = questionnaire.of_stratum(Stratum.ROLE)
    given = roles if roles is None or isinstance(roles, str) else _given(path, roles)
    if question is None or question.id in asked:
        if given is None:
            return Role()
        other = question.id if question is not None else questionnaire.id
        return Role(problems=(Problem("PAL315", {"field": "role", "with": other}, path=shown),))
    known = question.codes or tuple(
        dict.fromkeys(whom.role for one in questionnaire.questions for whom in one.asked_of)
    )
    if given is not None:
        if given in known:
            return Role(given)
        said = {"code": given[:60], "question": question.id, "known": ", ".join(known)}
        hint = nearest(given, known)
        return Role(problems=(Problem("PAL341", said, path=shown, keys=("role",), hint=hint),))
    fitting = [code for code in known if _asked_of(code, questionnaire) == _answers(asked, questionnaire)]
    if len(fitting) == 1:
        return Role(fitting[0], notes=(Problem("PAL170", {"role": fitting[0]}, path=shown),))
    said = {"question": question.id, "path": shown, "known": ", ".join(known)}
    return Role(problems=(Problem("PAL163", said, path=shown),))


def _given(path: str | os.PathLike[str], roles: Mapping[str | os.PathLike[str], str]) -> str | None:
    wanted = Path(path).absolute()
    return next((role for one, role in roles.items() if Path(one).absolute() == wanted), None)


def strange_files(paths: Collection[str | os.PathLike[str]], roles: Roles) -> tuple[Problem, ...]:
    """Files that a role is given for and that are not read."""
    if roles is None or isinstance(roles, str):
        return ()
    known = {Path(one).absolute() for one in paths}
    return tuple(
        Problem("PAL164", path=os.fspath(one), keys=("role",)) for one in roles if Path(one).absolute() not in known
    )


def _asked_of(role: str, questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(
        one.id
        for one in questionnaire.questions
        if not one.background and (not one.asked_of or any(whom.role == role for whom in one.asked_of))
    )


def _answers(asked: Collection[str], questionnaire: Questionnaire) -> frozenset[str]:
    return frozenset(one.id for one in questionnaire.questions if not one.background and one.id in asked)
