//! Placeholders (format §4).

use super::rules;

rules! {
    Placeholders;

    PLACEHOLDER_SPELLING = "placeholder-spelling" {
        severity: Note,
        since: "0.1.0",
        summary: "A placeholder is written in another accepted spelling.",
        what: "Markers such as `<!--{$name}-->`, `<!--$$name-->`, `<!--$/name-->` and the old `[name]<!--($name)-->`, which are \
               read as `<!--$name-->` and `<!--/$name-->` are.",
        why: "Other readers may not know the spelling, and then it is never filled in.",
        body: "The lamp <!--{$lamp}-->[lamp]<!--/$lamp--> is off.\n",
        fix: Safe "Writes the usual spelling; an old `<!--($name)-->` has to be mended by hand.",
    }

    PLACEHOLDER_MISMATCH = "placeholder-mismatch" {
        severity: Warning,
        since: "0.1.0",
        summary: "A placeholder's closer differs from its opener.",
        what: "A closer whose name is close to that of the opener, or differs from it in case. It closes the placeholder.",
        why: "Strict readers find no closer, and one of the two names is not the one that a service fills in.",
        body: "The lamp <!--$lampName-->[lamp]<!--/$lampname--> is off.\n",
        fix: ByHand "Write the same name twice.",
    }

    PLACEHOLDER_UNCLOSED = "placeholder-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "A placeholder has no closer.",
        what: "`<!--$name-->` without `<!--/$name-->` before the end of the block or the next opener. Its default is empty.",
        why: "The words that were meant as the default are shown beside the value.",
        body: "The lamp <!--$lamp-->[lamp] is off.\n",
        fix: ByHand "Write the closer after the default.",
    }

    PLACEHOLDER_UNOPENED = "placeholder-unopened" {
        severity: Warning,
        since: "0.1.0",
        summary: "A placeholder's closer has no opener.",
        what: "`<!--/$name-->` without `<!--$name-->` before it. It shows nothing.",
        why: "Nothing is filled in there.",
        body: "The lamp [lamp]<!--/$lamp--> is off.\n",
        fix: ByHand "Write the opener before the default, or take the closer out.",
    }

    PLACEHOLDER_REPEATED = "placeholder-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a placeholder's opener where its closer should be.",
        what: "`<!--$name-->` twice around a default. The second closes the placeholder.",
        why: "Strict readers find two placeholders, and no closer.",
        body: "The lamp <!--$lamp-->[lamp]<!--$lamp--> is off.\n",
        fix: ByHand "Write a `/` before the second `$`.",
    }

    PLACEHOLDER_DAMAGED = "placeholder-damaged" {
        severity: Warning,
        since: "0.1.0",
        summary: "A placeholder is damaged but was recognised.",
        what: "Markers such as `<!--/$name>` and `<!--@name-->`, and one without `$` whose other one has it.",
        why: "Strict readers take it for a comment, and it is never filled in.",
        body: "The lamp <!--$lamp-->[lamp]<!--/$lamp> is off.\n",
        fix: Safe "Writes the marker as it was read.",
    }

    PLACEHOLDER_EMPHASIS = "placeholder-emphasis" {
        severity: Warning,
        since: "0.1.0",
        summary: "Emphasis that is opened outside a placeholder closes inside it.",
        what: "Asterisks of which one run is before a placeholder and its partner in the default. The placeholder ends there.",
        why: "A value would take the closing asterisks with it, and all that follows would be bold.",
        body: "The lamp **<!--$lamp-->[lamp]**<!--/$lamp--> is off.\n",
        fix: ByHand "Put both runs of asterisks outside the markers, or both inside.",
    }

    PLACEHOLDER_DEFAULT = "placeholder-default" {
        severity: Warning,
        since: "0.1.0",
        summary: "A placeholder's default is too long to be read as Markdown.",
        what: "More than 4 KiB between the markers of a placeholder, or more than the host allows. It is shown as text.",
        why: "Readers see the marks of Markdown and HTML in it. Defaults have a few words; so long a one mostly ends where \
               another placeholder's closer is.",
        body: "The lamp <!--$lamp-->[**lamp** in the hall]<!--/$lamp--> is off.\n",
        fix: ByHand "Write a short default, or the closer where it belongs.",
    }

    PLACEHOLDER_IN_INFO = "placeholder-in-info" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a placeholder in a fence's info string.",
        what: "A placeholder on the opening line of fenced code, where the language is. It is dropped.",
        why: "Nothing of that line is shown, so a value would show nowhere.",
        body: "```<!--$shell-->sh<!--/$shell-->\nls\n```\n",
        fix: ByHand "Write the language as it is.",
    }

    PLACEHOLDER_CASE = "placeholder-case" {
        severity: Warning,
        since: "0.1.0",
        summary: "Two placeholders differ in case only.",
        what: "Two names of placeholders in one article that are the same but for case.",
        why: "Names compare exactly: a service fills in one of them, and the other keeps its default.",
        body: "<!--$lamp-->[lamp]<!--/$lamp--> and <!--$Lamp-->[lamp]<!--/$Lamp-->\n",
        fix: ByHand "Write the name that the service fills in.",
    }
}
