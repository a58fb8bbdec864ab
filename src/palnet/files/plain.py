"""Model to plain tables: the way back from :mod:`palnet.files.structure`, for JSON and for definition files."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from palnet.model.predicate import Limit
from palnet.record import Record, fields_of

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """A record as a table of the fields that it sets, in their order; its values as JSON has them.

    Dates become text (``2023-09-07``); decimals become numbers, whole ones without a fraction, and text where a number
    of JSON's would not be the same. In a predicate's limit, which may be a code as well, it then shows which:
    ``{"date": "2023-09-07"}``.
    """
    if isinstance(value, Record):
        fields = ((field, getattr(value, field.name)) for field in fields_of(type(value)))
        return {
            field.key: _limit(given) if field.type == Limit else plain(given)
            for field, given in fields
            if given != field.default
        }
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value


def _limit(value: Limit) -> Any:
    told = plain(value)
    if isinstance(value, str) or not isinstance(told, str):
        return told
    return {"date" if isinstance(value, dt.date) else "number": told}


def _number(value: Decimal) -> int | float | str:
    if value.is_finite() and abs(value) < 2**63 and value == value.to_integral_value():
        return int(value)
    near = float(value)
    return near if Decimal(str(near)) == value else str(value)
