//! The header (format §2).

use super::rules;

rules! {
    Header;

    HEADER_MISSING = "header-missing" {
        severity: Error,
        since: "0.1.0",
        summary: "There is no header.",
        what: "A file without `<properties … />`, or anything close to it. All of it is read as body, without metadata.",
        why: "Without its header nobody can find the article: its topics, products and type are there.",
        file: "# Lamp\n\nTurn it on.\n",
        fix: ByHand "Begin the file with `<properties pageTitle=\"…\" articleId=\"…\" … />`.",
    }

    HEADER_KEYWORD = "header-keyword" {
        severity: Error,
        since: "0.1.0",
        summary: "The keyword `<properties` is damaged.",
        what: "A header that begins with a misspelt `<properties`, without it, or without a space after it, or one after another \
               element of properties or front matter. The properties are read all the same.",
        why: "Strict readers, the portal among them, find no header at all.",
        file: "<propertis pageTitle=\"Lamp\" />\n# Lamp\n",
        fix: Safe "Writes `<properties`, which changes no property.",
    }

    HEADER_TOO_LARGE = "header-too-large" {
        severity: Error,
        since: "0.1.0",
        summary: "The header is larger than the limit.",
        what: "A header of more than 64 KiB or 256 properties, or a value of more than 16 KiB, or more than the host allows. \
               Strict parsing refuses the article; lenient parsing keeps its text as one literal block.",
        why: "Headers have some hundred bytes. A larger one was hardly meant as a header.",
        file: "<properties pageTitle=\"A value with more bytes than the limit allows\" />\n# Lamp\n",
        fix: ByHand "Move to the body what is text for readers.",
    }

    HEADER_UNCLOSED = "header-unclosed" {
        severity: Error,
        since: "0.1.0",
        summary: "The `/>` that ends the header is missing, or comes too early.",
        what: "A header that no `/>` or `>` ends. It ends before the first line that can be no part of it. A known property with a \
               quoted value after the `/>` belongs to the header, too.",
        why: "Where the header ends is a guess then, and the beginning of the body may be lost in it.",
        file: "<properties\n  pageTitle=\"Lamp\"\n# Lamp\n",
        fix: Safe "Puts `/>` where the header was taken to end, and takes out the one before that.",
    }

    HEADER_COMMENT = "header-comment" {
        severity: Error,
        since: "0.1.0",
        summary: "A comment in the header does not end where it should.",
        what: "`<!--` between properties, with a line that starts a property, or a `/>`, before the next `-->`. It ends at what is \
               nearly `-->` on its line, such as `-- >`, else with the line, or before the `/>` of the header there.",
        why: "Strict readers take everything up to the next `-->` for the comment: properties, and perhaps the body.",
        file: "<properties pageTitle=\"Lamp\" <!-- the title -- >\n  articleId=\"lamp-1\" />\n# Lamp\n",
        fix: Safe "Writes `-->` where the comment was taken to end; not where properties were perhaps commented out by it.",
    }

    HEADER_END_TAG = "header-end-tag" {
        severity: Note,
        since: "0.1.0",
        summary: "An end tag follows the header, or its end comes twice.",
        what: "`</properties>`, `</tags>` or another `/>` directly after the header. It is not shown.",
        why: "The header needs none, and other readers show it as text.",
        file: "<properties pageTitle=\"Lamp\"></properties>\n# Lamp\n",
        fix: Safe "Takes the end tag out.",
    }

    HEADER_TAGS = "header-tags" {
        severity: Note,
        since: "0.1.0",
        summary: "An older header follows the header.",
        what: "`<tags … />` directly after the header, or front matter between two lines of `---`. Its properties are read as further \
               ones; those of the header come first.",
        why: "Other readers do not know it, and show it as text.",
        file: "<properties pageTitle=\"Lamp\" />\n<tags ms.service=\"lamp\" />\n# Lamp\n",
        fix: ByHand "Move its properties into the header.",
    }

    HEADER_REPEATED = "header-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "There is a second header.",
        what: "Another `<properties` with properties at the beginning of a line after the header, outside of code. It is body text.",
        why: "Its properties count for nothing, and readers see it.",
        file: "<properties pageTitle=\"Lamp\" />\n# Lamp\n\n<properties service=\"lamps\" />\n",
        fix: ByHand "Move its properties into the first header.",
    }

    QUOTE_UNCLOSED = "quote-unclosed" {
        severity: Error,
        since: "0.1.0",
        summary: "A value has no closing quote.",
        what: "A quoted value that ends with its line, as the next one is a property, blank, or the end of the header.",
        why: "Where the value ends is a guess, and strict readers take the next property for a part of it.",
        file: "<properties\n  pageTitle=\"Lamp\n  articleId=\"lamp-1\"\n/>\n# Lamp\n",
        fix: Safe "Closes the value where it was taken to end.",
    }

    QUOTE_MISSING = "quote-missing" {
        severity: Error or Warning,
        since: "0.1.0",
        summary: "A value has no quotes.",
        what: "A value without quotes, or with a closing one only. It is read to the end of its line or of the header. For \
               numbers, `true` and `false` it is a warning.",
        why: "A value of several words ends where the reader's patience does.",
        file: "<properties pageTitle=Lamp />\n# Lamp\n",
        fix: Safe "Puts quotes around what was read.",
    }

    QUOTE_INSIDE = "quote-inside" {
        severity: Error,
        since: "0.1.0",
        summary: "A value holds quotes, or a property follows its quote without a space.",
        what: "The quote that surrounds a value inside it, such as `\"the \"D:\" drive\"`, or a property directly after the \
               closing quote.",
        why: "Strict readers end the value at the first of these quotes.",
        file: "<properties pageTitle=\"The \"best\" lamp\" />\n# Lamp\n",
        fix: Safe "Writes `&quot;` for each quote inside, or the space.",
    }

    QUOTE_DOUBLED = "quote-doubled" {
        severity: Error,
        since: "0.1.0",
        summary: "A quote is doubled.",
        what: "More than one quote at the beginning or the end of a value. It is read without them.",
        why: "Strict readers find an empty value.",
        file: "<properties pageTitle=\"\"Lamp\" />\n# Lamp\n",
        fix: Safe "Leaves one quote on each side.",
    }

    VALUE_MISSING = "value-missing" {
        severity: Error,
        since: "0.1.0",
        summary: "A property has no value.",
        what: "A property with nothing after its `=`. It is read as absent.",
        why: "Strict readers take what follows for the value.",
        file: "<properties pageTitle=\"Lamp\" service= />\n# Lamp\n",
        fix: Safe "Writes `\"\"`, which is an absent value, too.",
    }

    VALUE_REPEATED = "value-repeated" {
        severity: Error,
        since: "0.1.0",
        summary: "Several quoted values follow one property.",
        what: "Quoted values with commas between them after one `=`. Those of a list are its items; of any other property they \
               are one text.",
        why: "Strict readers see the first of them only.",
        file: "<properties pageTitle=\"Lamp\" supportTopicIds=\"1\",\"2\" />\n# Lamp\n",
        fix: Safe "Makes one value of the items of a list.",
    }

    SEPARATOR = "separator" {
        severity: Error,
        since: "0.1.0",
        summary: "There is something other than `=` between name and value.",
        what: "A colon, a dash or nothing at all between the name of a property and its quoted value.",
        why: "Strict readers find no property.",
        file: "<properties pageTitle:\"Lamp\" />\n# Lamp\n",
        fix: Safe "Writes `=`.",
    }

    STRAY_TEXT = "stray-text" {
        severity: Error or Warning,
        since: "0.1.0",
        summary: "There is stray text between properties.",
        what: "Text in the header that is not part of a property: a warning for commas and comments, an error for anything else. \
               It is skipped, and with it what `#`, `//` or `/* … */` comments out, and `;` or `--` on a line of its own. A sole `-->` or \
               `\"` after the header is a warning.",
        why: "Strict readers stop there, and the properties after it are lost.",
        file: "<properties pageTitle=\"Lamp\"\n  # later\n  articleId=\"lamp-1\" />\n# Lamp\n",
        fix: Suggested "Takes the text out, which may be an author's comment; not where it holds the name of a property, items of a list, or \
              `-->`.",
    }

    MERGE_CONFLICT = "merge-conflict" {
        severity: Error or Warning,
        since: "0.1.0",
        summary: "There are merge-conflict markers.",
        what: "Lines of `<<<<<<<`, `=======` and `>>>>>>>`. In the header, where the first side is read, it is an error; in the \
               body, where both sides and the markers are shown, a warning.",
        why: "Nobody decided which side counts, and readers see both.",
        file: "<properties\n<<<<<<< ours\n  pageTitle=\"Lamp\"\n=======\n  pageTitle=\"Lamps\"\n>>>>>>> theirs\n/>\n# Lamp\n",
        fix: ByHand "Keep one side, and take out the three markers.",
    }

    PROPERTY_REPEATED = "property-repeated" {
        severity: Warning or Note,
        since: "0.1.0",
        summary: "A property is given twice.",
        what: "A property whose name, in any case, is in the header already. The first value that is not empty counts.",
        why: "Other readers let the last one count.",
        file: "<properties pageTitle=\"Lamp\" pageTitle=\"Lamps\" />\n# Lamp\n",
        fix: ByHand "Keep the one that was meant.",
    }

    PROPERTY_UNKNOWN = "property-unknown" {
        severity: Note,
        since: "0.1.0",
        summary: "The format does not know this property.",
        what: "A property with another name than those of the format. It is kept as a text under its name.",
        why: "It may be a misspelt name, whose value counts for nothing.",
        file: "<properties pageTitel=\"Lamp\" />\n# Lamp\n",
        fix: Suggested "Writes the known name that is closest, where one is close.",
    }

    VALUE_TYPE = "value-type" {
        severity: Warning,
        since: "0.1.0",
        summary: "A value is not of its property's type.",
        what: "A word where the format has a number, or `true` or `false`. The property is read as absent.",
        why: "The value counts for nothing.",
        file: "<properties pageTitle=\"Lamp\" displayOrder=\"first\" />\n# Lamp\n",
        fix: ByHand "Write a value of that type, or take the property out.",
    }

    VALUE_UNKNOWN = "value-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "The format does not know this value.",
        what: "A `selfHelpType` or a cloud that is not in its set; in a recommendation, a category, an impact or a type of action. It is kept as it is written.",
        why: "An article of an unknown type, or for an unknown cloud, is shown to nobody.",
        file: "<properties pageTitle=\"Lamp\" selfHelpType=\"generi\" />\n# Lamp\n",
        fix: Suggested "Writes the known value that is closest, where one is close.",
    }

    VALUE_CONTROL = "value-control" {
        severity: Warning,
        since: "0.1.0",
        summary: "The title of a page holds a line end or another control character.",
        what: "A `pageTitle` with a line end, a tab or another control character in it.",
        why: "A title is shown on one line, in lists and in the tab of a browser.",
        file: "<properties pageTitle=\"A\nlamp\" />\n# Lamp\n",
        fix: ByHand "Write the value on one line.",
    }

    HEADER_EMPTY = "header-empty" {
        severity: Warning,
        since: "0.1.0",
        summary: "The header has no properties.",
        what: "`<properties />` without anything in it.",
        why: "Nobody can find the article: its topics, products and type are not there.",
        file: "<properties />\n# Lamp\n",
        fix: ByHand "Write the properties that articles of its type have.",
    }

    PROPERTY_MISSING = "property-missing" {
        severity: Note,
        since: "0.1.0",
        summary: "A property is missing that articles of this type have.",
        what: "A header without `pageTitle`, `articleId`, `cloudEnvironments` or `ownershipId`, or without the topics, products, service or resource by which articles of its type are looked up; a header that has such properties and no `selfHelpType`.",
        why: "Whoever looks for the article by the property does not find it.",
        file: "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" selfHelpType=\"generic\" />\n# Lamp\n",
        fix: ByHand "Write the property; where a library needs no such property, switch the rule off.",
    }

    ITEM_REPEATED = "item-repeated" {
        severity: Note,
        since: "0.1.0",
        summary: "A list in the header has an item twice.",
        what: "An item of a list such as `supportTopicIds` that is in the list before, in any case.",
        why: "It counts once; the second may be meant as another one.",
        file: "<properties pageTitle=\"Lamp\" supportTopicIds=\"1, 2, 1\" />\n# Lamp\n",
        fix: Safe "Leaves the first of them.",
    }

    ID_MALFORMED = "id-malformed" {
        severity: Warning,
        since: "0.1.0",
        summary: "The id of a topic or product is neither a number nor a GUID.",
        what: "Anything else in `supportTopicIds` or `productPesIds`, such as `xxxx`.",
        why: "No topic or product has such an id, so that nobody finds the article by it.",
        file: "<properties pageTitle=\"Lamp\" supportTopicIds=\"1, xxxx\" />\n# Lamp\n",
        fix: ByHand "Write the id of the topic or product.",
    }

    ARTICLE_ID = "article-id" {
        severity: Note,
        since: "0.1.0",
        summary: "The `articleId` is neither a GUID nor a name.",
        what: "An `articleId` with other characters than letters, digits, `-`, `_` and `.`, or one that is almost a GUID.",
        why: "Ids are parts of addresses and names of files, and a GUID with a wrong digit is not the one that was made.",
        file: "<properties pageTitle=\"Lamp\" articleId=\"my lamp\" />\n# Lamp\n",
        fix: ByHand "Write a GUID, or a name of letters, digits and dashes.",
    }

    TITLE_INTERNAL = "title-internal" {
        severity: Note,
        since: "0.1.0",
        summary: "The title of the page is an internal name.",
        what: "A `pageTitle` of one long word that is all in small letters, or joined of several, such as `linuxperformancecounters` or `UserErrorSqlFailed`.",
        why: "Readers see it in lists and in the tab of their browser.",
        file: "<properties pageTitle=\"linuxperformancecounters\" />\n# Lamp\n",
        fix: ByHand "Write a title for readers.",
    }

    TITLE_FULL_STOP = "title-full-stop" {
        severity: Note,
        since: "0.1.0",
        summary: "The title of the page ends with a full stop.",
        what: "A `pageTitle` of one sentence that ends with a full stop. Titles of insights and recommendations, which are messages, are left alone.",
        why: "Titles have none, and lists of titles look uneven with it.",
        file: "<properties pageTitle=\"The lamp is off.\" />\n# Lamp\n",
        fix: Safe "Takes the full stop out.",
    }

    CLOUDS_CONFLICT = "clouds-conflict" {
        severity: Warning,
        since: "0.1.0",
        summary: "A cloud is in `cloudEnvironments` and in `disableClouds`.",
        what: "A cloud that both properties name.",
        why: "The article is not shown in it, which is not what the first property says.",
        file: "<properties pageTitle=\"Lamp\" cloudEnvironments=\"public, fairfax\" disableClouds=\"fairfax\" />\n# Lamp\n",
        fix: ByHand "Take the cloud out of one of the two.",
    }
}
