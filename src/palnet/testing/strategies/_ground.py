"""Who there can be: the roles, networks, groups, professions and sectors that everything else in a world keeps to."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
from hypothesis.strategies import DrawFn

from palnet.model.predicate import Stratum
from palnet.testing.strategies._plain import pick

__all__ = ["Codes", "Ground", "ground"]

Codes = tuple[tuple[str, str | None], ...]
"""Codes, each with the one that it is a sort of."""


@attrs.frozen
class Ground:
    """Who there can be: by stratum the codes that there are, and of each group its network."""

    codes: Mapping[Stratum, Codes]
    network_of: Mapping[str, str]


_ROLES: tuple[Codes, ...] = (
    (("person", None),),
    (("person", None), ("manager", None)),
    (("person", None), ("nurse", "person"), ("manager", None)),
)
_NETWORKS: tuple[Codes, ...] = (
    (("n1", None),),
    (("n1", None), ("n2", None)),
    (("n1", None), ("n2", "n1")),
)
_PROFESSIONS: tuple[Codes, ...] = (
    (),
    (("nurse", None), ("physio", None)),
    (("nurse", None), ("coordinator", "nurse")),
)
_SECTORS: tuple[Codes, ...] = (
    (),
    (("hospital", None), ("municipality", None)),
    (("hospital", None), ("municipality", None), ("home-care", "municipality"), ("nursing-home", "municipality")),
)


def ground(draw: DrawFn) -> Ground:
    """One or two networks with no to three groups, a few roles, professions and sectors, some of them nested."""
    networks = pick(draw, _NETWORKS)
    groups = [f"g{n}" for n in range(1, pick(draw, (0, 1, 2, 3)) + 1)]
    codes = {
        Stratum.ROLE: pick(draw, _ROLES),
        Stratum.NETWORK: networks,
        Stratum.GROUP: tuple((group, None) for group in groups),
        Stratum.PROFESSION: pick(draw, _PROFESSIONS),
        Stratum.SECTOR: pick(draw, _SECTORS),
    }
    return Ground(codes, {group: pick(draw, networks)[0] for group in groups})
