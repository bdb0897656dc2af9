"""A project that several people read on their own, blind to each other."""

from sqlalchemy import insert

from annotator.domain.assigning import Wanted
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.history import RecordKind
from annotator.services.bootstrap import Services
from annotator.store.identity import new_uid
from annotator.store.tables.team import SettlementRow

SAID = (("Fares go up in May", 0.9), ("two piers will close", 0.6))


class Readers:
    """Ann leads and reads nothing; Bob and Cleo read the document on their own."""

    def __init__(self, project) -> None:
        self.project = project
        self.lead: Services = project.ann
        self.bob: Services = project.bob
        self.cleo: Services = project.ann.as_user("Cleo")
        self.document = project.document_id
        project.propose(SAID)
        self.assign(self.bob, self.cleo)

    def assign(self, *people: Services, independent: bool = True, document: int = 0) -> None:
        """Let people read a document, independently of each other or not."""
        add = tuple(person.context.user.id for person in people)
        documents = (document or self.document,)
        self.lead.assigning.assign(Wanted(documents=documents, add=add, independent=independent))

    def take_from(self, person: Services) -> None:
        """Let somebody read the document no more."""
        user = person.context.user.id
        self.lead.assigning.assign(Wanted(documents=(self.document,), remove=(user,)))

    def sheet(self, person: Services):
        """Return the document as somebody sees it."""
        return person.querying.sheet(self.document)

    def says(self, person: Services, words: str, **parts) -> int:
        """Let somebody add a claim with this content."""
        body = ClaimBody(kind=ClaimKind.DIRECT, content=(self.project.span(words),), **parts)
        return person.annotating.add(self.document, body)

    def finish(self, person: Services) -> None:
        """Let somebody refuse what is open still, and submit."""
        for proposal in self.sheet(person).proposals:
            person.annotating.refuse(proposal.id)
        person.reviewing.submit(self.document)

    def settle(self) -> None:
        """Begin the adjudication of the document, as its own service would."""
        with self.lead.context.writing("Settle", self.document) as unit:
            journal = unit.journal
            number = journal.write(RecordKind.SETTLEMENT, 1, None, {"deleted": False})
            row = {"id": 1, "uid": new_uid(), "document_id": self.document, "choice": "neither"}
            row |= {"deleted": False, "created": number, "last_change": number}
            unit.bodies._connection.execute(insert(SettlementRow), [row])
            unit.commit()
