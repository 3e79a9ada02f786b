#!/usr/bin/env bash
# Writes docs/text-comparison.md: example articles as text, by this crate and by others from our HTML.
#
# Needs the Debian packages pandoc, lynx and w3m; html2text comes with `benches/peers`.
set -euo pipefail
cd "$(dirname "$0")/.."

width=78
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT

export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-target}
cargo build --quiet --features cli --bin selfhelp
cargo build --quiet --manifest-path benches/peers/Cargo.toml
built=$CARGO_TARGET_DIR/debug

show() {
    printf '\n### %s\n\n%s\n\n~~~text\n' "$1" "$2"
    cat
    printf '~~~\n'
}

compare() {
    local article=articles/$1.md html=$folder/article.html
    shift
    "$built/selfhelp" render "$article" > "$html"
    printf '\n## `%s`\n' "$article"
    "$built/selfhelp" render --format text --width $width "$article" | show "selfhelp" "$1"
    "$built/html2text" $width < "$html" | show "html2text" "$2"
    pandoc --from html --to plain --columns $width "$html" | show "pandoc" "$3"
    lynx -dump -width $width "$html" | show "lynx" "$4"
    w3m -dump -cols $width -T text/html "$html" | show "w3m" "$5"
}

{
    cat docs/text-comparison.head.md
    compare complete/a-machine-that-did-not-start \
        "Headings show their level, code is distinct from text, the numbers in the table are aligned, and every address is listed once." \
        "Headings keep their Markdown markers and the table gets a frame; an address that shows in the text is listed all the same." \
        "Headings look like paragraphs, and no address survives: the three documents at the end lead nowhere." \
        "Numbers come before their links, lists move to the right, the head of the table is centred over other columns, and code loses its indentation." \
        "No address survives, the note is no more than a paragraph, and lists are marked with stars and boxes that some fonts do not have."
    compare markdown/tables \
        "The wide table becomes a record for every row; the account number and the address stay in one piece." \
        "The wide table keeps its columns, but the address in it is broken, so that nobody can copy it; numbers are not aligned, and a row that is too short tears the frame." \
        "The wide table gets lines of more than two hundred columns; the link of the bank's rules is lost." \
        "The wide table becomes running text without a sign where a cell ends, and the address is broken." \
        "The columns of the wide table are pleasant to read, but the address is broken and the link of the rules is lost."
    compare markdown/nested-lists \
        "Loose and tight lists keep their spacing, and code its position below the item that it belongs to." \
        "Much the same, but loose lists lose their blank lines, and the code in one is between backticks as if it were inline." \
        "Much the same, with more indentation; the tight list that begins at seven has become loose." \
        "All lists are tight, and code is at the left edge, as if it belonged to no item." \
        "Markers are not aligned with the text above, and blank lines come and go."
} > docs/text-comparison.md
