"""How a workbook looks: sober, one typeface that every Excel has, the colours of the program."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

FACE = "Calibri"
INK, MUTED, LINE = "16213A", "5A6478", "E2E0D8"
RANK_COLOURS = {1: "1F4E9E", 2: "0B6B62"}

BODY = Font(name=FACE, size=10, color=INK)
STRONG = Font(name=FACE, size=10, color=INK, bold=True)
QUIET = Font(name=FACE, size=10, color=MUTED)
LINK = Font(name=FACE, size=10, color=RANK_COLOURS[1], underline="single")
TITLE = Font(name=FACE, size=18, color=INK, bold=True)
SUBTITLE = Font(name=FACE, size=12, color=MUTED)
SECTION = Font(name=FACE, size=12, color=INK, bold=True)
RANKS = {rank: Font(name=FACE, size=10, color=colour, bold=True) for rank, colour in RANK_COLOURS.items()}

HEADER_FILL = PatternFill("solid", fgColor=LINE)
_hairline, _rule = Side("thin", color=LINE), Side("thin", color=INK)
ROW_BORDER = Border(bottom=_hairline)
RULE = Border(bottom=_rule)

TEXT_ALIGNMENT = Alignment(vertical="top", wrap_text=True)
NUMBER_ALIGNMENT = Alignment(vertical="top", horizontal="right")
CENTRED = Alignment(vertical="top", horizontal="center")
HEADER_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
HEADER_NUMBER_ALIGNMENT = Alignment(vertical="center", horizontal="right", indent=2, wrap_text=True)  # beside the arrow
HEADER_CENTRED = Alignment(vertical="center", horizontal="center", wrap_text=True)
LABEL_ALIGNMENT = Alignment(vertical="center")
VALUE_ALIGNMENT = Alignment(vertical="center", horizontal="left", wrap_text=True)
COUNT_ALIGNMENT = Alignment(vertical="center", horizontal="right")

LINE_HEIGHT, ROW_PADDING, TALLEST_ROW = 13.0, 4.0, 409.0  # points; Excel has no taller row

TEXT_FORMAT = "@"
PLAIN_FORMAT = "0"  # years and plan numbers: no thousands
INTEGER_FORMAT = "#,##0"  # Excel shows 1 250 000 in French
EUROS_FORMAT = '#,##0\\ "€"'
DATE_FORMAT = "dd/mm/yyyy"
