"""One open document: do, undo, redo over its journal, and whoever listens."""

from collections.abc import Callable
from pathlib import Path

from nfi_planner.models.change import ChangeSet
from nfi_planner.models.errors import KnownError
from nfi_planner.models.snapshot import Snapshot
from nfi_planner.storage.document import DocumentFile
from nfi_planner.storage.erasure import Erasure
from nfi_planner.storage.journal import JournalLine, LineKind

Listener = Callable[[Snapshot, ChangeSet], None]


class Editor:
    """The document as the user works on it.

    Every method that changes it either has written the change to the file when it returns, or raises KnownError and
    has changed nothing. Listeners are called after the writing, with the new snapshot and what changed.
    """

    def __init__(self, document: DocumentFile) -> None:
        self.document = document
        self._listeners: list[Listener] = []
        self._undo: list[JournalLine] = []
        self._redo: list[JournalLine] = []
        for line in document.lines:
            self._file(line)

    @property
    def path(self) -> Path:
        """Where the document is."""
        return self.document.path

    @property
    def document_id(self) -> str:
        """What the document is known by, wherever its file is; a copy has the same."""
        return self.document.id

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written."""
        return self.document.read_only

    @property
    def author(self) -> str:
        """Whose acts these are."""
        return self.document.author

    def prepare_to_write(self) -> None:
        """Load what writing needs, so that the first act doesn't wait for it."""
        self.document.prepare_to_write()

    def copy_to(self, path: Path) -> None:
        """Write a whole copy of the document; KnownError when it can't be."""
        self.document.copy_to(path)

    @property
    def snapshot(self) -> Snapshot:
        """The document at this moment."""
        return self.document.snapshot

    def listen(self, listener: Listener) -> None:
        """Call the listener after every change from now on."""
        self._listeners.append(listener)

    def do(self, act: ChangeSet) -> bool:
        """Write an act; return whether it changed anything."""
        if not act:
            return False
        self._file(self.document.apply(act))
        self._tell(act)
        return True

    @property
    def undo_line(self) -> JournalLine | None:
        """The journal line that undo would take back, or None."""
        return self._undo[-1] if self._undo else None

    @property
    def redo_line(self) -> JournalLine | None:
        """The journal line that redo would do again, or None."""
        return self._redo[-1] if self._redo else None

    def undo(self) -> str:
        """Take the last act back; return its label, or "" when there is none."""
        return self._again(self.undo_line, LineKind.UNDO, back=True)

    def redo(self) -> str:
        """Do again what was undone last; return its label, or "" when there is none."""
        return self._again(self.redo_line, LineKind.REDO, back=False)

    def erase(self, label: str, erased: Erasure) -> KnownError | None:
        """Write an erasure, which can't be undone, nor what came before it.

        Return why the file still holds remains of what went, or None: it is made anew at the next opening then.
        """
        self._file(self.document.erase(label, erased))
        remains = self._compact()
        self._tell(ChangeSet(label, erased.changes))
        return remains

    def _compact(self) -> KnownError | None:
        try:
            self.document.compact()
        except KnownError as error:
            return error
        return None

    def close(self) -> None:
        """Close the file."""
        self.document.close()

    def _again(self, line: JournalLine | None, kind: str, *, back: bool) -> str:
        if line is None:
            return ""
        act = self.document.replay(line, back=back)
        self._file(self.document.apply(act, kind=kind, target=line.id))
        self._tell(act)
        return line.label

    def _tell(self, act: ChangeSet) -> None:
        for listener in self._listeners:
            listener(self.snapshot, act)

    def _file(self, line: JournalLine) -> None:
        """Derive what can be undone and redone from one more line: an act empties redo, a barrier empties both."""
        if line.kind == LineKind.UNDO:
            self._redo.append(self._undo.pop())
        elif line.kind == LineKind.REDO:
            self._undo.append(self._redo.pop())
        elif line.kind in LineKind.BARRIERS:
            self._undo.clear()
            self._redo.clear()
        else:
            self._redo.clear()
            if self._undo and self._undo[-1].parent == line.parent:  # it took in the line before
                self._undo.pop()
            self._undo.append(line)
