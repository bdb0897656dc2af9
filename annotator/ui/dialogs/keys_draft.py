"""The keys as a person is changing them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from annotator.ui.actions import Act
from annotator.ui.keys import changed_keys, clashes, keyed


class KeysDraft:
    """The acts with the keys that hold now; no two of them clash at any time."""

    def __init__(self, plain: Sequence[Act], stored: Mapping[str, Sequence[str]]) -> None:
        self._plain = {act.id: act for act in plain}
        self._strange = {
            name: tuple(keys) for name, keys in stored.items() if name not in self._plain
        }
        self._acts = {act.id: act for act in keyed(plain, stored).acts}

    @property
    def acts(self) -> tuple[Act, ...]:
        """Return every act with its keys."""
        return tuple(self._acts.values())

    @property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that differ from the acts' own, and those of acts nobody knows here."""
        return {**self._strange, **changed_keys(self.acts, self._plain.values())}

    def own(self, act: Act) -> Act:
        """Return an act with the keys it came with."""
        return self._plain[act.id]

    def holders(self, tried: Act) -> tuple[Act, ...]:
        """Return who has the keys of `tried` already, where it would hold."""
        return tuple(act for act in self.acts if act.id != tried.id and clashes([tried, act]))

    def give(self, tried: Act) -> None:
        """Let an act have the keys of `tried`, and take them away from whoever has them."""
        for other in self.holders(tried):
            left = (key for key in other.keys if not clashes([tried, replace(other, keys=(key,))]))
            self._acts[other.id] = replace(other, keys=tuple(left))
        self._acts[tried.id] = tried

    def reset(self) -> None:
        """Give every act its own keys again."""
        self._acts = dict(self._plain)
