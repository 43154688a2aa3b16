"""When a sheet is read again."""

from datetime import date

REVIEW_AFTER_MONTHS = 18


def next_review(today: date) -> date:
    """REVIEW_AFTER_MONTHS later, on the first of that month."""
    months = today.year * 12 + today.month - 1 + REVIEW_AFTER_MONTHS
    return date(months // 12, months % 12 + 1, 1)
