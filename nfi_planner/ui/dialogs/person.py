"""« Données d’une personne »: who, where the document speaks of him or her, and what one may do about it."""

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QDialog, QLineEdit, QVBoxLayout, QWidget

from nfi_planner.models.errors import KnownError
from nfi_planner.models.person import Certainty, Person
from nfi_planner.services import person_file, persons
from nfi_planner.services.persons import Erased, Found
from nfi_planner.support.french import plural, short_date, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.bridge import Bridge
from nfi_planner.ui.dialogs.paths import ask_save, export_folder
from nfi_planner.ui.dialogs.person_rows import FoundModel, FoundTable
from nfi_planner.ui.dialogs.questions import confirm
from nfi_planner.ui.kinds import DATE
from nfi_planner.ui.widgets.parts import button, label, open_at, row, set_role

_WIDTH, _HEIGHT = 980, 600
_KINDS = ("Texte, pour être lu (*.txt)", "Données, pour un programme (*.json)")
_HINT = "Choisissez une personne du document, ou tapez un nom, un courriel ou un téléphone, puis Entrée."


class PersonDialog(QDialog):
    """A person, the table of what was found, « Exporter… » and « Effacer… ». ``erased`` is what was done, if it was."""

    def __init__(self, parent: QWidget, bridge: Bridge, unwritten: Callable[[], list[str]]) -> None:
        super().__init__(parent)
        self.setWindowTitle("Données d’une personne")
        self._bridge = bridge
        self._unwritten = unwritten
        self._people = persons.people(bridge.snapshot)
        self._person = Person()
        self.erased: Erased | None = None
        self._who = self._make_list()
        self._role = label("", "muted", wrap=True)
        self._rows = FoundModel(self)
        self._rows.dataChanged.connect(self._refresh)
        self._table = FoundTable(self._rows)
        self._words = label("", "muted", wrap=True)
        self._asked = QLineEdit(short_date(bridge.today))
        self._asked.setAccessibleName("Demande reçue le")
        theme.fix_size(self._asked, width=110)
        self._search_button = button("&Chercher", primary=True)
        self._export_button, self._erase_button = button("E&xporter…"), button("&Effacer…")
        self._erase_button.setProperty("danger", True)  # noqa: FBT003 - Qt's own
        self._erase_button.setAutoDefault(False)
        self._lay_out()
        self._search_button.setDefault(True)
        self._bridge.refused.connect(self._say_error)
        self._say(_HINT)
        self._refresh_buttons()
        open_at(self, _WIDTH, _HEIGHT)
        self._who.setFocus()

    def _make_list(self) -> QComboBox:
        made = QComboBox()
        made.setEditable(True)
        made.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        made.addItems([person.full_name for person in self._people])
        made.setCurrentIndex(-1)
        made.setCompleter(QCompleter(made))  # Qt's own would end the name for one
        made.setAccessibleName("Personne")
        line = made.lineEdit()
        assert line is not None
        line.setAccessibleName("Personne")
        line.setPlaceholderText("Nom, courriel ou téléphone")
        made.activated.connect(self._show_typed)
        return made

    def _lay_out(self) -> None:
        name, asked = label("&Personne", "field"), label("&Demande reçue le (jj/mm/aaaa)", "field")
        name.setBuddy(self._who)
        asked.setBuddy(self._asked)
        close = button("&Fermer")
        for one, doer in (
            (self._search_button, self._search),
            (self._export_button, self._export),
            (self._erase_button, self._erase),
            (close, self.reject),
        ):
            one.clicked.connect(doer)
        line = row(self._who, self._search_button)
        line.setStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(name)
        layout.addLayout(line)
        layout.addWidget(self._role)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._words)
        layout.addLayout(row(asked, self._asked, None, self._export_button, self._erase_button, close))

    @classmethod
    def ask(cls, parent: QWidget, bridge: Bridge, *, unwritten: Callable[[], list[str]]) -> Erased | None:
        """Show it until it is closed; return what was erased, or None.

        ``unwritten`` returns the names of what was typed and isn't in the document: it must not come after an erasure.
        """
        dialog = cls(parent, bridge, unwritten)
        dialog.exec()
        dialog.deleteLater()
        return dialog.erased

    # -- looking ---------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        """Show what was asked for, and go to it."""
        self._show_typed()
        if self._rows.rowCount():
            self._table.setCurrentIndex(self._rows.index(0, 0))
            self._table.setFocus()

    def _show_typed(self) -> None:
        typed = self._who.currentText().strip()
        if not typed:
            self._say(_HINT)
            return
        listed = [one for one in self._people if one.full_name == typed]
        self._person = listed[0] if len(listed) == 1 else persons.identify(self._bridge.snapshot, typed)
        self._rows.show(self._person, persons.find(self._bridge.editor, self._person))
        roles = " ; ".join(self._person.roles)
        named = "Ni chef de projet, ni signataire, ni contact dans le document d’aujourd’hui."
        self._role.setText(typeset(f"{self._person.full_name} : {roles}" if roles else named))
        self._refresh()

    def _refresh(self) -> None:
        count, ticked = self._rows.rowCount(), len(self._rows.found(ticked=True))
        doubtful = sum(one.certainty is Certainty.POSSIBLE for one in self._rows.found())
        if not count:
            self._say(f"Rien dans le document ni dans son historique ne parle de « {self._person.full_name} ».")
        else:
            doubt = f", dont {doubtful} à vérifier" if doubtful else ""
            words = f"{plural(count, 'donnée trouvée', 'données trouvées')}{doubt} ; {plural(ticked, 'cochée')}."
            self._say(f"{words} Espace coche ou décoche ; seul ce qui est coché est exporté ou effacé.")
        self._refresh_buttons()

    def _refresh_buttons(self) -> None:
        ticked = bool(self._rows.found(ticked=True))
        self._export_button.setEnabled(ticked)
        read_only = self._bridge.editor.read_only
        self._erase_button.setEnabled(ticked and not read_only)
        self._erase_button.setAccessibleDescription("Le document est en lecture seule" if read_only else "")

    def _say(self, words: str, role: str = "muted") -> None:
        self._words.setText(typeset(words))
        set_role(self._words, "role", role)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._words.text()))

    def _say_error(self, error: KnownError) -> None:
        self._say(f"{error.sentence} {error.cure}", "error")

    # -- doing -----------------------------------------------------------------------------------------------------

    def _export(self) -> None:
        chosen = self._rows.found(ticked=True)
        start = export_folder(self._bridge.editor.path) / person_file.default_name(self._person, "txt")
        path = ask_save(self, "Exporter les données d’une personne", start, *_KINDS)
        if path is None:
            return
        document = self._bridge.editor.path.name
        try:
            person_file.write(path, self._person, chosen, document=document, on=self._bridge.today)
        except KnownError as error:
            self._say_error(error)
            return
        self._say(f"✓ Écrit dans {path.parent} : {path.name}", "ok")

    def _erase(self) -> None:
        if waiting := self._unwritten():
            self._say_error(_not_yet(waiting))
            return
        chosen, left = self._rows.found(ticked=True), self._rows.found(ticked=False)
        try:
            asked_on = DATE.parse(self._asked.text()) or self._bridge.today
        except ValueError as error:
            self._say(str(error), "error")
            self._asked.setFocus()
            return
        if not _may_erase(self, self._person, chosen, len(left)):
            return

        def erase() -> None:
            self.erased = persons.erase(self._bridge.editor, self._person, chosen, asked_on=asked_on)

        if self._bridge.run(erase):
            self.accept()


