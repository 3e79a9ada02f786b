//! Sections and comments (format §3).

use super::rules;

rules! {
    Sections;

    SECTION_UNCLOSED = "section-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "A section's opener has no closer.",
        what: "`<!--name-->` without `<!--/name-->`. An `issueDescription` ends before the first heading after other content, \
               any other section at the next marker of its level or at the end.",
        why: "Services cut sections out of the article; what belongs to this one is a guess.",
        body: "<!--issueDescription-->\nThe lamp is off.\n",
        fix: ByHand "Write the closer where the section ends.",
    }

    SECTION_UNOPENED = "section-unopened" {
        severity: Warning,
        since: "0.1.0",
        summary: "A section's closer has no opener.",
        what: "`<!--/name-->` without `<!--name-->` before it. It is ignored; of two closers the first was meant to open.",
        why: "There is no section of that name, so a service that asks for it gets nothing.",
        body: "The lamp is off.\n<!--/issueDescription-->\n",
        fix: ByHand "Write the opener where the section begins, or take the closer out.",
    }

    SECTION_PAIRS = "section-pairs" {
        severity: Warning,
        since: "0.1.0",
        summary: "Section markers are doubled or crossed.",
        what: "A pair of markers inside one of the same name, which is ignored, or a closer of an outer section before that of \
               the inner one, which ends both.",
        why: "Services cut sections out of the article; what belongs to which is a guess.",
        body: "<!--rcaDescription-->\nA\n<!--resolutionDetails-->\nB\n<!--/rcaDescription-->\n<!--/resolutionDetails-->\n",
        fix: ByHand "Close the inner section first, and open each once.",
    }

    SECTION_DAMAGED = "section-damaged" {
        severity: Warning,
        since: "0.1.0",
        summary: "A section's marker is damaged.",
        what: "A marker with a misspelt `<!--` or `-->`, such as `<!--issueDescription-- >` or `<--issueDescription-->`. It is read \
               as the marker.",
        why: "Other readers show it, or hide everything up to the next `-->`.",
        body: "<!--issueDescription-- >\nIt is dark.\n<!--/issueDescription-->\n",
        fix: Safe "Writes the marker as it should be.",
    }

    SECTION_TITLE_UNCLOSED = "section-title-unclosed" {
        severity: Note,
        since: "0.1.0",
        summary: "`:::Section …` has no `:::` after it.",
        what: "The title line of a titled section without the three colons that end it, or with two of them. It is read as if they were there.",
        why: "Other readers show the line as text.",
        body: ":::Section Full lamps\nEmpty them.\n",
        fix: Safe "Writes the three colons.",
    }

    COMMENT_UNCLOSED = "comment-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment never ends and hides the rest of the file.",
        what: "`<!--` without any `-->` after it; in a field of a payload it hides the rest of that.",
        why: "Nothing after it is shown to readers.",
        body: "Turn it on.\n\n<!-- ask Ada\n\nThen turn it off.\n",
        fix: ByHand "Write `-->` where the comment ends.",
    }

    COMMENT_MISSPELT = "comment-misspelt" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment begins with a misspelt `<!--`.",
        what: "A paragraph, heading or cell of one line that is nothing but `<-- … -->`, `<!- … ->` or the like. It is hidden as \
               a comment is. Among other words such a comment shows, and is not mended.",
        why: "Other readers show what was meant for authors only.",
        body: "<-- ask Ada first -->\n",
        fix: Safe "Writes `<!--`.",
    }

    COMMENT_CLOSER = "comment-closer" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment ends where it was perhaps not meant to.",
        what: "What is nearly the end of a comment in one that goes on: `-- >`, `—>`, `--!>`, or a `->` on its first line where a blank \
               line follows in it; in a field of a payload also where another comment begins in it. What is after that is hidden, too. Or a second `-->` after a comment, before which the words show, \
               and one that ends a block, or is a line, without any `<!--` before it.",
        why: "Readers miss what is hidden, or see what was meant for authors only.",
        body: "<!-- ask Ada -> Turn it on.\n\nTurn it off. <!-- or ask Bob -->\n",
        fix: ByHand "Write `-->` where the comment ends, and nowhere else.",
    }

    COMMENT_NESTED = "comment-nested" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment holds another.",
        what: "`<!--` inside a comment, with a `-->` for each. The whole of it is hidden.",
        why: "Other readers end the comment at the first `-->` and show the rest of it.",
        body: "<!-- old: <!-- ask Ada --> and so on -->\n\nTurn it on.\n",
        fix: ByHand "Take the inner `<!--` and `-->` out.",
    }

    COMMENT_IN_INFO = "comment-in-info" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a comment in a fence's info string.",
        what: "A comment on the opening line of fenced code, where the language is. It is dropped.",
        why: "Other readers take the comment for the language, and may show it.",
        body: "```sh <!-- ask Ada -->\nls\n```\n",
        fix: ByHand "Write the comment before the code.",
    }

    NOTE_LIKE_MARKER = "note-like-marker" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment was perhaps meant as a marker.",
        what: "A comment that is close to the name of a section, such as `issueDescripton`, or that begins with `$` as \
               placeholders do, with something that is not a name after it; `end issueDescription` and `</issueDescription>`; `($lamp` and `(lamp)` after `[lamp]`; one that begins with the name of a \
               section and holds more, which is hidden; words such as `!--issueDescription-->` and \
               `issueDescription-->`, and markers after a backslash.",
        why: "A comment means nothing: the section is not there, and the placeholder is never filled in. Words show.",
        body: "<!--issueDescripton-->\nThe lamp is off.\n",
        fix: Suggested "Writes the name of the section that is closest.",
    }

    ALLOW_UNUSED = "allow-unused" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment allows what is not there.",
        what: "`<!-- selfhelp: allow … -->` with a rule that finds nothing in the block after it, in the block around it, or, \
               before the header, in the file; or one that is in no block. What strict parsing refuses cannot be allowed.",
        why: "What the comment was for may be mended, or somewhere else.",
        body: "<!-- selfhelp: allow link-gap it is quoted so -->\nTurn it on.\n",
        fix: ByHand "Take the name of the rule out of the comment, or the comment.",
    }

    ALLOW_UNKNOWN = "allow-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "A comment allows what is not a rule.",
        what: "`<!-- selfhelp: … -->` without `allow`, or with something else than the names of rules after it.",
        why: "It allows nothing.",
        body: "<!-- selfhelp: allow link-gapp -->\n[Lamps] (https://example.com/lamps)\n",
        fix: Suggested "Writes the name that is closest, where one is close.",
    }

    SECTION_EMPTY = "section-empty" {
        severity: Note,
        since: "0.1.0",
        summary: "A section has no content.",
        what: "A pair of section markers with nothing between them but comments and empty sections.",
        why: "Services that cut the section out of the article show nothing.",
        body: "<!--issueDescription-->\n<!--/issueDescription-->\n\nTurn it on.\n",
        fix: ByHand "Write the content, or take the markers out.",
    }

    DESCRIPTION_MARKUP = "description-markup" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "There is a link or emphasis in an `issueDescription`.",
        what: "The first link, and the first bold or emphasised words, in such a section.",
        why: "Some services show the description as plain words.",
        body: "<!--issueDescription-->\nThe lamp is **off**.\n<!--/issueDescription-->\n",
        fix: ByHand "Say it in plain words, and link from the steps.",
    }
}
