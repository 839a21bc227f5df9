"""What a search has found so far, and at which passage one is."""

from collections.abc import Sequence

from nfi_planner.ui.preview.pdfium import Passage


class Hits:
    """The passages by page, as they come in; ``present`` is a page and which of its passages."""

    def __init__(self, words: str, page: int) -> None:
        """Look from this page on."""
        self.words = words
        self.by_page: dict[int, Sequence[Passage]] = {}
        self.present: tuple[int, int] | None = None
        self.done = not words
        self._from = page

    def add(self, page: int, passages: Sequence[Passage]) -> None:
        """Take in what was found on a page; the first one from where one is on becomes the present one."""
        self.by_page[page] = passages
        if self.present is None and page >= self._from:
            self.present = (page, 0)

    def finish(self) -> None:
        """All pages were looked at: without any passage further on, go back to the first one."""
        self.done = True
        if self.present is None and self.by_page:
            self.present = self._all()[0]

    def step(self, step: int) -> None:
        """Go to the next passage (1) or the previous one (-1), round and round."""
        places = self._all()
        if not places:
            return
        if self.present is None:
            self.present = places[0 if step > 0 else -1]
        else:
            self.present = places[(places.index(self.present) + step) % len(places)]

    @property
    def count(self) -> int:
        """How many passages there are."""
        return sum(map(len, self.by_page.values()))

    @property
    def place(self) -> int:
        """The place of the present passage among all, from 1; 0 without one."""
        return self._all().index(self.present) + 1 if self.present is not None else 0

    def _all(self) -> list[tuple[int, int]]:
        return [(page, number) for page in sorted(self.by_page) for number in range(len(self.by_page[page]))]
