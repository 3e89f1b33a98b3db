"""A window of its own, so that one reads while one works; it holds nothing of the vault."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QWidget

from referent_desk import resource_files
from ui.help.chapters import Topic, topic_of, topics
from ui.widgets import FilterList, RowData

LIST_WIDTH = 260


class ManualWindow(QWidget):
    """The chapters at the left, the text at the right. Escape closes."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Manuel de Referent Desk")
        self.resize(1000, 700)
        self.chapters = FilterList("Chapitres du manuel")
        self.chapters.setObjectName("manual_chapters")
        self.chapters.setFixedWidth(LIST_WIDTH)
        self.chapters.set_rows([RowData(t.title, key=t.code) for t in topics()])
        self.chapters.currentKeyChanged.connect(self._show_code)
        self.page = QTextBrowser()
        self.page.setObjectName("manual_page")
        self.page.setAccessibleName("Texte du manuel")
        self.page.setOpenLinks(False)
        self.page.setSearchPaths([str(resource_files.path("manual"))])
        across = QHBoxLayout(self)
        across.setContentsMargins(12, 12, 12, 12)
        across.setSpacing(12)
        across.addWidget(self.chapters)
        across.addWidget(self.page, 1)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)

    def show_topic(self, code: str) -> None:
        """The chapter for `code`, at its heading; the first one when there is none."""
        topic = topic_of(code)
        self.chapters.select_key(topic.code)
        self._show(topic)

    def _show_code(self, code: str) -> None:
        if code:
            self._show(topic_of(code))

    def _show(self, topic: Topic) -> None:
        document = self.page.document()
        document.setBaseUrl(QUrl.fromLocalFile(str(resource_files.path("manual")) + "/"))
        self.page.setMarkdown(resource_files.text(f"manual/{topic.file}"))
        if topic.heading:
            self.page.find(topic.heading)
            self.page.ensureCursorVisible()
