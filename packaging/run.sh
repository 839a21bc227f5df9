#!/bin/sh
# `make run`: the example in its window, or in files where there is no screen. Set-up is done by then.
set -eu

cd "$(dirname "$0")/.."
planner=.venv/bin/nfi-planner
folder=build/example
day=2014-03-28
mkdir -p "$folder"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" = Darwin ]; then
    file=$folder/exemple.nfi
    [ -e "$file" ] || "$planner" example "$file"
    exec "$planner" "$file" --today "$day"
fi

# A name of its own: what was typed in the window's copy is not ours to throw away.
file=$folder/exemple-sans-ecran.nfi
pdf=$folder/feuille-de-route.pdf
xlsx=$folder/feuille-de-route.xlsx
rm -f "$file" "$file"-journal "$pdf" "$xlsx"
"$planner" example "$file"
"$planner" check "$file" --today "$day" || [ $? -eq 1 ] # 1: a finding blocks; the files are written all the same
"$planner" export "$file" --pdf "$pdf" --xlsx "$xlsx" --today "$day"
for written in "$file" "$pdf" "$xlsx"; do
    [ -s "$written" ] || { echo "Le fichier $written n’a pas été écrit." >&2; exit 1; }
done
echo "Pas d’écran ici : l’exemple est écrit, contrôlé et exporté dans $PWD/$folder."
