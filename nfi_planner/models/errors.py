"""What can be said to the user in a sentence. Anything else that is raised is a bug."""

from nfi_planner.support.french import typeset


class KnownError(Exception):
    """A situation the user can do something about.

    ``sentence`` says what is wrong, ``cure`` what to do next; both are French sentences.
    """

    def __init__(self, sentence: str, cure: str = "") -> None:
        self.sentence = typeset(sentence)
        self.cure = typeset(cure)
        super().__init__(f"{self.sentence} {self.cure}".strip())
