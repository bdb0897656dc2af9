"""The one table of everything the window can be told to do, by room."""

from typing import Final

from annotator.ui.acts.adjudication import ADJUDICATION
from annotator.ui.acts.documents import DOCUMENT
from annotator.ui.acts.edit import EDIT
from annotator.ui.acts.help import HELP
from annotator.ui.acts.items import ITEM
from annotator.ui.acts.project import PROJECT
from annotator.ui.acts.record import RECORD
from annotator.ui.acts.review import REVIEW
from annotator.ui.acts.speakers import SPEAKERS
from annotator.ui.acts.text import TEXT
from annotator.ui.acts.view import VIEW

ACTS: Final = (
    *(*TEXT, *ITEM, *RECORD, *DOCUMENT, *REVIEW, *ADJUDICATION),
    *(*SPEAKERS, *VIEW, *EDIT, *PROJECT, *HELP),
)
