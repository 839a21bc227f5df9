"""Where the rules come from, as their page says it."""

EXERCISE = "réunion des conseils régionaux du 26 novembre 2013"
PRACTICE = "bonne pratique"
CONSISTENCY = "cohérence"
