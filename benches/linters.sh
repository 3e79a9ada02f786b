#!/usr/bin/env bash
# What `selfhelp check` takes beside other linters of Markdown on the same files: benches/linters.sh FOLDER
#
# CPU seconds of the fastest of five runs, all rules on, whatever is found. `rumdl` and `markdownlint-cli2` are taken where they are
# installed (`pip install rumdl`, `npm install --global markdownlint-cli2`).
set -euo pipefail
folder=$(cd "${1:?a folder of articles}" && pwd)
cd "$(dirname "$0")/.."
[ -n "${SELFHELP:-}" ] || cargo build --quiet --release --all-features --bin selfhelp
selfhelp=$(realpath "${SELFHELP:-target/release/selfhelp}")
files=$(find "$folder" -name '*.md' | wc -l)

# User and system time of a command that may find something.
seconds() {
    local TIMEFORMAT='%U %S' best=
    for _ in 1 2 3 4 5; do
        local time
        time=$( { time "$@" > /dev/null 2>&1 || true; } 2>&1 )
        time=$(awk '{ print $1 + $2 }' <<< "$time")
        best=$(printf '%s\n' "$time" $best | sort -g | head -1)
    done
    printf '%s' "$best"
}

row() { # name, command…
    local name=$1
    shift
    command -v "$1" > /dev/null || { printf '%-28s not installed\n' "$name"; return; }
    printf '%-28s %8s s\n' "$name" "$(seconds "$@")"
}

echo "$files files"
cd "$folder"
row "selfhelp inspect" "$selfhelp" inspect .
row "selfhelp check, default" "$selfhelp" check --no-config --statistics .
row "selfhelp check, all rules" "$selfhelp" check --no-config --select all --statistics .
row "rumdl check" rumdl check --no-cache --no-config .
row "markdownlint-cli2" markdownlint-cli2 '**/*.md'
