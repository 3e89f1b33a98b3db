"""Colours of a template: its fields stand out, what the program does not know is underlined."""

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.theme import current_tokens

_FIELD = re.compile(r"\{\{.*?\}\}")
_COMMAND = re.compile(r"\{%.*?%\}|\{#.*?#\}")
_NAME = re.compile(r"\w+")


class TemplateColours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._unknown: frozenset[str] = frozenset()

    def set_unknown(self, names: frozenset[str]) -> None:
        if names != self._unknown:
            self._unknown = names
            self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        tokens = current_tokens()
        for pattern, ink in ((_FIELD, tokens.accent), (_COMMAND, tokens.muted)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found[0]), _look(ink))
                self._mark_unknown(found)

    def _mark_unknown(self, within: "re.Match[str]") -> None:
        for name in _NAME.finditer(within[0]):
            if name[0] in self._unknown:
                wrong = _look(current_tokens().danger)
                wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                self.setFormat(within.start() + name.start(), len(name[0]), wrong)


def _look(ink: str) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setForeground(QColor(ink))
    return look
