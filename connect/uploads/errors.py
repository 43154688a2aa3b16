"""Why a file is not kept. What its member is told stands in `words`."""

from connect.uploads.formats import Format


class UploadRefused(ValueError):
    """The file is not kept; nothing of it is."""

    status = 422


class Empty(UploadRefused):
    pass


class TooLarge(UploadRefused):
    status = 413


class NotShared(UploadRefused):
    """Neither its name nor its content is of a kind that is shared here."""

    status = 415


class NotWhatItSays(UploadRefused):
    """Its name ends like a kind that is shared here, and its content is something else."""

    status = 415

    def __init__(self, claimed: Format) -> None:
        super().__init__(claimed.name)
        self.claimed = claimed


class Misnamed(UploadRefused):
    """Its content is of a kind that is shared here, and its name ends like another."""

    status = 415

    def __init__(self, found: Format) -> None:
        super().__init__(found.name)
        self.found = found


class HidesAnother(UploadRefused):
    """One file that is also another: which one, depends on the program that opens it."""


class UnpacksTooLarge(UploadRefused):
    """A small file that fills a disk or a memory when it is opened."""


class TooManyPixels(UploadRefused):
    pass


class Protected(UploadRefused):
    """Nobody can look into it without a password: neither we nor the readers."""


class HasMacros(UploadRefused):
    pass


class Damaged(UploadRefused):
    pass


class NoRoom(UploadRefused):
    """The member's files together would be more than a member has room for."""


class TooOften(UploadRefused):
    status = 429
