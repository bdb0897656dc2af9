"""People who annotate one document each for themselves."""

from annotator.store.claims import NewClaim

LEAD = "Ann"


def own_layer(services, document_id, bodies, *, submitted=True):
    """Let somebody annotate a document independently of others, as Ann wants it, and submit it."""
    user = services.context.user.id
    with services.as_user(LEAD).context.writing("Assign", document_id) as unit:
        unit.assignments.assign([(document_id, user)], independent=True)
        unit.commit()
    with services.context.writing("Annotate alone", document_id) as unit:
        layer_id = unit.layers.personal(document_id, user)
        text = unit.documents.text(document_id)
        unit.claims.add(document_id, layer_id, [NewClaim(item) for item in bodies], text)
        mine = next(
            item for item in unit.assignments.of_document(document_id) if item.user_id == user
        )
        if submitted:
            unit.assignments.set_submitted(mine, submitted=True)
        unit.commit()
