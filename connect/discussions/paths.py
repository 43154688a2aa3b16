"""A comment's place in its thread's tree, as a string that sorts like the tree reads.

Each step is a comment's number in the thread, four characters wide, base 62 in ASCII order:
"0001" before "0002", and an answer "00010005" between them. 14.7 million comments a thread.
"""

import string

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
STEP = 4
LAST_NUMBER = len(DIGITS) ** STEP - 1
# A B-tree row of PostgreSQL holds 2,704 bytes. A deeper answer stands beside what it answers,
# still saying whom it answers.
DEEPEST = 400

OPENING = ""


def place_under(parent_path: str, number: int) -> str:
    """The path of comment `number` answering the comment at `parent_path`."""
    if not 0 < number <= LAST_NUMBER:
        raise ValueError(f"no comment can have number {number}")
    return parent_path[: (DEEPEST - 1) * STEP] + _step(number)


def place_before(path: str, number: int) -> str:
    """Sorts right before comment `number` at `path`, after all that stands before that one. No
    comment can have it. For a thread's opening: before its first comment."""
    above = path[: len(path) - STEP] if number else OPENING
    return f"{above}{_step(max(number - 1, 0))}~"


def depth(path: str) -> int:
    """1 for a comment that answers the thread itself."""
    return len(path) // STEP


def _step(number: int) -> str:
    digits = ""
    for _ in range(STEP):
        number, digit = divmod(number, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits
