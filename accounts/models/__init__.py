"""Players, and the copies of their data that they have asked for."""

from accounts.models.addresses import SignUpAddress
from accounts.models.exports import DataExport, ExportPart
from accounts.models.player import NO_END, LooksLike, User, UserManager

__all__ = ["NO_END", "DataExport", "ExportPart", "LooksLike", "SignUpAddress", "User", "UserManager"]
