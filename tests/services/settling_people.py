"""People who read one document each on their own, and who settles what they read."""

from dataclasses import dataclass, field

from annotator.domain.adjudication import Standing
from annotator.domain.attribution import Attribution
from annotator.domain.claim import ClaimBody, ClaimKind
from annotator.domain.history import RecordKind
from annotator.domain.layer import LayerKind
from annotator.domain.speaker import SpeakerBody
from annotator.services.adjudicating import AdjudicatingService
from annotator.store.claims import NewClaim
from annotator.store.journal import Intent


@dataclass
class SettlingPeople:
    """One document of a project, and the claims that people have of it on their own.

    What they do goes through the store, so that they may go on where the program would not let
    them, as when another project is merged into this one.
    """

    project: object
    layers: dict[tuple[str, int], int] = field(default_factory=dict)
    document: int = 0

    @property
    def lead(self):
        """Return the services of who settles."""
        return self.project.ann

    @property
    def document_id(self):
        """Return the document that is read."""
        return self.document or self.project.document_id

    @property
    def service(self):
        """Return what settles."""
        return AdjudicatingService(self.lead.context)

    def body(self, *words, speaker=None, kind=ClaimKind.DIRECT, **parts):
        """Return the body of a claim with these words as its content."""
        content = tuple(self.project.span(part) for part in words)
        chain = (Attribution(speaker=self.speaker(speaker)),) if speaker else ()
        return ClaimBody(kind=kind, content=content, **({"chain": chain} | parts))

    def speaker(self, name):
        """Return the id of a speaker, registered at need."""
        for known in self.lead.querying.speakers():
            if known.name == name:
                return known.id
        return self.lead.speakers.add(SpeakerBody(name=name))

    def reads(self, name, *bodies, submitted=True):
        """Let somebody read the document on their own, find claims with these bodies, submit."""
        user = self._user(name)
        with self._writing(self.lead.context.user.id, "Assign") as unit:
            known = {item.user_id for item in unit.assignments.of_document(self.document_id)}
            if user not in known:
                unit.assignments.assign([(self.document_id, user)], independent=True)
            unit.commit()
        with self._writing(user, "Read") as unit:
            self.layers[name, self.document_id] = unit.layers.personal(self.document_id, user)
            unit.commit()
        made = self.adds(name, *bodies)
        if submitted:
            self.submits(name)
        return made

    def adds(self, name, *bodies):
        """Let a reader have more claims."""
        with self._writing(self._user(name), "Add") as unit:
            text = unit.documents.text(self.document_id)
            claims = [NewClaim(body) for body in bodies]
            layer = self.layers[name, self.document_id]
            made = unit.claims.add(self.document_id, layer, claims, text)
            unit.commit()
        return made

    def changes(self, name, claim_id, body):
        """Let a reader's claim read otherwise, whatever was submitted."""
        self.takes_back(name)
        with self._writing(self._user(name), "Change") as unit:
            text = unit.documents.text(self.document_id)
            unit.claims.swap(claim_id, unit.claims.get(claim_id).body, body, text)
            unit.commit()
        self.submits(name)

    def deletes(self, name, claim_id):
        """Let a reader's claim be gone, whatever was submitted."""
        self.takes_back(name)
        with self._writing(self._user(name), "Delete") as unit:
            unit.claims.delete(claim_id, unit.claims.get(claim_id).body)
            unit.commit()
        self.submits(name)

    def submits(self, name):
        """Let a reader be done."""
        self._turned(name, submitted=True)

    def takes_back(self, name):
        """Let a reader's work be theirs again."""
        self._turned(name, submitted=False)

    def _turned(self, name, *, submitted):
        user = self._user(name)
        with self._writing(user, "Submit") as unit:
            everyone = unit.assignments.of_document(self.document_id)
            mine = next(item for item in everyone if item.user_id == user)
            if mine.submitted != submitted:
                unit.assignments.is_settled = lambda _document_id: False
                unit.assignments.set_submitted(mine, submitted=submitted)
            unit.commit()

    def _user(self, name):
        return self.lead.as_user(name).context.user.id

    def _writing(self, user, label):
        intent = Intent(user=user, label=label, document_id=self.document_id, undoable=False)
        return self.lead.context.store.writing(intent)

    def opened(self):
        """Return the adjudication as it stands."""
        return self.service.open(self.document_id)

    def groups(self, standing=None):
        """Return the groups, or those that have come so far."""
        found = self.opened()
        return found.groups if standing is None else found.of(standing)

    def open_group(self):
        """Return the one group that is open."""
        (group,) = self.groups(Standing.OPEN)
        return group

    def agreed(self):
        """Return the living claims of the agreed layer."""
        with self.lead.context.overseeing() as unit:
            layers = unit.layers.of_document(self.document_id)
            every = [item.id for item in layers if item.kind is LayerKind.AGREED]
            return tuple(claim for layer in every for claim in unit.claims.of_layer(layer))

    def bodies(self):
        """Return what the agreed layer says."""
        return [claim.body for claim in self.agreed()]

    def settlements(self):
        """Return what was settled and not taken back."""
        with self.lead.context.overseeing() as unit:
            return unit.settlements.of_document(self.document_id)

    def story(self, claim_id):
        """Return the labels of what was done to a claim."""
        return [act.label for act in self.lead.querying.history(RecordKind.CLAIM, claim_id)]
