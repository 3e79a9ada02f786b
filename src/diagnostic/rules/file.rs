//! The file as such (format §1).

use super::rules;

rules! {
    File;

    ENCODING = "encoding" {
        severity: Warning,
        since: "0.1.0",
        summary: "The file is not UTF-8; it was read as Windows-1252, or with replacement characters.",
        what: "Bytes without a byte order mark of UTF-16 that are not UTF-8. They are read as Windows-1252; where most of \
               what is not ASCII is well-formed UTF-8, the broken bytes become U+FFFD instead.",
        why: "The encoding of such a file can only be guessed, and readers see the guess.",
        file: "<properties pageTitle=\"Lamp\" />\n# Größe der Lampe\n",
        fix: ByHand "Save the file as UTF-8. The example is meant to be saved as Windows-1252.",
    }

    INPUT_TOO_LARGE = "input-too-large" {
        severity: Error,
        since: "0.1.0",
        summary: "The input is larger than the limit.",
        what: "A file of more than 1 MiB, or of more bytes than the host allows. Strict parsing refuses it; lenient parsing \
               keeps its text as one literal block.",
        why: "Articles have a few kilobytes. What is so large is another kind of file, or an attack.",
        file: "<properties pageTitle=\"Lamp\" />\n# More text than the limit allows\n",
        fix: ByHand "Split the article, or take out what is not text, such as a picture in a `data:` address.",
    }

    DIAGNOSTICS = "diagnostics" {
        severity: Warning,
        since: "0.1.0",
        summary: "There are more diagnostics than the limit, so that some are left out.",
        what: "More than 1,000 findings in a file, or more than the host allows. Notes are left out first and errors last; \
               this one is at the first that is left out, and no comment allows it.",
        why: "What is not reported may matter, too. So many findings mostly have one cause, such as a file of another kind.",
        body: "The lamp<!--/$lamp-->, the switch<!--/$switch--> and the cable<!--/$cable-->\n",
        fix: ByHand "Mend what is reported, and check again.",
    }

    TEXT_BEFORE_HEADER = "text-before-header" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is text before the header.",
        what: "Anything but blanks and comments before `<properties`. The text is read as the start of the body.",
        why: "The portal expects the header first, and readers see whatever else is there.",
        file: "Draft of Ada\n\n<properties pageTitle=\"Lamp\" />\n# Lamp\n",
        fix: ByHand "Move the text after the header, or put it between `<!--` and `-->`.",
    }
}
