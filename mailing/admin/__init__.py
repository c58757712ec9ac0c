"""The mail log in the CMS: read-only, for those who may see who was written to."""

from mailing.admin.log import MailLog

__all__ = ["MailLog"]
