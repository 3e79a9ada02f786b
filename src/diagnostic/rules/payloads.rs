//! Payloads (format §7).

use super::rules;

rules! {
    Payloads;

    PAYLOAD_JSON = "payload-json" {
        severity: Error,
        since: "0.1.0",
        summary: "The payload is not JSON, or there are several.",
        what: "A body that is a payload but is refused by a JSON parser. Its text is kept, and read as far as it can be. Or a payload \
               after another one.",
        why: "The form or record that it describes is not there.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\" \"controlType\": \"textbox\"}]}\n---\n",
        fix: Suggested "Writes or takes out the comma, colon, bracket, backslashes or quotes that mend it, where it is clear which; anything else is mended by hand.",
    }

    PAYLOAD_CONTROL = "payload-control" {
        severity: Warning,
        since: "0.1.0",
        summary: "A string of the payload holds raw control characters.",
        what: "A tab or line end inside a JSON string that is not written `\\t` or `\\n`. It is read as if it were.",
        why: "Strict JSON parsers refuse the whole payload.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"a\": \"one\ttwo\"}\n---\n",
        fix: ByHand "Write `\\t` for a tab and `\\n` for a line end.",
    }

    PAYLOAD_FENCE = "payload-fence" {
        severity: Warning,
        since: "0.1.0",
        summary: "The payload's `---` lines are missing or damaged.",
        what: "A payload without a line of three dashes before and after it: with `—`, `--`, `***`, `<hr>` or none. It is found \
               all the same.",
        why: "Other readers find no payload.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"a\": 1}\n",
        fix: Safe "Writes the line of dashes; a code fence has to be taken out by hand.",
    }

    PAYLOAD_TEXT = "payload-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is text around the payload.",
        what: "Anything but headings and comments before the payload, or anything but comments after it. It is kept as Markdown.",
        why: "Whoever shows the form does not show the text.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\nText.\n---\n{\"a\": 1}\n---\n",
        fix: ByHand "Take the text out, or make it a part of the payload.",
    }

    PAYLOAD_MISSING = "payload-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "An article of a payload type has no payload.",
        what: "A `selfHelpType` whose body is JSON, and a body without any.",
        why: "There is nothing to show to whoever opens the form.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n\nTurn it on.\n",
        fix: ByHand "Write the payload between two lines of `---`, or another type.",
    }

    PAYLOAD_KEY_REPEATED = "payload-key-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "A key of the payload is given twice.",
        what: "A key that the same JSON object has already. Both are kept, and the last one counts.",
        why: "The value of the first one is shown to nobody.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"a\": 1, \"a\": 2}\n---\n",
        fix: ByHand "Keep the one that was meant.",
    }
}
