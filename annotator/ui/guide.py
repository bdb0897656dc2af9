"""How the work goes, on a page."""

from collections.abc import Iterable
from html import escape
from string import Template
from typing import Final

from annotator.ui.actions import Act
from annotator.ui.keys import shown

_GUIDE: Final = """
<h2>How the work goes</h2>
<ol>
<li><b>Import</b> articles ($import), drop them on the window, or paste a text ($paste). The engine
reads them and proposes claims: who said what, in which words.</li>
<li><b>Decide</b> ($workspace_1). The current proposal stands out in the text. <b>$accept</b>
accepts it and goes on, <b>$refuse</b> refuses it, <b>$next_open</b> goes to the next one anywhere.
Correct first what is wrong: <b>$boundary_left_word_near</b> and
<b>$boundary_right_word_near</b> move the nearer boundary by a word, <b>$source</b> chooses the
speaker, digits set tags.</li>
<li><b>By score.</b> Each proposal says how likely it is right. <b>$accept_above</b> accepts all
above a score at once and says before how many of them will be wrong; <b>$hide_below</b> hides or
refuses all below one. The table sorts by score, and the next claim is the next row.</li>
<li><b>Add</b> what was missed: put the caret into the quotation, <b>$select</b> selects it,
<b>$claim</b> makes it a claim with the likeliest speaker, whom the status bar names before;
<b>$claim_of</b> lets you choose who said it.</li>
<li><b>Fill the record</b> on the right: click a field, type, or select its words in the text and
press <b>$evidence</b>; <b>$open_field</b> goes to the first that waits. Each field has a state:
unverified, confirmed, corrected, not stated, unknown; Alt+Enter in the field sets it. <b>$tags</b>
finds a tag, <b>$chain</b> goes to the source chain, where arrows walk, Alt and an arrow move,
Insert adds and Delete removes. <b>$same_as_above</b> takes speakers and circumstances from the
claim above; a field’s menu makes its value the default of the document. <b>$comment</b> writes a
comment.</li>
<li><b>Look over the doubts</b> below the text: <b>$next_doubt</b> goes to the next thing that looks
wrong, <b>$fix_doubt</b> settles it where the program knows how. <b>$history</b> shows who made what
of a claim, and restores any version of it.</li>
<li><b>Submit</b> the document ($submit) when nothing is left to decide; the next one opens.
$submit_listed submits all that are listed and ready, after a look, in one act.</li>
<li><b>Review</b> ($workspace_2): somebody else approves, returns ($return) or rejects. Whoever
edited a claim last may not approve it: with <b>$review_edit</b> it waits for another person. A
digit shows the words of a part; <b>Sample</b> checks some of each annotator’s claims at random, and
tells how many of all are wrong. Switch user with $switch_user. What was returned to you is counted
above the documents; <b>$returned_to_me</b> goes to the next of it, its reason in the record.</li>
<li><b>Export</b> ($export) what was approved as a table or JSON lines.</li>
</ol>
<h2>Beside it</h2>
<ul>
<li><b>Find</b> words in the text ($find_here), in all documents ($find), or claims, documents and
words in context in <b>Explore</b> ($workspace_4), where a filter is kept under a name, and one
edit can change many claims.</li>
<li><b>Speakers</b> ($workspace_3): the registry, all mentions, who may be the same, and who “the
minister” was on a date.</li>
<li><b>Links</b> ($links): what other documents say of the same, side by side; $link_same,
$link_repeats, $link_contradicts and $link_updates link the two, $link_part says that they are not
related. $link_mark keeps a claim, to link another one to it.</li>
<li><b>Codebook</b> ($workspace_5): which fields and tags there are, what they mean, and their keys.
Before a change is made it shows which claims it touches.</li>
<li><b>Assign</b> (in the menu Document): a lead ticks who is to read the open document, or all that
are listed; the list shows whose each is, and can be narrowed to yours. <b>$next_open</b> goes
through yours first. Who reads <i>independently</i> has a layer of their own: nobody else sees its
claims and decisions. A line above the text says so. $submit closes it, and <i>Take back</i> on that
line opens it again until its adjudication begins. <b>Progress</b>, below the text, tells how far
everybody has come.</li>
<li><b>Adjudicate</b> ($workspace_6): what two people or more have read on their own, settled into
what is reviewed. What all have read alike is taken at once with <b>$settle_agreed</b>. Of what
differs, <b>$settle_a</b> or <b>$settle_b</b> takes that reading (a digit the others’),
<b>$settle_highlighted</b> the one highlighted, <b>$settle_both</b> each of them,
<b>$settle_neither</b> none; with <b>$settle_edit</b> one picks part by part, and
<b>$settle_reason</b> says why. New work opens again only what it touches.</li>
<li><b>Agreement</b> ($workspace_7): how far people, or engines, read the same documents alike. Tick
whose readings to compare; a row of the table shows what it means, how it went over time, and the
claims behind it, which Return goes to.</li>
<li><b>People</b> ($workspace_8): who works here. A lead gives roles (annotator, reviewer,
adjudicator, lead; each may do what those before it may), takes people in and lets them retire.
Nobody is ever deleted.</li>
<li><b>Merge another project</b> (in the menu File, or drop its file here): shown first is what
would come, and what both changed, side by side; M keeps mine, T takes theirs, Return lets it stand
as shown. Nothing is written before you merge, $undo takes all of it back, and merging the same
again brings nothing new. Only a lead merges.</li>
<li><b>A document</b> can be flagged, excluded with a reason, given a note, and linked with the one
that it corrects; what is noted stands above its text. Its menu opens the original, too.</li>
</ul>
<p>Every act is stored at once, and $undo takes it back, also after a restart. <b>$palette</b> finds
every act by its name, <b>$keys</b> shows all keys, and the preferences ($preferences) change
them.</p>
<p>When the project’s file is deleted or replaced while it is open, the window says that nothing is
saved any more, and offers to save a copy of all that was there.</p>
<p>On a project file names are taken on trust: the program records who did what under the name
chosen, and cannot prove who sat there.</p>
"""


def guide_page(acts: Iterable[Act]) -> str:
    """Return the guide as rich text, with the keys as they stand."""
    keys = {act.id: escape(shown(act.keys[0])) if act.keys else "–" for act in acts}
    return Template(_GUIDE).safe_substitute(keys)
