"""How the work goes, on a page."""

from typing import Final

GUIDE: Final = """
<h2>How the work goes</h2>
<ol>
<li><b>Import</b> articles (Ctrl+I, or drop them on the window). The engine reads them and proposes
claims: who said what, in which words.</li>
<li><b>Decide.</b> The current proposal stands out in the text. <b>Enter</b> accepts it and goes on,
<b>Delete</b> refuses it. Correct first what is wrong: <b>[</b> and <b>]</b> move the nearer
boundary by a word, <b>W</b> chooses the speaker, digits set tags.</li>
<li><b>By score.</b> Each proposal says how likely it is right. <b>A</b> accepts all above a score
at once and says before how many of them will be wrong; <b>B</b> hides or refuses all below one. The
table sorts by score, and the next claim is the next row.</li>
<li><b>Add</b> what was missed: put the caret into the quotation, <b>S</b> selects it, <b>C</b>
makes it a claim with the likeliest speaker.</li>
<li><b>Fill the record</b> on the right: click a field, type, or select its words in the text and
press <b>E</b>. Each field has a state: proposed, confirmed, corrected, not stated, unknown.</li>
<li><b>Submit</b> the document (Ctrl+Return) when nothing is left to decide; the next one
opens.</li>
<li><b>Review</b> (Ctrl+2): somebody else approves, returns or rejects. Whoever edited a claim last
may not approve it. Switch user with Ctrl+U.</li>
<li><b>Export</b> (Ctrl+E) what was approved as a table or JSON lines.</li>
</ol>
<p>Every act is stored at once, and Ctrl+Z takes it back, also after a restart. The <b>?</b> key
shows all keys.</p>
<p>On a project file names are taken on trust: the program records who did what under the name
chosen, and cannot prove who sat there.</p>
"""
