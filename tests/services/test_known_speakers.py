from annotator.domain.attribution import Attribution
from annotator.domain.mention import MentionOrder
from annotator.domain.speaker import SpeakerBody


def known(project):
    return project.ann.querying.sheet(project.document_id).speakers


def test_the_registry_is_read_again_only_when_it_changed(project):
    added = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    first = known(project)
    project.claim("not before", chain=(Attribution(speaker=added),))

    assert known(project) is first
    project.bob.speakers.change(added, first[added].body, SpeakerBody(name="L. Ovik"))
    assert known(project)[added].name == "L. Ovik"


def test_a_merge_and_its_undo_are_seen_at_once(project):
    one, other = (project.ann.speakers.add(SpeakerBody(name=name)) for name in ("Ovik", "Owik"))
    assert known(project)[other].name == "Owik"

    project.ann.merging.merge(project.ann.merging.merge_preview(one, [other]))
    assert known(project)[other].id == one
    assert [str(uid) for uid in known(project)[one].absorbed]
    project.ann.undoing.undo()
    assert known(project)[other].id == other


def test_a_removed_speaker_is_known_while_a_claim_names_it_all_the_same(project):
    gone = project.ann.speakers.add(SpeakerBody(name="Ovik"))
    (speaker,) = project.ann.speakers.all()
    project.ann.speakers.remove(speaker)
    assert gone not in known(project)

    claim = project.claim("not before", chain=(Attribution(speaker=gone),))

    sheet = project.ann.querying.sheet(project.document_id)
    assert sheet.speaker_name(claim.body.speaker) == "Ovik"
    assert sheet.registry == ()


def test_mentions_are_sorted_by_what_stands_around_them(project):
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    first, second = (
        project.claim(content, chain=(Attribution(speaker=ovik, source=project.span(source)),))
        for content, source in (
            ("Fares go up in May", "harbour master Lena Ovik"),
            ("a typing error", "Ovik added"),
        )
    )

    def order(wanted):
        found = project.ann.speakers.mentions(ovik, wanted)
        return [ref.claim_id for ref in found]

    as_they_stand, turned = [first.id, second.id], [second.id, first.id]
    for wanted, expected in (
        (MentionOrder.PLACE, as_they_stand),
        (MentionOrder.WORDS, as_they_stand),
        (MentionOrder.RIGHT, turned),  # "," before "said"
        (MentionOrder.LEFT, turned),  # "was," before "⛴,”"
        (MentionOrder.TITLE, as_they_stand),
        (MentionOrder.STATUS, as_they_stand),
    ):
        assert order(wanted) == expected


def test_mentions_that_are_gone_are_left_out(project):
    ovik = project.ann.speakers.add(SpeakerBody(name="Lena Ovik"))
    claim = project.claim("not before", chain=(Attribution(speaker=ovik),))
    refs = project.ann.speakers.mentions(ovik)
    project.ann.annotating.delete(claim)

    assert project.ann.speakers.mention_lines(refs) == ()
    assert project.ann.speakers.mentions(ovik) == ()
