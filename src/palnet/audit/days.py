"""Days on which nobody holds a meeting: weekends and Norway's public holidays."""

from __future__ import annotations

import datetime as dt

from palnet.text import Text

__all__ = ["day_off", "easter"]


def easter(year: int) -> dt.date:
    """Easter Sunday of a Gregorian year (the "anonymous" computus, Nature 1876)."""
    golden, (century, within) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    corrected = century - (century + 8) // 25 + 1
    moon = (19 * golden + century - leaps - corrected // 3 + 15) % 30
    quarters, left = divmod(within, 4)
    weekday = (32 + 2 * rest + 2 * quarters - moon - left) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


# Act 24 February 1995 no. 12 on public holidays, section 2; 1 and 17 May: act 26 April 1947 no. 1.
_MOVED = {
    -3: Text(nb="skjærtorsdag", nn="skjærtorsdag", en="Maundy Thursday"),
    -2: Text(nb="langfredag", nn="langfredag", en="Good Friday"),
    0: Text(nb="første påskedag", nn="første påskedag", en="Easter Sunday"),
    1: Text(nb="andre påskedag", nn="andre påskedag", en="Easter Monday"),
    39: Text(nb="Kristi himmelfartsdag", nn="Kristi himmelfartsdag", en="Ascension Day"),
    49: Text(nb="første pinsedag", nn="første pinsedag", en="Whit Sunday"),
    50: Text(nb="andre pinsedag", nn="andre pinsedag", en="Whit Monday"),
}
_FIXED = {
    (1, 1): Text(nb="første nyttårsdag", nn="første nyttårsdag", en="New Year's Day"),
    (5, 1): Text(nb="første mai", nn="første mai", en="1 May"),
    (5, 17): Text(nb="grunnlovsdagen", nn="grunnlovsdagen", en="Constitution Day"),
    (12, 25): Text(nb="første juledag", nn="første juledag", en="Christmas Day"),
    (12, 26): Text(nb="andre juledag", nn="andre juledag", en="Boxing Day"),
}
_WEEKEND = {
    5: Text(nb="en lørdag", nn="ein laurdag", en="a Saturday"),
    6: Text(nb="en søndag", nn="ein sundag", en="a Sunday"),
}


def day_off(day: dt.date) -> Text | None:
    """What makes the day one off, a public holiday before a weekend; None on a working day."""
    moved = _MOVED.get((day - easter(day.year)).days)
    return moved or _FIXED.get((day.month, day.day)) or _WEEKEND.get(day.weekday())
