"""Words that carry no topic, that deny, and that are opposites; all folded."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FUNCTION: Final = _set(
    """
    a about above after again against all also although am among an and any are as at be became
    because been before being below between both but by can could did do does doing down during
    each either else even ever every few for from further had has have having he her here hers
    herself him himself his how however i if in into is it its itself just many may me might more
    most much must my myself of off on once one only or other our ours ourselves out over own per
    quite rather same shall she should since so some such than that the their theirs them
    themselves then there these they this those though through till to too under until up upon us
    very was we were what when where whether which while who whom whose why will with within would
    yet you your yours yourself say said says saying tell told according still now today tomorrow
    yesterday mr mrs ms percent per cent year years month months week weeks day days time get got
    make made take taken took
    """
)
NEGATORS: Final = _set("not no never neither nor without nobody none nothing cannot")
REFUSALS: Final = _set("refus fail declin cease")
"""Stems that deny what follows them after `to`."""
DENIALS: Final = _set("deny denial refut dismiss disput reject contradict")
"""Stems of cues, or of words in the content, that deny all that follows."""

_IRREGULAR: Final = (
    "rose rise,risen rise,fell fall,fallen fall,grew grow,grown grow,won win,lost lose,began begin,"
    "begun begin,held hold,kept keep,left leave,built build,bought buy,sold sell,paid pay,met meet,"
    "found find,spent spend,sent send,went go,gone go,goes go,came come,took take,gave give,"
    "given give,rebuilt rebuild,shrank shrink,shrunk shrink,fought fight,broke break,broken break,"
    "led lead,hurt hurt,shut close,stood stand,stuck stick,ran run,saw see,seen see,wrote write,"
    "written write,spoke speak,knew know,known know,drew draw,drawn draw,threw throw,chose choose,"
    "chosen choose,stole steal,stolen steal,struck strike,sought seek,thought think,brought bring,"
    "children child,men man,women woman,people person,lives life,died dead,dies dead,die dead,"
    "deaths dead,death dead,killed dead,higher high,lower low,cheaper cheap,dearer dear,"
    "worse worse,better better,fewer few,safer safe,denied deny,denies deny,denying deny"
)
IRREGULAR: Final[Mapping[str, str]] = MappingProxyType(
    dict(pair.split() for pair in _IRREGULAR.split(","))
)
_AXES: Final = """
rise raise increase grow climb expand double high surge dear / fall decrease shrink cut reduce low \
decline halve slash cheap dwindle
open reopen / close shut seal
confirm admit acknowledge true / deny untrue false
accept approve back support agree endorse favour welcome adopt pass / reject refuse oppose \
disagree dismiss veto block
start begin launch resume continue keep extend proceed / stop end halt suspend cancel abandon \
scrap terminate drop postpone shelve
allow permit let legalise / ban forbid prohibit bar outlaw
win victory / lose defeat
improve better recover / worsen worse deteriorate
safe / unsafe dangerous hazardous
guilty / innocent
possible / impossible
legal lawful / illegal unlawful
join stay remain / leave withdraw quit resign
build / demolish
hire recruit / dismiss fire sack
buy / sell
succeed success / fail failure
surplus profit / deficit loss
early / late delay
clean / polluted contaminated
"""
MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_TO_TWENTY: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen twenty"
)
SMALL: Final[Mapping[str, float]] = MappingProxyType(
    {word: float(number) for number, word in enumerate(_TO_TWENTY.split()) if number > 1}
    | {"thirty": 30.0, "forty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0}
    | {"eighty": 80.0, "ninety": 90.0, "dozen": 12.0}
)
LARGE: Final[Mapping[str, float]] = MappingProxyType(
    {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "bn": 1e9}
)
ABOUT: Final = _set("about around nearly almost roughly over approximately some")
TEMPORAL: Final = _set("in on by until till since before after of next last from this")
OPPOSED_TAGS: Final = (("denial", "assertion"), ("denial", "promise"), ("denial", "accusation"))


def axes() -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return on which axes a plain word stands, and on which side of each: 1 or -1."""
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for axis, line in enumerate(_AXES.strip().splitlines()):
        for side, words in zip((1, -1), line.split("/"), strict=True):
            for word in words.split():
                found[word] = (*found.get(word, ()), (axis, side))
    return found
