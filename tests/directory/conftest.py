"""What several tests of the directory share."""

from tests.members.conftest import follow, tells

__all__ = ["follow", "tells"]
