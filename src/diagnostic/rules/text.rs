//! What the text says (format §5).

use super::rules;

rules! {
    Text;

    TEXT_INTERNAL = "text-internal" {
        severity: Warning,
        since: "0.1.0",
        summary: "There are words that are not meant for readers.",
        what: "`internal use only`, `do not provide to customer`, `not customer ready` and the like, in any case; those of them that sentences for readers hold, too, such as `internal only` and `for internal use`, in capital letters or with nothing else in their sentence.",
        why: "Readers see what authors wrote for each other.",
        body: "INTERNAL USE ONLY\n",
        fix: ByHand "Take the words out, or put them between `<!--` and `-->`.",
    }

    TEXT_OPEN = "text-open" {
        severity: Warning,
        since: "0.1.0",
        summary: "The text is not finished.",
        what: "`TODO`, `TBD` or `FIXME` as a word of its own, in capital letters, outside of code and addresses. `TODO app` and `TODO list` are names of examples.",
        why: "Readers see that something is missing.",
        body: "TODO: say how to turn it on.\n",
        fix: ByHand "Write what is missing, or take the word out.",
    }

    TEXT_REPLACEMENT = "text-replacement" {
        severity: Warning,
        since: "0.1.0",
        summary: "The text holds a replacement character.",
        what: "U+FFFD in words: what some program could not decode.",
        why: "The character that was there is lost.",
        body: "The lamp’s � switch\n",
        fix: ByHand "Write what was there.",
    }

    TEXT_INVISIBLE = "text-invisible" {
        severity: Note,
        since: "0.1.0",
        summary: "The text holds a character that does not show.",
        what: "Zero-width spaces, word joiners and byte order marks among words; joiners, which scripts and emoji need, are left alone.",
        why: "Searching does not find the words, and what is copied does not work.",
        body: "The\u{200B} lamp is off.\n",
        fix: Safe "Takes the character out where it is in or beside a word, so that nothing else is read without it.",
    }
}
