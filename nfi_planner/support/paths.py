"""Where the files shipped with the program are."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, e.g. ``resource("catalogue", "plans.csv")``.

    A wheel carries ``resources`` inside the package; a checkout has it beside the package.
    """
    inside = _PACKAGE / "resources"
    root = inside if inside.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
