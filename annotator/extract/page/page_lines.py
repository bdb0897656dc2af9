"""Patterns of the lines that surround an article; each is matched against one short line."""

import re
from functools import lru_cache
from typing import Final

from annotator.extract.prose.any_case import AnyCase

CRUMB: Final = re.compile(r"\s(?:/{1,3}|>|»|›|❯|▸|‹|\||→|::|•|·)(?:\s|$)")
MENU: Final = re.compile(r"\s{2,}|\s[|·•]\s.*\s[|·•]\s")
AUTHOR_CODE: Final = re.compile(
    r"(?<!\S)[-–—]{1,2}\s?\d{0,3}[A-Z]{0,3}\d{0,3}\s?[-–—]{1,2}(?=\s*$)"
)
LEADING_CODE: Final = re.compile(
    r"\((?P<code>[a-zà-ÿ]{2,4}(?:/[a-zà-ÿ]{2,4})?)\)(?=\s+[^\W\d_a-z])"
)
SIGNATURE: Final = re.compile(r"\(?[A-Za-z]{2,4}/[A-Za-z]{2,4}(?:/[A-Za-z]{2,4})?\)?")
CODE_LINE: Final = re.compile(
    r"[-–—]{1,2} ?[A-Za-z]{2,4}|\(?[A-Z]{2,6}\)? ?/{0,2}\w{2,4}[/-]\w{2,4}|\(\(?[^()]{2,40}\)\)"
    r"|\[[^\[\]]{2,12}\]"
    r"|[-–—(]{0,2} ?(?:[^\W\d_a-z]\.[ -]?){2,4}(?:/(?:[A-Z]\.-?){2,4})?\)?"
    r"|.{0,30}\b[Bb]y (?:[A-Z]\.){2,4}(?:, (?:[A-Z]\.){2,4})*|\([a-z]{2,4}\) .{0,30}\d{4}\.?"
    r"|[A-Z]{2,4}(?: [A-Z]{2,4})?|[-–—#*]{0,3} ?(?i:ends?)\b ?(?:/\S+)?[-–—]?"
)
ZONES: Final = frozenset(
    [
        *(
            "gmt",
            "utc",
            "cet",
            "cest",
            "eet",
            "eest",
            "est",
            "edt",
            "cst",
            "cdt",
            "mst",
            "mdt",
            "pst",
        ),
        *(
            "pdt",
            "bst",
            "ist",
            "msk",
            "sast",
            "wat",
            "eat",
            "cat",
            "aest",
            "nzst",
            "hkt",
            "jst",
            "wib",
        ),
    ]
)
PICTURE: Final = re.compile(
    r"[\W_]*[\U0001F3A5\U0001F4F7\U0001F4F8\U0001F4F9\U0001F4FA\U0001F4E9\U0001F50A]"
)
POST_END: Final = re.compile(
    r"(?:(?<!\S)#\w+|[\s\u2600-\u27bf\ufe0f\u200d\U0001f000-\U0001faff])+$"
)
PICTOGRAM: Final = re.compile(r"[\u2600-\u27bf\U0001f300-\U0001faff]")
NOTE_LINE: Final = re.compile(r"[¹²³†‡]|\[\d{1,2}\] |\*{1,3} |\([^()]{9,}\)$")
SLUG: Final = re.compile(r"[A-Z]{2,}[A-Z/-]* [\dA-Z]*\d|\w+(?:-\w+){2,} \d+\b")
RELEASER: Final = re.compile(r"About [A-Z][^.:]{1,60}:?\s")
TIME_LINE: Final = re.compile(r"\d{1,2}[:.h]\d\d(?: ?(?:[ap]\.?m\.?|[A-Z]{2,4}))?", re.IGNORECASE)
TIMED: Final = re.compile(r"(?P<time>\d{1,2}[:.h]\d\d)\s+(?=\S)")
BYLINE: Final = re.compile(r"(?:[Bb]y|BY|[Aa]uthor:?|[Ww]ritten by) (?P<author>\S.{1,60})")
PAGE_LINE: Final = AnyCase(
    r"(?:share(?: (?:this|on|via)\b.*| ?:.*)?|subscribe\b.*|follow (?:us|our)\b.*"
    r"|leave a (?:review|comment|reply)\b.*|read (?:more|also|next|full)\b.*"
    r"|related(?: (?:news|articles?|stories|posts?|topics?))? ?:?|see also\b.*"
    r"|also (?:in|on) [^:]{1,40}:.*|more (?:news|from|on|stories)\b.*"
    r"|latest (?:news|stories|posts)\b.*|most read\b.*"
    r"|print(?: this.*)?|tweet|advertisement|sponsored.*|all rights reserved.*|©.*"
    r"|copyright\b.*|tags? ?:.*|views? ?:.*|click here\b.*|sign up\b.*|newsletter.*"
    r"|comments?(?: \(\d+\))?|\d+ comments?|facebook|twitter|whatsapp|telegram|e-?mail"
    r"|copy link|your email address will not be published.*|back to top|load more.*"
    r"|(?:next|previous) (?:post|article).*|\d+ min(?:ute)?s? read|log ?in.*|cookie.*"
    r"|you (?:may|might) also like.*|about (?:the author|us)|[-–—•*_=]+)"
)
CAPTION: Final = AnyCase(
    r"\(?\[?(?:file )?(?:photo|image|picture|caption)\b ?:?.{0,160}"
    r"|.{0,160}(?:\((?:photo|image|picture|symbol image|ap|afp|reuters|file)\b[^)]{0,60}\)"
    r"|\b(?:photo|pic|foto|image|credit) ?: .{0,60}"
    r"|/ ?(?:afp|ap|reuters|aa|getty images)|via (?:getty images|ap|reuters))[ .]{0,2}"
)
_DAY: Final = (
    r"(?:\w{3,9}\.?,? )?(?:\d{1,2}[./ -]\w{2,9}[./ -]\d{2,4}|\w{3,9} \d{1,2},? \d{4}"
    r"|\d{4}-\d\d-\d\d)(?:[ ,|t-]{1,3}\d{1,2}:\d\d(?::\d\d)?[^|]{0,12})?"
)
DATE_LINE: Final = AnyCase(
    rf"(?:(?:published|updated|posted|date|last modified) ?(?:on|at)? ?:? ?)?{_DAY}"
    rf"(?: ?\| ?(?:(?:published|updated|posted|last modified) ?(?:on|at)? ?:? ?)?{_DAY})?"
)
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
FULL_DATE: Final = AnyCase(
    rf"\b(?:\d{{1,2}}\.? {_MONTH},? (?:19|20)\d\d"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d{1,2}(?:[./-]|\. )\d{1,2}(?:[./-]|\. )(?:19|20)\d\d|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2})"
)
GLUED_DATE: Final = re.compile(
    rf"(?:date:? )?(?:\d{{1,2}} {_MONTH} \d{{4}}|\d{{4}}-\d\d-\d\d) ?(?=[A-Z][a-z]* [a-z])",
    re.IGNORECASE,
)
ABOUT: Final = re.compile(r"[Aa]bout (?:the author:? )?(?P<author>[^\W\d_a-z].{1,50})")
_KEPT: Final = 256


@lru_cache(_KEPT)
def is_dated(words: str) -> bool:
    """Tell whether a line has a full date in it."""
    return ("19" in words or "20" in words) and FULL_DATE.search(words) is not None
