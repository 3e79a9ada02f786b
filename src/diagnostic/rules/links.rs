//! Links, their definitions, and images (format §5).

use super::rules;

rules! {
    Links;

    LINK_UNSAFE = "link-unsafe" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's target cannot be followed safely.",
        what: "A target with another scheme than `https`, `http`, `mailto` and those of the portal, without an address, or with \
               control characters.",
        why: "The text shows without a link.",
        body: "[Run it](javascript:run())\n",
        fix: ByHand "Link to a page, or take the link out.",
    }

    LINK_RELATIVE = "link-relative" {
        severity: Note,
        since: "0.1.0",
        summary: "A link's target is relative, empty or an anchor.",
        what: "A target without a scheme that is not an address either: `lamp-2.md`, `#steps`, or nothing at all.",
        why: "The text shows without a link, unless the host says what such targets are relative to.",
        body: "[Another lamp](lamp-2.md)\n",
        fix: ByHand "Write the whole address.",
    }

    LINK_NO_SCHEME = "link-no-scheme" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's target has no scheme.",
        what: "A target, or an address among words, that lacks its `https://`, `mailto:` or `data-blade:`.",
        why: "The text shows without a link.",
        body: "[Lamps](www.example.com/lamps)\n",
        fix: Safe "Writes the scheme before the target.",
    }

    LINK_SCHEME_TYPO = "link-scheme-typo" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's scheme is misspelt.",
        what: "A target whose scheme is close to one that makes a link: `htps://`, `https//`, `datablade:`.",
        why: "The text shows without a link.",
        body: "[Lamps](htps://example.com/lamps)\n",
        fix: Safe "Writes the scheme.",
    }

    LINK_SPACE = "link-space" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's target holds a space.",
        what: "`[text](address with spaces)`, or a target in angle brackets with spaces.",
        why: "Such brackets are not a link, and readers see them with the address.",
        body: "[Lamps](https://example.com /lamps)\n",
        fix: Suggested "Takes out spaces beside a slash; others may have to be `%20`.",
    }

    LINK_TITLE = "link-title" {
        severity: Warning,
        since: "0.1.0",
        summary: "The title of a link runs over too many lines.",
        what: "A title in a link or definition that does not end within the limit of lines. The link is text.",
        why: "A quote that is not closed would take the rest of the article into the title.",
        body: "[Lamps](https://example.com \"a\nb\nc\")\n",
        fix: ByHand "Close the quote.",
    }

    LINK_BLADE = "link-blade" {
        severity: Warning,
        since: "0.1.0",
        summary: "A blade link does not follow the grammar of blade links.",
        what: "`data-blade:` and the like without `Extension.Blade` and pairs of parameter and value after it.",
        why: "The portal cannot open it, and the text shows without a link.",
        body: "[Lamps](data-blade:Fabrikam)\n",
        fix: ByHand "Write `data-blade:Extension.Blade.parameter.$value`.",
    }

    LINK_GAP = "link-gap" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a space between the two halves of a link.",
        what: "`[text] (address)` where the address is surely meant as one, or a line end for the space. It is read as the \
               link; without a scheme, as in `[text] (www.example.com)`, it stays text.",
        why: "For Markdown it is not a link, and readers elsewhere see the brackets.",
        body: "[Lamps] (https://example.com/lamps)\n",
        fix: Safe "Takes the space out.",
    }

    LINK_BRACKETS = "link-brackets" {
        severity: Warning,
        since: "0.1.0",
        summary: "A bracket of a link is missing or out of place.",
        what: "`text](address)`, `[text (address)`, `[text](address` at the end of a line, `(text)[address]`, or a title without \
               its last quote.",
        why: "It is not a link, and readers see the brackets and the address.",
        body: "[Lamps](https://example.com/lamps\n",
        fix: Suggested "Writes the bracket or quote where it is missing.",
    }

    LINK_END = "link-end" {
        severity: Warning,
        since: "0.1.0",
        summary: "Something that is not a part of it is at the end of a link's target.",
        what: "A `<br>` or a character that shows as nothing (U+200B, U+FEFF, U+00AD and the like) at the end of a target or of a \
               bare address. It is left out.",
        why: "The address with it leads nowhere.",
        body: "[Lamps](https://example.com/lamps<br>)\n",
        fix: Safe "Takes it out.",
    }

    LINK_AMBIGUOUS = "link-ambiguous" {
        severity: Note,
        since: "0.1.0",
        summary: "Links have the same text and different targets.",
        what: "Two links of an article with the same words and different addresses.",
        why: "Whoever hears the links in a list cannot tell them apart.",
        body: "[here](https://example.com/a) and [here](https://example.com/b)\n",
        fix: ByHand "Say in the text of each link where it leads.",
    }

    LINK_TEXT = "link-text" {
        severity: Warning or Note,
        since: "0.1.0",
        summary: "The text of a link is another address than its target.",
        what: "A link whose text is an address that is not that of its target; a note where the host is the same.",
        why: "Readers believe that they go where the text says.",
        body: "[https://example.com/lamps](https://example.org/lamps)\n",
        fix: ByHand "Write the address of the target as the text, or words.",
    }

    LINK_HOST = "link-host" {
        severity: Warning,
        since: "0.1.0",
        summary: "The host of a link or image can be taken for another by its letters.",
        what: "A host name that mixes letters of scripts that look alike, or is of Cyrillic letters that look like Latin ones.",
        why: "Readers take it for the host that it looks like.",
        body: "[Lamps](https://ex\u{430}mple.com/lamps)\n",
        fix: ByHand "Write the host in the letters of one script.",
    }

    BIDI_CONTROL = "bidi-control" {
        severity: Warning,
        since: "0.1.0",
        summary: "A character turns the direction of text, so that it reads otherwise than it is.",
        what: "Characters that embed, isolate or override the direction of text, where nothing of that direction needs them.",
        why: "Readers, and reviewers of the file, see other words than there are.",
        body: "Press \u{202E}trats\u{202C} now.\n",
        fix: Suggested "Takes the character out.",
    }

    DEFINITION_AS_TEXT = "definition-as-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "A definition that nothing uses has a target that is not a URL.",
        what: "A line such as `[Error]: timeout`, which Markdown takes for a link reference definition and hides. It is shown as \
               text.",
        why: "Other readers show nothing of the line.",
        body: "[Error]: timeout\n",
        fix: ByHand "Write `\\[` for the bracket, or another mark than brackets.",
    }

    IMAGE_TARGET = "image-target" {
        severity: Warning,
        since: "0.1.0",
        summary: "An image cannot be shown.",
        what: "An image whose address does not begin with `https://`.",
        why: "Its alternative text shows instead.",
        body: "![A lamp](lamp.png)\n",
        fix: ByHand "Write the whole `https://` address.",
    }

    IMAGE_NO_ALT = "image-no-alt" {
        severity: Note,
        since: "0.1.0",
        summary: "An image has no alternative text.",
        what: "An image with nothing between `![` and `]`, or an empty `alt`.",
        why: "Whoever cannot see the image does not learn what it shows.",
        body: "![](https://example.com/lamp.png)\n",
        fix: ByHand "Say between `![` and `]` what the image shows.",
    }
}
