"""Where the files shipped with the program are, and whether a path leads anywhere."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, e.g. ``resource("catalogue", "plans.csv")``.

    A wheel carries ``resources`` inside the package; a checkout has it beside the package.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)


def exists(path: Path) -> bool:
    """Return whether there is something at that path; False too where the system won't say.

    A folder one may not enter, a share that is gone, a name too long: pathlib raises for those.
    """
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Return whether there is a folder at that path; False too where the system won't say."""
    try:
        return path.is_dir()
    except OSError:
        return False
