"""What may be shown of several counts beside their sum, so that none that is hidden can be had by subtraction."""

from __future__ import annotations

from collections.abc import Sequence

from palnet.model.count import Count, State
from palnet.model.policy import Policy

__all__ = ["protected_parts"]


def protected_parts(parts: Sequence[Count], whole: Count, policy: Policy) -> tuple[tuple[Count, ...], Count]:
    """The parts of a whole, and the whole, as they may stand beside each other.

    Each is protected by itself first. What is then hidden among the parts is the whole less what is shown: so at
    least two are hidden where any is, and those hidden must together be many enough to be shown, or else the next
    smallest is hidden as well. Where everything has to be, the whole may still be shown.

    The parts must be all there are, with nobody in two of them. It is a table with one division that is made safe so,
    not what several tables, or several years, say together.
    """
    shown = [policy.protect(one) for one in parts]
    total = policy.protect(whole)
    if total.state is State.SUPPRESSED:
        # Whatever is shown of the parts would tell what is hidden of the whole.
        return tuple(policy.hide(one) if one.state is State.VALUE else one for one in shown), total
    counted = [n for n, one in enumerate(parts) if one.state is State.VALUE]
    while hidden := [n for n in counted if shown[n].state is State.SUPPRESSED]:
        open_ = [n for n in counted if n not in hidden]
        together = policy.protect(Count.together(parts[n] for n in hidden))
        if not open_ or (len(hidden) > 1 and together.state is not State.SUPPRESSED):
            break
        smallest = min(open_, key=lambda n: (parts[n].answered, n))
        shown[smallest] = policy.hide(parts[smallest])
    return tuple(shown), total
