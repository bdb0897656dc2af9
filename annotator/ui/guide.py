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
<li><b>Import</b> articles ($import, or drop them on the window). The engine reads them and
proposes claims: who said what, in which words.</li>
<li><b>Decide.</b> The current proposal stands out in the text. <b>$accept</b> accepts it and goes
on, <b>$refuse</b> refuses it. Correct first what is wrong: <b>$boundary_left_word_near</b> and
<b>$boundary_right_word_near</b> move the nearer boundary by a word, <b>$source</b> chooses the
speaker, digits set tags.</li>
<li><b>By score.</b> Each proposal says how likely it is right. <b>$accept_above</b> accepts all
above a score at once and says before how many of them will be wrong; <b>$hide_below</b> hides or
refuses all below one. The table sorts by score, and the next claim is the next row.</li>
<li><b>Add</b> what was missed: put the caret into the quotation, <b>$select</b> selects it,
<b>$claim</b> makes it a claim with the likeliest speaker.</li>
<li><b>Fill the record</b> on the right: click a field, type, or select its words in the text and
press <b>$evidence</b>; <b>$open_field</b> goes to the first that waits. Each field has a state:
unverified, confirmed, corrected, not stated, unknown; Alt+Enter in the field sets it. <b>$tags</b>
finds a tag, <b>$chain</b> goes to the source chain, where arrows walk, Alt and an arrow move,
Insert adds and Delete removes. <b>$same_as_above</b> takes speakers and circumstances from the
claim above; a field’s menu makes its value the default of the document. <b>$comment</b>
writes a comment.</li>
<li><b>Submit</b> the document ($submit) when nothing is left to decide; the next one opens.</li>
<li><b>Review</b> ($workspace_2): somebody else approves, returns or rejects. Whoever edited a
claim last may not approve it. Switch user with $switch_user.</li>
<li><b>Codebook</b> ($workspace_5): which fields and tags there are, what they mean, and their keys.
Before a change is made it shows which claims it touches.</li>
<li><b>Export</b> ($export) what was approved as a table or JSON lines.</li>
</ol>
<p>Every act is stored at once, and $undo takes it back, also after a restart. <b>$palette</b> finds
every act by its name, <b>$keys</b> shows all keys, and the preferences change them.</p>
<p>On a project file names are taken on trust: the program records who did what under the name
chosen, and cannot prove who sat there.</p>
"""


def guide_page(acts: Iterable[Act]) -> str:
    """Return the guide as rich text, with the keys as they stand."""
    keys = {act.id: escape(shown(act.keys[0])) if act.keys else "–" for act in acts}
    return Template(_GUIDE).safe_substitute(keys)
