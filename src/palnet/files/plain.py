"""Model to plain tables: the way back from :mod:`palnet.files.structure`, for JSON and for definition files."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from palnet.record import Record, fields_of

__all__ = ["plain"]


def plain(value: Any) -> Any:
    """A record as a table of the fields that it sets, in their order; its values as JSON has them.

    Dates become text (``2023-09-07``); decimals become numbers, whole ones without a fraction.
    """
    if isinstance(value, Record):
        fields = ((field, getattr(value, field.name)) for field in fields_of(type(value)))
        return {field.key: plain(given) for field, given in fields if given != field.default}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return value
