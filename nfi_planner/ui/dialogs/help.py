"""The help window: topics on the left, the text on the right, a line that searches them all."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from nfi_planner.services import helping
from nfi_planner.support.finding import passages
from nfi_planner.support.french import plural, typeset
from nfi_planner.ui import theme
from nfi_planner.ui.keys import keys_text
from nfi_planner.ui.widgets.parts import label

KEYS = "raccourcis"
_SIZE = (900, 680)
_HEADINGS = {1: (22, 0, 10), 2: (16, 16, 4), 3: (14, 10, 0)}  # pixels: of the letters, above, below
_Found = list[tuple[int, int]]  # where passages begin and end


class HelpWindow(QWidget):
    """Beside the main window, not over its work: it is left open while one goes on."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._beside = parent
        self._texts = {topic: helping.text(topic) for topic in helping.TOPICS} | {KEYS: keys_text()}
        self._topic = ""
        self._found: _Found = []
        self.topics = self._make_topics()
        self.line = QLineEdit()
        self.line.setPlaceholderText("Chercher dans l’aide… (Ctrl+F)")
        self.line.setAccessibleName("Chercher dans l’aide")
        self.line.setClearButtonEnabled(True)
        self.line.textChanged.connect(self._on_words)
        self.line.returnPressed.connect(self.find_next)
        self.count = label("", "muted")
        self.count.hide()
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.anchorClicked.connect(self._follow)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        left, right = QVBoxLayout(), QVBoxLayout()
        for side, widgets in ((left, (self.line, self.count, self.topics)), (right, (self.text,))):
            for widget in widgets:
                side.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(12)
        layout.addLayout(left)
        layout.addLayout(right, 1)
        self._again = QTimer(self, singleShot=True, interval=0)  # a change of look comes as several events
        self._again.timeout.connect(self._render)
        self._make_keys()

    def _make_topics(self) -> QListWidget:
        topics = QListWidget()
        topics.setAccessibleName("Sujets de l’aide")
        topics.setObjectName("pages")
        topics.setProperty("plain", "true")
        theme.fix_size(topics, width=220)
        topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for topic, text in self._texts.items():
            item = QListWidgetItem(helping.title(text))
            item.setData(Qt.ItemDataRole.UserRole, topic)
            topics.addItem(item)
        topics.currentItemChanged.connect(self._on_topic)
        return topics

    def _make_keys(self) -> None:
        for keys, slot in (
            ("Escape", self.close),
            ("Ctrl+F", self._search),
            ("F3", self.find_next),
            ("Shift+F3", self.find_previous),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    # -- topics ----------------------------------------------------------------------------------------------------

    def open_at(self, topic: str) -> None:
        """Show a topic, in front; a window just opened remembers no search."""
        if not self.isVisible():
            self.line.clear()
            self.setGeometry(_place(self._beside))
        self.show_topic(topic)
        self.show()
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def show_topic(self, topic: str) -> None:
        """Show a topic; one that doesn't exist changes nothing."""
        if topic not in self._texts:
            return
        for place in range(self.topics.count()):
            if self.topics.item(place).data(Qt.ItemDataRole.UserRole) == topic:
                self.topics.setCurrentRow(place)

    @property
    def topic(self) -> str:
        """The topic shown."""
        return self._topic

    def _on_topic(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        self._topic = item.data(Qt.ItemDataRole.UserRole)
        self.setWindowTitle(f"Aide — {item.text()}")
        self.text.setAccessibleName(f"Aide : {item.text()}")
        self._render()
        self.text.verticalScrollBar().setValue(0)

    def _follow(self, link: QUrl) -> None:
        """Follow a link to another topic; nothing outside is opened."""
        self.show_topic(link.toString().removesuffix(".md"))
        self.text.setFocus()

    def _render(self) -> None:
        """Show the topic in the present look; one stays where one was reading."""
        place = self.text.verticalScrollBar().value()
        self.text.setMarkdown(self._texts[self._topic])
        _dress(self.text.document())
        self.text.verticalScrollBar().setValue(place)
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        """Follow theme and scale."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.PaletteChange} and self._topic:
            self._again.start()

    # -- searching -------------------------------------------------------------------------------------------------

    def _search(self) -> None:
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()

    def _on_words(self, words: str) -> None:
        """Keep the topics that have the words; go to one of them, to its first passage."""
        for place in range(self.topics.count()):
            item = self.topics.item(place)
            text = helping.bare(self._texts[item.data(Qt.ItemDataRole.UserRole)])
            item.setHidden(bool(words.strip()) and not passages(text, words))
        if self.topics.currentItem().isHidden():
            self._step_topic(1)
        self._mark()
        if self._found:
            self._select(self._found[0])
        self._say(words)

    def _say(self, words: str) -> None:
        pages = sum(1 for place in range(self.topics.count()) if not self.topics.item(place).isHidden())
        text = f"Trouvé dans {plural(pages, 'page')}" if pages else "Aucune page n’en parle"
        self.count.setText(typeset(text))
        self.count.setVisible(bool(words.strip()))
        if words.strip():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.count.text()))

    def find_next(self) -> None:
        """Select the next passage, in this topic or the next one that has any."""
        here = self.text.textCursor().selectionEnd()
        self._go((found for found in self._found if found[0] >= here), 1)

    def find_previous(self) -> None:
        """Select the previous passage."""
        here = self.text.textCursor().selectionStart()
        self._go((found for found in reversed(self._found) if found[1] <= here), -1)

    def _go(self, ahead: Iterator[tuple[int, int]], step: int) -> None:
        found = next(ahead, None)
        if found is None and self._step_topic(step) and self._found:
            found = self._found[0 if step > 0 else -1]
        if found is not None:
            self._select(found)

    def _step_topic(self, step: int) -> bool:
        """Go to the next topic that isn't hidden, round and round; return whether there is one."""
        count, here = self.topics.count(), self.topics.currentRow()
        for place in ((here + step * ahead) % count for ahead in range(1, count + 1)):
            if not self.topics.item(place).isHidden():
                self.topics.setCurrentRow(place)
                return True
        return False

    def _mark(self) -> None:
        """Mark the passages that have the words."""
        self._found = passages(self.text.document().toRawText(), self.line.text())
        marks = []
        for begin, end in self._found:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = _cursor(self.text.document(), begin, end)
            mark.format.setBackground(QColor(theme.tokens().draft))
            mark.format.setFontUnderline(True)
            marks.append(mark)
        self.text.setExtraSelections(marks)

    def _select(self, found: tuple[int, int]) -> None:
        self.text.setTextCursor(_cursor(self.text.document(), *found))
        self.text.ensureCursorVisible()


def _cursor(document: QTextDocument, begin: int, end: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(begin)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor


def _place(beside: QWidget) -> QRect:
    """Return the place of the window: at the right of the other one, or as far right as the screen lets it."""
    room = beside.screen().availableGeometry()
    frame = beside.window().frameGeometry()
    width, height = min(theme.px(_SIZE[0]), room.width()), min(theme.px(_SIZE[1]), room.height() - 40)
    left = min(frame.right() + 8, room.right() - width)
    top = min(max(frame.top() + 40, room.top() + 32), room.bottom() - height)
    return QRect(max(room.left(), left), max(room.top(), top), width, height)


def _dress(document: QTextDocument) -> None:
    """Give a text read from Markdown its sizes, colours and air."""
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(theme.px(18))
    whole = QTextCursor(document)
    whole.beginEditBlock()  # one lay-out for all of it
    block = document.begin()
    while block.isValid():
        cursor = QTextCursor(block)
        form = block.blockFormat()
        pixels, above, below = _HEADINGS.get(form.headingLevel(), (theme.BASE_PIXELS, 3, 5))
        in_table = cursor.currentTable() is not None
        form.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(theme.px(above))
        form.setBottomMargin(0 if in_table else theme.px(2 if block.textList() is not None else below))
        cursor.setBlockFormat(form)
        if form.headingLevel():
            letters = QTextCharFormat()
            letters.setFont(theme.font(pixels, bold=True))
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            cursor.setCharFormat(letters)
        _underline_links(block)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame)
    whole.endEditBlock()


def _underline_links(block: QTextBlock) -> None:
    """A link is told from the text by more than its colour."""
    spans = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.charFormat().isAnchor():
            spans.append((fragment.position(), fragment.position() + fragment.length()))
        place += 1
    line = QTextCharFormat()
    line.setFontUnderline(True)
    for begin, end in spans:
        _cursor(block.document(), begin, end).mergeCharFormat(line)


def _dress_table(table: QTextTable) -> None:
    form = table.format().toTableFormat()
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setCellPadding(theme.px(3))
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, share) for share in (60, 40)])
    table.setFormat(form)