def _not_yet(waiting: list[str]) -> KnownError:
    """Why nothing is erased while something typed, which may be about the person, would be written afterwards."""
    where = ", ".join(dict.fromkeys(waiting))
    return KnownError(
        f"Des saisies ne sont pas encore enregistrées ({where}) : elles ramèneraient ce que l’effacement enlève.",
        "Fermez cette fenêtre, corrigez ou videz ce qui est en rouge, puis recommencez.",
    )


def _may_erase(parent: QWidget, person: Person, chosen: list[Found], left: int) -> bool:
    """Say what goes, what stays and that nothing brings it back; ask whether that is wanted."""
    text = f"Effacer définitivement les données concernant {person.full_name} ?"
    detail = "\n\n".join(_consequences(chosen, left))
    return confirm(parent, "Effacer des données personnelles", text, detail, "Effacer définitivement")


def _consequences(chosen: list[Found], left: int) -> list[str]:
    now = sum(bool(one.text) for one in chosen)
    lines = persons.lines_of(chosen)
    history = f" et {plural(lines, 'ligne')} de l’historique" if lines else ""
    unticked = f"{plural(left, 'donnée non cochée', 'données non cochées')}, " if left else ""
    goes = f"{plural(now, 'donnée')} du document{history}, et le nom de la personne dans les rapports d’incident"
    stays = f"{unticked}les PDF et les classeurs déjà exportés, et les copies du document faites ailleurs"
    handed_in = "conservées comme archives publiques (article 17, paragraphe 3, du RGPD)"
    return [
        "Cet effacement ne peut pas être annulé, et rien de ce qui a été fait avant lui ne pourra plus l’être.",
        f"Ce qui part : {goes} de ce poste.",
        f"Ce qui reste : {stays} ; les versions remises, {handed_in}.",
        "Le nom de l’auteur écrit dans les Réglages de ce poste n’est pas effacé : il s’y change.",
        "L’historique gardera la date de l’effacement, son auteur et son motif, sans le nom de la personne.",
    ]
