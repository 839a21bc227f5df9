"""Plans as they are dragged from one list to another."""

from PySide6.QtCore import QByteArray, QMimeData

MIME = "application/x-nfi-plans"


def carry(plans: list[str]) -> QMimeData:
    """Return plans as they are dragged."""
    data = QMimeData()
    data.setData(MIME, QByteArray(",".join(plans).encode()))
    return data


def carried(data: QMimeData) -> list[str]:
    """Return the plans that are being dragged; none when it is something else."""
    plans = bytes(data.data(MIME).data()).decode(errors="replace").split(",")
    return plans if all(plan.isdecimal() for plan in plans) else []
