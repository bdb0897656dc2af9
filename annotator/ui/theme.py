"""Light and dark: colours as data, applied to the whole application."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from string import Template
from typing import Annotated, Final, Literal, get_args

from pydantic import Field
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from annotator.domain.value import Value
from annotator.runtime.resources import resource

ThemeName = Literal["system", "light", "dark"]
THEME_NAMES: Final[tuple[ThemeName, ...]] = get_args(ThemeName)
Hex = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class SpeakerColour(Value):
    """How one speaker's claims are drawn: at rest, when current, and at their edges."""

    fill: Hex
    strong: Hex
    edge: Hex


class Theme(Value):
    """Every colour of the program; text on any of them keeps a contrast of 4.5 to 1.

    `veil` is the share of `base` laid over boilerplate, 0 to 1.
    """

    name: str
    dark: bool
    window: Hex
    base: Hex
    alternate: Hex
    text: Hex
    muted: Hex
    border: Hex
    outline: Hex
    button: Hex
    accent: Hex
    on_accent: Hex
    selection: Hex
    on_selection: Hex
    link: Hex
    cue: Hex
    source: Hex
    evidence: Hex
    flash: Hex
    good: Hex
    warning: Hex
    bad: Hex
    veil: float = Field(ge=0.0, le=1.0)
    speakers: tuple[SpeakerColour, ...] = Field(min_length=1)
    nobody: SpeakerColour

    def speaker(self, index: int | None) -> SpeakerColour:
        """Return the colours of the speaker with that number; they repeat when used up."""
        return self.nobody if index is None else self.speakers[index % len(self.speakers)]

    def palette(self) -> QPalette:
        """Return the theme as Qt's roles, disabled text muted."""
        palette = QPalette()
        for role, colour in _ROLES.items():
            palette.setColor(role, QColor(getattr(self, colour)))
        for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.muted))
        return palette

    def style_sheet(self) -> str:
        """Return the few rules that Fusion and the palette cannot say."""
        template = Template(resource("themes/style.qss").read_text(encoding="utf-8"))
        folder = resource("themes").as_posix()
        return template.substitute(self.model_dump(exclude={"speakers", "nobody"}), folder=folder)


_Role = QPalette.ColorRole
_ROLES: Final = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "base",
    _Role.AlternateBase: "alternate",
    _Role.Text: "text",
    _Role.Button: "button",
    _Role.ButtonText: "text",
    _Role.BrightText: "bad",
    _Role.ToolTipBase: "base",
    _Role.ToolTipText: "text",
    _Role.PlaceholderText: "muted",
    _Role.Highlight: "selection",
    _Role.HighlightedText: "on_selection",
    _Role.Accent: "accent",
    _Role.Link: "link",
    _Role.LinkVisited: "link",
    _Role.Light: "alternate",
    _Role.Midlight: "border",
    _Role.Mid: "border",
    _Role.Dark: "outline",
    _Role.Shadow: "outline",
}


class Themes(QObject):
    """The application's theme, and the wish it came from.

    Signals:
        changed: the new `Theme`.
    """

    changed = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._hints = app.styleHints()  # kept: its Python half would take the signal with it
        self._wish: ThemeName = "system"
        self._current = load_theme("light")
        self._dressed: Theme | None = None
        self._undressed = False
        self._hints.colorSchemeChanged.connect(self._on_scheme_changed)

    @property
    def current(self) -> Theme:
        """Return the theme in force."""
        return self._current

    @property
    def wish(self) -> ThemeName:
        """Return what was asked for: `system` follows the desktop."""
        return self._wish

    def apply(self, name: ThemeName) -> Theme:
        """Dress the application, now and, for `system`, whenever the desktop changes."""
        self._wish = name
        theme = load_theme(self._system() if name == "system" else name)
        self._current = theme
        if theme != self._dressed:
            self._dress(theme)
            self.changed.emit(theme)
        return theme

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Keep the rules away while many widgets are made, and lay them on all at the end.

        With rules in force each widget and all below it are dressed anew whenever it gets a parent.
        """
        if self._undressed:
            yield
            return
        self._undressed = True
        self._app.setStyleSheet("")
        try:
            yield
        finally:
            self._undressed = False
            if self._dressed is not None:
                self._app.setStyleSheet(self._dressed.style_sheet())

    def _dress(self, theme: Theme) -> None:
        """Lay style, palette and rules on every widget; the style once, it is costly."""
        if self._dressed is None:
            self._app.setStyle("Fusion")
        self._dressed = theme
        with self.undressed():
            self._app.setPalette(theme.palette())

    def _system(self) -> ThemeName:
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _on_scheme_changed(self) -> None:
        if self._wish == "system":
            self.apply("system")


def load_theme(name: str) -> Theme:
    """Return a theme shipped with the program.

    Raises:
        FileNotFoundError: there is none of that name.
        pydantic.ValidationError: its file breaks the rules of a `Theme`.
    """
    return Theme.model_validate_json(resource(f"themes/{name}.json").read_text(encoding="utf-8"))


@cache
def themes(app: QApplication) -> Themes:
    """Return the one keeper of the application's theme."""
    return Themes(app)


def apply(app: QApplication, name: ThemeName) -> Theme:
    """Dress the application in a theme and return it."""
    return themes(app).apply(name)


def undressed() -> AbstractContextManager[None]:
    """Keep the rules of the theme away while many widgets are made."""
    app = QApplication.instance()
    return themes(app).undressed() if isinstance(app, QApplication) else nullcontext()
