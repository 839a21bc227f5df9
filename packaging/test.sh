#!/bin/sh
# Every gate, one after the other; all of them run, and one failure fails the whole.
set -eu

cd "$(dirname "$0")/.."
# The same for everybody: no screen, no theme and no language of the person who runs it.
unset LANG LANGUAGE DISPLAY WAYLAND_DISPLAY QT_QPA_PLATFORMTHEME QT_STYLE_OVERRIDE QT_SCALE_FACTOR QT_FONT_DPI
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
PATH=$PWD/.venv/bin:$PATH

failed=
log=$(mktemp)
trap 'rm -f "$log"' EXIT

gate() {
    printf '%-22s' "$*"
    if "$@" >"$log" 2>&1 </dev/null; then
        echo "bon"
    else
        echo "ÉCHEC"
        cat "$log"
        failed="$failed, $*"
    fi
}

gate ruff check
gate ruff format --check
gate mypy
gate lint-imports
echo "pytest"
pytest -n auto </dev/null || failed="$failed, pytest"

[ -z "$failed" ] || { echo "Échec : ${failed#, }" >&2; exit 1; }
