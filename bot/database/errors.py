"""What can go wrong with the database, each as a sentence that tells no password."""

from __future__ import annotations

from sqlalchemy.engine import URL


class DatabaseError(Exception):
    """Base of everything the database raises; the text is a sentence."""


class DatabaseUnusable(DatabaseError):
    """The database cannot be opened: no place to write, no database, nobody there."""


class DatabaseNewer(DatabaseUnusable):
    """The database was brought up to date by a newer version of this program."""


class WriteFailed(DatabaseError):
    """Something could not be made durable (a full disk, a lost connection); nothing changed."""


class Conflict(DatabaseError):
    """A constraint said no: the row is there already, or what it belongs to is not."""


_REASONS = (
    ("readonly", "it may only be read, and writing is needed"),
    ("unable to open", "the file cannot be opened or made there"),
    ("not a directory", "a part of its path is a file, not a folder"),
    ("file exists", "a part of its path is a file, not a folder"),
    ("permission denied", "this program may not use that folder"),
    ("operation not permitted", "this program may not use that folder"),
    ("no such file or directory", "its folder is not there and cannot be made"),
    ("read-only file system", "it lies on a file system that may only be read"),
    ("not a database", "the file is there but is no SQLite database"),
    ("malformed", "the file is damaged; restore it from a backup"),
    ("disk is full", "the disk is full"),
    ("no space left", "the disk is full"),
    ("disk i/o", "the disk reported an error"),
    ("locked", "another program holds it locked"),
    ("password authentication", "the user name or the password is not accepted"),
    ("connect call failed", "nothing answers at that address"),
    ("connection refused", "nothing answers at that address"),
    ("name or service not known", "there is no such host"),
    ("connection was closed", "the connection to it was lost"),
    ("connection is closed", "the connection to it was lost"),
    ("does not exist", "the server knows no such database, user or table"),
    ("no module named", "the driver is not installed (`pip install orb-of-ingenuity[postgres]`)"),
)


def place_of(url: URL) -> str:
    """Where the database is, to begin a sentence with; without user and password."""
    if url.get_backend_name() == "sqlite":
        return f"The database file {url.database!r}"
    host = url.host or url.query.get("host") or "localhost"
    return f"The database {url.database!r} at {host}:{url.port or 5432}"


def reason_of(error: BaseException) -> str:
    """Why, as half a sentence; the driver's own words only where they are none of the known."""
    original: BaseException = getattr(error, "orig", None) or error
    if isinstance(original, TimeoutError):
        return "it did not answer in time"
    text = str(original).lower()
    known = (reason for mark, reason in _REASONS if mark in text)
    return next(known, f"the driver reports {type(original).__name__}")
