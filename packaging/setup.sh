#!/bin/sh
# Everything `make run` and `make test` need on a fresh machine: the system libraries, .venv and the locked packages.
#   sh packaging/setup.sh run|test       PYTHON=python3.12 names another interpreter than python3
# Nothing is printed when all is in place already.
set -eu

cd -P "$(dirname "$0")/.."
root=$(pwd -P)
goal=${1:-run}
python=${PYTHON:-python3}
stamp=.venv/.ready

# Debian's names. A real window needs the second set (and the third under Wayland); the tests drive one, and open what
# is exported.
offscreen="libgl1 libegl1 libfontconfig1 libxkbcommon0 libdbus-1-3 libglib2.0-0"
window="libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
wayland="libwayland-cursor0 libwayland-egl1"
checks="poppler-utils libreoffice-calc default-jre-headless libjaxb-java xvfb xauth xdotool openbox x11-xkb-utils"

case $goal in
    run)
        libraries=$offscreen
        [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || libraries="$libraries $window"
        [ -z "${WAYLAND_DISPLAY:-}" ] || libraries="$libraries $wayland"
        ;;
    test) libraries="$offscreen $window $checks" ;;
    *) echo "Usage : sh packaging/setup.sh run|test" >&2; exit 2 ;;
esac

log=$(mktemp)
trap 'rm -f "$log"' EXIT

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# step "Sentence" command…: one line, and the command's own words only if it fails.
step() {
    sentence=$1
    shift
    printf '%s…\n' "$sentence"
    "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; stop "Échec de l’étape « ${sentence} »."; }
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

has_python() { command -v "$python" >/dev/null; }

ask_recent_python() {
    version=$("$python" -c 'import sys; print("%d.%d.%d" % sys.version_info[:3])') \
        || stop "« ${python} » ne démarre pas."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
        || stop "Il faut Python 3.11 ou plus récent, et « ${python} » est ici la version $version." \
            "Si une version plus récente est installée, nommez-la, par exemple : make $goal PYTHON=python3.12"
}

venv_works() {  # a folder that was moved, or whose Python is gone, does not count
    grep -qsF "$root/.venv/bin/" .venv/bin/pip \
        && .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

is_ready() {
    [ -f "$stamp" ] && [ -z "$(find requirements.lock pyproject.toml -newer "$stamp")" ] && venv_works
}

# The packages, among those named, that Debian does not have; newer releases call some of them …t64.
missing_packages() {
    twins=
    for package; do twins="$twins $package ${package}t64"; done
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f '<${Package} ${db:Status-Status}>' $twins 2>/dev/null || true)
    for package; do
        case $installed in
            *"<$package installed>"* | *"<${package}t64 installed>"*) ;;
            *) printf ' %s' "$package" ;;
        esac
    done
}

apt_install() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get -q update && apt-get -q install -y --no-install-recommends "$@"
}

install_system_packages() {
    wanted=$libraries
    if [ "$ready" = no ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        wanted="$wanted ${python##*/} ${python##*/}-venv"
    fi
    # shellcheck disable=SC2086
    missing=$(missing_packages $wanted)
    [ -n "$missing" ] || return 0
    [ "$(id -u)" -eq 0 ] \
        || stop "Il manque des paquets du système. Tapez cette ligne, puis recommencez :" "sudo apt-get install$missing"
    # shellcheck disable=SC2086
    step "Paquets du système :$missing" apt_install $missing
}

install_python_packages() {
    venv_works || step "Environnement Python (.venv)" "$python" -m venv --clear .venv
    : >"$stamp.new" # dated before the work: a lock edited meanwhile is newer
    export PIP_DISABLE_PIP_VERSION_CHECK=1
    step "Paquets Python, vérifiés un à un (quelques minutes la première fois)" \
        .venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock
    step "Feuille de route NFI" .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation -e .
    .venv/bin/python -c 'import PySide6.QtWidgets' 2>"$log" || {
        cat "$log" >&2
        stop "Il manque à Qt une bibliothèque du système parmi : libGL, libEGL, fontconfig, libxkbcommon, libdbus-1, glib2."
    }
    mv "$stamp.new" "$stamp"
}

ready=no
if is_ready; then ready=yes; elif has_python; then ask_recent_python; fi
if is_debian; then install_system_packages; fi
[ "$ready" = no ] || exit 0
has_python || stop "« ${python} » est introuvable : installez Python 3.11 ou plus récent."
ask_recent_python
install_python_packages
echo "Tout est en place."
