"""Why a vocabulary cannot be changed as was asked."""


class TermKnown(Exception):
    """The vocabulary has a term of this name; a retired one can be brought back."""

    def __init__(self, name: str, *, retired: bool = False) -> None:
        super().__init__(name)
        self.name = name
        self.retired = retired
