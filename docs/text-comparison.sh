#!/usr/bin/env bash
# Writes docs/text-comparison.md: the articles of docs/text-comparison/ as text, by this crate and by others.
#
# Needs the Debian packages pandoc, lynx and w3m, and rich from PyPI; html2text comes with `benches/peers`.
set -euo pipefail
cd "$(dirname "$0")/.."

width=78
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}
if [ -z "${SELFHELP:-}" ]; then
    cargo build --quiet --features cli --bin selfhelp
    SELFHELP=$CARGO_TARGET_DIR/debug/selfhelp
fi
if [ -z "${HTML2TEXT:-}" ]; then
    cargo build --quiet --manifest-path benches/peers/Cargo.toml
    HTML2TEXT=$CARGO_TARGET_DIR/debug/html2text
fi

# show TOOL: what it made.
show() {
    printf '\n#### %s\n\n~~~text\n' "$1"
    sed 's/[[:space:]]*$//'
    printf '~~~\n'
}

# compare ARTICLE TITLE WHAT: all tools, and what a reader notices.
compare() {
    local article=docs/text-comparison/$1.md html=$folder/article.html
    "$SELFHELP" render "$article" > "$html"
    printf '\n## %s\n\n%s\n\n[The article](text-comparison/%s.md).\n' "$2" "$3" "$1"
    "$SELFHELP" render --format text --color never --width $width "$article" | show selfhelp
    "$HTML2TEXT" $width < "$html" | show html2text
    pandoc --from html --to plain --columns $width "$html" | show pandoc
    lynx -dump -width $width "$html" | show lynx
    w3m -dump -cols $width -T text/html "$html" | show w3m
    "$SELFHELP" render --format markdown "$article" | python3 -m rich.markdown --width $width - | show rich
}

{
    cat docs/text-comparison.head.md
    while IFS='|' read -r article title what; do
        compare "$article" "$title" "$what"
    done < docs/text-comparison.list
} > docs/text-comparison.md
