"""What rules of the database refuse, in sentences; services say it better beforehand."""

from typing import Final

from sqlalchemy.exc import DBAPIError

from annotator.domain.errors import RightError

_RIGHTS: Final = {
    "who is retired": "Whoever is retired may only read.",
    "a project keeps a lead": "Somebody has to lead the project: make another one a lead first.",
    "only a lead": "Only a lead may do this.",
    "only an adjudicator": "Only an adjudicator may settle differing readings.",
    "only a reviewer": "Only a reviewer may give a verdict.",
    "only the agreed layer": "Only the agreed layer is reviewed; this reading is one person's own.",
    "only the assignee": "Only whom it is assigned to submits a reading.",
    "only who owns the project": "Only who owns the project on the server merges another into it.",
    "under the name of one": "On a server one acts under the name of one's own database role.",
    "does not stand in the group": "Your database role stands in no group that may do this.",
}
"""By words of the rule."""


def refusal(error: DBAPIError) -> RightError | None:
    """Return in a sentence what a rule refused, None where it was none of these."""
    for words, sentence in _RIGHTS.items():
        if words in str(error.orig):
            return RightError(sentence)
    return None
