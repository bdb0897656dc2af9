"""Say which file was passed over, and why."""

from annotator.exchange.readers.discovery import Skipped
from annotator.exchange.readers.files import legible, quoted


def skipped_line(item: Skipped) -> str:
    """Return one line, the file named with its folder."""
    name, path = quoted(item.path), f"“{legible(str(item.path))}”"
    reason = item.reason.replace(name, path, 1) if name in item.reason else f"{path}: {item.reason}"
    return f"skipped: {reason}"
