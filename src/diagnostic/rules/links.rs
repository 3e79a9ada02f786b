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
        what: "A target without a scheme that is not an address either: `lamp-2.md`, `#steps`, or nothing at all. One that begins with \
               a token of the host, such as `{documentLink}`, is left alone.",
        why: "The text shows without a link, unless the host says what such targets are relative to.",
        body: "[Another lamp](lamp-2.md)\n",
        fix: ByHand "Write the whole address.",
    }

    LINK_NO_SCHEME = "link-no-scheme" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's target has no scheme.",
        what: "A target, or an address among words, that lacks its `https://`, `mailto:` or `data-blade:`. `<www.example.com>`, which is a link between brackets that show.",
        why: "The text shows without a link, or with brackets.",
        body: "[Lamps](www.example.com/lamps)\n",
        fix: Safe "Writes the scheme before the target.",
    }

    LINK_SCHEME_TYPO = "link-scheme-typo" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's scheme is misspelt.",
        what: "A target whose scheme is close to one that makes a link: `htps://`, `https//`, `datablade:`. Or an address among words \
               with other slashes after its scheme, `https:\\example.com`, `https:/example.com`.",
        why: "The text shows without a link.",
        body: "[Lamps](htps://example.com/lamps)\n",
        fix: Safe "Writes the scheme, and slashes for backslashes.",
    }

    LINK_SPACE = "link-space" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link's target holds a space.",
        what: "`[text](address with spaces)`, an address or a target in angle brackets with spaces, or the name of a picture with \
               one, `![Lamp](C:\\my lamp.png)`, or a size after it, `![Lamp](lamp.png =100x20)`.",
        why: "Such brackets are not a link, and readers see them with the address.",
        body: "[Lamps](https://example.com /lamps)\n",
        fix: Suggested "Takes out spaces beside a slash, and the size of a picture; other spaces may have to be `%20`.",
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
               link; without a scheme, as in `[text] (www.example.com)`, in HTML and with another sign, `[text]: (address)`, it stays \
               text. `[text] [1]` with a definition of `[1]`, which is a link of its own then.",
        why: "For Markdown it is not a link, and readers elsewhere see the brackets.",
        body: "[Lamps] (https://example.com/lamps)\n",
        fix: Safe "Takes the space out, unless that makes no link, as in HTML.",
    }

    LINK_BRACKETS = "link-brackets" {
        severity: Warning,
        since: "0.1.0",
        summary: "A bracket of a link is missing or out of place.",
        what: "`text](address)`, `[text (address)`, `[text](address` at the end of a line, `(text)[address]`, \
               `[text][address]`, `[text]((address)`, `[text]（address）`, `[text]{address}`, `[text] <address>`, `\\[text\\](address)`, \
               `［text］(address)`, `【text】（address）`, `！[text](picture.png)`, `[text](address)(address)`, `[[text](address)`, `[text](address]`, `[text](address(b)`, `[text]\\(address)`, `[text|address]`, `<address|text>`, a link in the \
               text of another, another bracket for one of these, `{text](address)`, `[text}(address)`, quotes inside the title, \
               `[text](address\"title\")` without the space, `[address](text of the link)`, `[text](text of the link)(address)`, `[text][(address)]`, `[text](url: address)`, `[address Text]`, \
               `[text][label]` without a definition of the label, `<address` without its `>`, or a title without its last quote. With signs around the address, `[text]((address))` or `[text](\"address\")`, it is read as the \
               link without them.",
        why: "It is not a link, and readers see the brackets and the address.",
        body: "[Lamps](https://example.com/lamps\n",
        fix: Suggested "Writes the bracket or quote where it is missing, or takes out what is too much.",
    }

    LINK_END = "link-end" {
        severity: Warning,
        since: "0.1.0",
        summary: "Something that is not a part of it is in a link's target.",
        what: "A `<br>`, another tag such as `</b>` or a character that shows as nothing (U+200B, U+FEFF, U+00A0 and the like) at the end of a \
               target or, of those characters, of a bare address, or such a character at its beginning. It is left out. What ends an isolate around \
               an address, and marks of direction in text from right to left, are left alone. In the middle of a target a `<br>` or an end tag is found, too, and \
               stays, and so do a quotation mark, a bracket or a backtick at the end of a target that nothing opens, a comma, and the full stop of CJK text.",
        why: "The address with it leads nowhere.",
        body: "[Lamps](https://example.com/lamps<br>)\n",
        fix: Safe "Takes it out.",
    }

    LINK_INVISIBLE = "link-invisible" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a character in an address that nobody sees there.",
        what: "A character that shows as nothing (U+200B, U+00AD, U+2060 and the like) within a target or a bare address, or a hyphen U+2010 or \
               U+2011 between letters of one. A bare address ends before it.",
        why: "The link leads elsewhere than the address that readers see.",
        body: "Read https://example.com/la\u{200B}mps now.\n",
        fix: Suggested "Takes the character out, or writes `-` for a hyphen.",
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

    LINK_IN_CODE = "link-in-code" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link is in code.",
        what: "A link in a `<code>` or a `<pre>`. Its words show, and its address does not.",
        why: "Code has no links, so readers cannot go there.",
        body: "<code>run <a href=\"https://example.com/lamp\">this</a></code>\n",
        fix: ByHand "Write the link around the code, or next to it.",
    }

    DEFINITION_AS_TEXT = "definition-as-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "A definition has a target that is not a URL, is all of an item, or is a footnote.",
        what: "A line such as `[Error]: timeout`, which Markdown takes for a link reference definition and hides, as it does every \
               further one of a label. It is shown as text; where `[Error]` is in the text, too, only if the target is a word and no \
               path, such as `guide.md`. So is one with a URL that nothing uses and that would leave an item empty, \
               `* [Guide]: https://example.com`. A footnote, `[^1]: A sentence.`, is text, too.",
        why: "Other readers show nothing of the line, or a footnote.",
        body: "[Error]: timeout\n",
        fix: ByHand "Write `\\[` for the bracket, or another mark than brackets.",
    }

    DEFINITION_UNUSED = "definition-unused" {
        severity: Note,
        since: "0.1.0",
        summary: "Nothing uses a definition.",
        what: "`[Guide]: https://example.com`, where neither `[Guide]` nor `[text][Guide]` is in the article. It shows nothing.",
        why: "Readers miss a link that was perhaps meant to be on that line.",
        body: "Read on:\n\n[Guide]: https://example.com\n",
        fix: ByHand "Write `[Guide](https://example.com)` for a link, or take the line out.",
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

    LINK_HTTP = "link-http" {
        severity: Note,
        since: "0.1.0",
        summary: "A link is not encrypted.",
        what: "A link to an address that begins with `http:`. Numbers such as `10.0.0.1`, `localhost` and names of XML schemas are left alone.",
        why: "Anybody on the way can read and change what readers are shown.",
        body: "[Lamps](http://example.com/lamps)\n",
        fix: Suggested "Writes `https:`, which nearly every host understands; not for one without a dot, `http://intranet`, or with a port of its own.",
    }

    LINK_LOCALE = "link-locale" {
        severity: Note,
        since: "0.1.0",
        summary: "There is a language in the path of a link.",
        what: "`/en-us/` and the like at the beginning of the path, on hosts that show a page in the reader's language without it.",
        why: "Everybody gets the page in that language.",
        body: "[Lamps](https://docs.microsoft.com/en-us/lamps)\n",
        fix: Suggested "Takes the language out.",
    }

    LINK_SHORT = "link-short" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link leads to a shortened address.",
        what: "A link to `bit.ly`, `tinyurl.com` and the like; `aka.ms` and `go.microsoft.com`, which lead to pages of one company, are left alone.",
        why: "Nobody sees where it leads, and whoever owns the short address can change that.",
        body: "[Lamps](https://bit.ly/lamps)\n",
        fix: ByHand "Write the address itself.",
    }

    LINK_REVIEW = "link-review" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link leads to a page for reviewers.",
        what: "A link to a host such as `review.docs.microsoft.com`.",
        why: "Readers cannot open it.",
        body: "[Lamps](https://review.docs.microsoft.com/lamps)\n",
        fix: ByHand "Write the address of the published page.",
    }

    LINK_WRAPPED = "link-wrapped" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link leads through the protection of somebody's mail.",
        what: "A link to `safelinks.protection.outlook.com` and the like, as mail programs make it of an address.",
        why: "It holds the mail address of its first reader, and ends when the protection does.",
        body: "[Lamps](https://nam06.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.com%2Flamps&data=x)\n",
        fix: Suggested "Writes the address that the link holds.",
    }

    LINK_TEXT_EMPTY = "link-text-empty" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link has no text.",
        what: "`[](address)`, or an `<a>` with nothing in it.",
        why: "Nobody can see or follow it.",
        body: "Turn it on. [](https://example.com/lamps)\n",
        fix: ByHand "Write what the link leads to between the brackets.",
    }

    LINK_TEXT_VAGUE = "link-text-vague" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "The text of a link says nothing.",
        what: "`here`, `this link`, `learn more` and the like as the whole text of a link.",
        why: "Whoever hears the links in a list cannot tell where they lead.",
        body: "Read more [here](https://example.com/lamps).\n",
        fix: ByHand "Say where the link leads.",
    }

    LINK_REPEATED = "link-repeated" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "Links lead to the same address under different texts.",
        what: "A link to the address of another link of the article, with another text.",
        why: "Readers take them for two pages.",
        body: "[Lamps](https://example.com/lamps) and [Light](https://example.com/lamps)\n",
        fix: ByHand "Use the same text, or link once.",
    }

    LINK_ANCHOR = "link-anchor" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link leads to an anchor that does not exist.",
        what: "A target such as `#steps` without a heading of that name in the article, nor an `id` or `name` in its HTML.",
        why: "Nothing happens when readers follow it.",
        body: "[The steps](#stepps)\n\n## Steps\n\nTurn it on.\n",
        fix: ByHand "Write the anchor of a heading: its words in small letters, with dashes for spaces.",
    }

    LINK_ANNOUNCED = "link-announced" {
        severity: Warning,
        since: "0.1.0",
        summary: "A link is announced that does not follow.",
        what: "`the link below` or `the links below` with no link after it in the article. Health events, below which the portal has a link of its own, are left alone.",
        why: "Readers look for it in vain.",
        body: "Use the link below.\n",
        fix: ByHand "Write the link, or take the words out.",
    }
}
