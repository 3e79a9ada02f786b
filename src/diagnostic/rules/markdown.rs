//! Markdown, author's HTML and their limits (format §5).

use super::rules;

rules! {
    Markdown;

    TABLE_CELLS = "table-cells" {
        severity: Warning,
        since: "0.1.0",
        summary: "A row has more cells than the head of its table or is the text below it, or the tables have more cells than the limit.",
        what: "Cells for which the head of the table has no column; they are shown in the last cell. A line without a bar directly below \
               rows that have bars, around them or in them: it is a row, too. The second line of a row that \
               was broken in a cell. Or more cells than all tables of an article may have; the table is \
               text then.",
        why: "Markdown drops such cells, and takes every line up to a blank one for a row. A `|` that is text has to be written `\\|`.",
        body: "| a | b |\n|---|---|\n| 1 | 2 |<br>\n",
        fix: Suggested "Takes out a line break after the last cell, puts a blank line before the text, or joins the lines of a row. For text in a row, add a column \
             to the head, or write `\\|` for the bar.",
    }

    TABLE_AS_TEXT = "table-as-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "A table is text.",
        what: "A delimiter row, `--- | ---`, in a paragraph: text comes directly before the table's head, a blank line between the \
               two, they have not as many columns, or a blank such as that of `&nbsp;` or a `｜` as wide as a CJK character is in it. Rows \
               between bars without a delimiter row, or below a table and a blank line or a comment. A table that is drawn with \
               `+---+---+`.",
        why: "Readers see bars and dashes in a paragraph.",
        body: "The lamps:\na | b\n--- | ---\n1 | 2\n",
        fix: Suggested "Puts a blank line before the table, or writes spaces and bars that Markdown knows.",
    }

    MARKDOWN_IN_HTML = "markdown-in-html" {
        severity: Warning,
        since: "0.1.0",
        summary: "Markdown in HTML shows as it is.",
        what: "`**bold**`, `` `code` ``, `[text](https://…)`, `*emphasis*`, `~~old~~`, also what is nearly one of these, `## ` or `* ` in a block of HTML, such as a `<p>`, a `<summary>` or a `<div>`; \
               `> `, lines with `- ` or numbers, the rows of a table, and backslashes such as in `\\_lamp\\_`. Also a list of Markdown \
               between `<ul>` and its end, and `<li>` after `1.`: they make a list in a list.",
        why: "Readers see asterisks and addresses.",
        body: "<p>Press **Start** now.</p>\n",
        fix: ByHand "Write HTML there, or blank lines around the Markdown.",
    }

    CODE_INFO = "code-info" {
        severity: Warning,
        since: "0.1.0",
        summary: "There are words on the line that opens fenced code.",
        what: "More than a language after the fence, as in ```` ```az vm list ````. Where no code is on the lines after it, the words \
               are the code. Elsewhere they do not show. `{…}` and `name=value` are for tools, and nothing is said of them.",
        why: "Markdown takes the first word for the language and drops the others.",
        body: "```Get-AzVM -Name lamp\n```\n",
        fix: ByHand "Write the code on lines of its own.",
    }

    HTML_AS_TEXT = "html-as-text" {
        severity: Note,
        since: "0.1.0",
        summary: "A tag is shown as text.",
        what: "A tag of an element that is not shown, or one without the end tag that its element needs. Readers see it as it \
               is written, and so all tags in the default of a placeholder that holds a block, in the titles of sections, videos and charts, and in \
               fields of a payload that are plain text; there `&amp;` and other references show, too.",
        why: "It may be meant: `<resource name>`. Otherwise readers see markup.",
        body: "<blink>Turn it on</blink> now.\n",
        fix: ByHand "Take the tag out, or use Markdown. Words in angle brackets are fine in code: `` `<resource name>` ``.",
    }

    BREAK_SPELLING = "break-spelling" {
        severity: Note,
        since: "0.1.0",
        summary: "A line break is misspelt.",
        what: "What is nearly a `<br>`, such as `<br\\>`, `</ br>`, `<br / >` or `<br` without its `>`. It breaks the line.",
        why: "Other readers show it as text.",
        body: "Stop it.<br\\>Start it.\n",
        fix: Safe "Writes `<br>`.",
    }

    HTML_UNCLOSED = "html-unclosed" {
        severity: Warning or Note,
        since: "0.1.0",
        summary: "A start tag has no end tag, and only its content is shown.",
        what: "A start tag without the end tag that its element needs: a note for elements that only mark their content, such as \
               `<span>` and `<b>`; a warning for lists and tables, which end at the next heading or with their block.",
        why: "What the tag was to do is not done, or it is a guess where it ends.",
        body: "<ul>\n<li>Turn it on</li>\n\n## Next\n",
        fix: ByHand "Write the end tag, or take the start tag out.",
    }

    HTML_UNMATCHED = "html-unmatched" {
        severity: Note,
        since: "0.1.0",
        summary: "An end tag has no start tag.",
        what: "An end tag of a known element without a start tag in the same block. It is ignored.",
        why: "The start tag may be misspelt, and what it was to do is not done.",
        body: "Turn it on</b> now.\n",
        fix: ByHand "Take the end tag out, or write the start tag.",
    }

    MARKUP_LITERAL = "markup-literal" {
        severity: Warning,
        since: "0.1.0",
        summary: "Words look like markup, and show as they are.",
        what: "`:::note`, `::Section Lamps:::`, `!-- later -->`, `<! later >`, `<$name>`, `[!NOTE` without its `]`, `[!HINT]`, `[!注意]`, `==Lamp==`, `![Lamp]` without \
               an address, `[[Lamp]]`, `[TOC]`, a backtick alone, `{{name}}`, a tag without its `>`, such as `</p` \
               and ``` <br`>` ```, or with something before it, such as `<hr\\>`, a backslash with which a line ends and that breaks none, `##` at the start of a cell, of bold text or of the words of a heading, more than six `#`, a reference without its `;`, \
               such as `&nbsp`, `&hellip` and `&#160`, or one that is escaped twice; tags, comments and code with signs as wide as CJK characters, such \
               as `＜br＞`, `＜!--$vm--＞` and `｀az vm｀`. In a field of a payload comments that are none, too. Markdown in the titles of sections, videos and charts, `{:target=\"_blank\"}`, `:::image source=\"lamp.png\":::`, `[!VIDEO …]`, \
               `[!div …]` and `[AZURE.NOTE]`, `{% include lamp %}`, `{{< note >}}`, `!!! note`, `{#lamp}` after a heading, `{: .wide}`, `[comment]: # (later)` below text, and lines of a cell that begin with `*`.",
        why: "Readers see the signs.",
        body: ":::note\nIt is hot.\n:::\n",
        fix: ByHand "Write what is meant in Markdown, or take the signs out. In code they show as they are without a warning.",
    }

    EMPHASIS_SPACES = "emphasis-spaces" {
        severity: Warning,
        since: "0.1.0",
        summary: "There are spaces inside emphasis.",
        what: "`** bold **`: two runs of two to four asterisks on a line with a space inside, with which a line, a cell or brackets \
               begin and end; elsewhere they may be operators and patterns, and are found by `emphasis-literal`. `~~ old ~~`; and \
               `__ bold__`, where no word is outside.",
        why: "Such marks are not emphasis, and readers see them.",
        body: "** Press Start **\n",
        fix: Safe "Takes the spaces out, or puts them outside; not for underscores with spaces on both sides, which may be lines to \
             write on.",
    }

    ASTERISK_LOST = "asterisk-lost" {
        severity: Warning,
        since: "0.1.0",
        summary: "Asterisks of a pattern or a product make emphasis.",
        what: "Two single asterisks that emphasise what is between them, or two pairs that make it bold, and are probably meant: \
               a letter or digit is directly before the first, as in `2*3*4`, or what is beside both of them shows that they are \
               parts of patterns, as in `Lamps/*/read or Lamps/*/write`, `10.0.*.1 and 10.0.*.2`, `count(*), sum(*)` and `.*lamp.*`. Runs of three and \
               more that mask a secret, as in `138****5678, 139****0000` and `\"***\"; Key = \"***\"`. Asterisks in a `<code>` element: unlike in \
               backticks, Markdown is read there.",
        why: "Readers see no asterisks, and a pattern that matches nothing.",
        body: "Grant Lamps/*/read or Lamps/*/write.\n",
        fix: Suggested "Writes backslashes before the asterisks, or backticks for `<code>`. Code shows them as they are, too.",
    }

    UNDERSCORE_LOST = "underscore-lost" {
        severity: Warning,
        since: "0.1.0",
        summary: "Underscores of a name make emphasis.",
        what: "Underscores on both sides of a name in small letters that make it bold or emphasis, where it is surely a name: the ending of a \
               file comes after it, as in `__init__.py` and `_config_.yml`, or a call, as in `__call__()`, percent signs are around it, as in \
               `'%_lamp_%'`, or it is one such as `__init__`, `__FILE__` or, in quotation marks or compared, `\"__main__\"`. Underscores in a `<code>` element.",
        why: "Readers see a name that does not exist.",
        body: "Edit __init__.py now.\n",
        fix: Suggested "Writes backslashes before the underscores, or backticks for `<code>`. Code shows them as they are, too.",
    }

    TILDE_LOST = "tilde-lost" {
        severity: Warning,
        since: "0.1.0",
        summary: "Tildes of ranges strike text out.",
        what: "Two single tildes that strike out what is between them, and are probably signs of ranges: a value ends before the first and \
               another begins after the second, as in `（1）~（3）和（5）~（7）` and `(1)~(3), (5)~(7)`; or the first is before an amount and the second \
               between two, as in `Costs ~$10, usually $8~$12`.",
        why: "Readers see words struck out, which says the opposite.",
        body: "Do (1)~(3) and (5)~(7).\n",
        fix: Suggested "Writes backslashes before the tildes.",
    }

    EMPHASIS_LITERAL = "emphasis-literal" {
        severity: Warning,
        since: "0.1.0",
        summary: "Asterisks, underscores or tildes of emphasis show as they are.",
        what: "Two to four asterisks side by side that make nothing bold, outside of code and addresses, or two tildes: one of the two \
               runs is missing, they are not equal, a space is inside, or a letter is outside of it and punctuation inside, as in \
               `**Note:**Turn it on` and `*Note:*turn it on`. A few words between single asterisks or underscores with a blank on one side, `*Lamp *`; two \
               underscores in a word, `点击__运行__按钮`, unless that may be a name, as in `__init__py`, or one where something is pressed or chosen, \
               `点击_运行_按钮`; asterisks as wide as CJK characters, `＊＊运行＊＊`. Between two bold texts, as in `**(a)**b**c**`, the text becomes bold instead, or too. Five and more are an ornament, so are three or four that touch no letter, as in `key=***` and `**** and ****`, or mask \
               the beginning or the end of two words, as in `k***@example.com, l***@example.com`, and two \
               numbers or letters make a power, as in `2 ** 10`.",
        why: "Readers see the asterisks.",
        body: "**Note:**Turn it on.\n",
        fix: Suggested "Writes a space outside of the asterisks where one is enough, or takes out the spaces inside; asterisks for \
             underscores in a word and for wide asterisks.",
    }

    PATH_ESCAPE = "path-escape" {
        severity: Warning,
        since: "0.1.0",
        summary: "A backslash in a path does not show.",
        what: "A backslash before punctuation in what looks like a path, such as `%TEMP%\\.lamp`, `C:\\Logs\\*.log`, `HKLM\\SOFTWARE\\_X`, \
               `\\\\server`, `\\\\server\\share`, `\\\\.\\pipe\\lamp` or `.\\.git`. In a payload one before a letter that JSON takes for a \
               control character, such as `C:\\temp`.",
        why: "Markdown or JSON takes it for an escape, and readers see a path that does not exist.",
        body: "Open %TEMP%\\.lamp now.\n",
        fix: Suggested "Doubles the backslashes of the path, and writes a third before an asterisk and what else Markdown would read, unless `C:\\my\\_lamps` may stand for `C:\\my_lamps`. Code shows them as \
             they are, too.",
    }

    HEADING_SPACE = "heading-space" {
        severity: Warning,
        since: "0.1.0",
        summary: "A heading has no space after its `#`.",
        what: "A line that begins with two to six `#` and a word, or with one to six and a blank that is none for Markdown, such as that \
               of `&nbsp;`; one with `＃＃`, as wide as CJK characters, too. A heading that ends with a word and as many `#`, two and more, as \
               it begins with: `## Steps##`. There is no fix where a definition, `[a]: https://…`, is on the \
               next line: it would no longer show.",
        why: "It is not a heading, and readers see the `#`.",
        body: "##Steps\n",
        fix: Safe "Writes the space.",
    }

    HEADING_TAG = "heading-tag" {
        severity: Warning,
        since: "0.1.0",
        summary: "A line begins with `#` and a word, which is no heading.",
        what: "A line that begins with one `#` and a letter, a quotation mark or Markdown; one with `＃`, as wide as a CJK character, and a \
               blank.",
        why: "A heading needs a space there, and readers see the `#`. A tag or a line of a program, such as `#include`, is fine \
              in code.",
        body: "#Steps\n",
        fix: Suggested "Writes the space.",
    }

    HEADING_SKIPPED = "heading-skipped" {
        severity: Note,
        since: "0.1.0",
        summary: "A heading level is skipped.",
        what: "A heading more than one level below the heading before it.",
        why: "Screen readers tell the level of each heading, and a gap sounds as if something were missing.",
        body: "### Steps\n",
        fix: ByHand "Use the next level. Readers see hardly a difference.",
    }

    HEADING_TITLE_REPEATED = "heading-title-repeated" {
        severity: Note,
        since: "0.1.0",
        summary: "There is a second heading of level 1.",
        what: "A heading of level 1 after the first one, which is the title of the article.",
        why: "An article has one title; screen readers announce each of these as one.",
        body: "# Another lamp\n",
        fix: ByHand "Use level 2.",
    }

    LIST_INDENT = "list-indent" {
        severity: Warning,
        since: "0.1.0",
        summary: "A list is indented too little for the item before it.",
        what: "A list that is indented below an item of another list, but less than the text of that item. Or items of a numbered \
               list that are, and begin to count anew, or bullets before one that is not. Also a list that is not indented at all between one `1.` \
               and another.",
        why: "It is beside the item, not in it, and the numbers begin anew after it, or count on.",
        body: "1. Stop it\n  * Wait\n2. Start it\n",
        fix: Suggested "Indents the list as far as the text of the item.",
    }

    LIST_LETTER = "list-letter" {
        severity: Warning,
        since: "0.1.0",
        summary: "Lines begin with letters or odd numbers, which make no list.",
        what: "Lines of a paragraph that begin with `a.`, `b.` and so on, or with `i.`, `I.`, `(1)`, `1.)`, `1.-`, `1-`, `1 -`, `1、`, `（1）`, \
               `１．`, `١.`, `一、` or `①`, with letters of other alphabets such as `а)` and `가.`, with `**1.**`, `1.1`, `Step 1:`, `第一步：`. In a numbered list one line is enough, if its number comes next.",
        why: "Markdown knows `1.` and `1)` only. Readers see the lines joined into one.",
        body: "a. Stop it\nb. Start it\n",
        fix: Suggested "Writes numbers and dots; not for `1.1` and `Step 1:`, which other texts may name.",
    }

    LIST_BULLET = "list-bullet" {
        severity: Warning,
        since: "0.1.0",
        summary: "A line begins with a bullet, which makes no list item.",
        what: "A line of a paragraph that begins with `•` or another character that looks like the bullet of a list, perhaps with \
               `&nbsp;` before it; with a dash, an arrow or the like where several lines in a row do; with `o` or `§`, the bullets of \
               Word's second and third level, beside such a line. Not `○`, `●` or `◎` in a legend: with `×`, `△` or the like at the \
               beginning of another line of the paragraph, or with a colon or `=` after it.",
        why: "Readers see such lines joined into one.",
        body: "• Stop it\n• Start it\n",
        fix: Safe "Writes `* `, indented as far as the text of the item that the line is in, not for `--`. Not where a line holds several bullets with \
             `<br>` between them, which shows as meant, or several `&nbsp;` are before it; nor where `○` and `●` are in one paragraph, which may \
             be a legend.",
    }

    LIST_SPACE = "list-space" {
        severity: Warning,
        since: "0.1.0",
        summary: "A list item has no space after its marker.",
        what: "A line that begins with `1.`, `1)` or `*` and a word, such as `1.Open the page`; with another number at the beginning of \
               a paragraph, or where it comes next in a list. One with `-` or `+` and a word that is no number or option, where \
               several lines in a row are so, it is in an item with a bullet, or the word is bold. Also one that has a blank after its marker that is \
               none for Markdown, such as that of `&nbsp;`.",
        why: "It is not a list, and all of its lines run together.",
        body: "1.Open the page\n2.Turn it on\n",
        fix: Suggested "Writes the space; `*` may begin a footnote instead.",
    }

    LIST_AS_TEXT = "list-as-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "A list item is text, as text is directly above it.",
        what: "A line of a paragraph that begins with a number other than 1, a dot and a blank, where the number comes next in the list \
               around the paragraph or above it, or the next number is at the beginning of another line. Lines that begin with four blanks or \
               more and `*`, `-`, `+` or `1.`, where several do, a colon is above them, or they are in an item of such a list.",
        why: "Only a list that begins with 1 may follow text without a blank line, and none that is indented so far. Readers see the lines joined \
              into one.",
        body: "Then go on:\n2. Stop it\n3. Start it\n",
        fix: Suggested "Puts a blank line before the item, or moves it to the left where it is indented as far as the text of the item before, or further.",
    }

    ALERT_OUTSIDE_QUOTE = "alert-outside-quote" {
        severity: Warning,
        since: "0.1.0",
        summary: "`[!NOTE]` is used outside a quote.",
        what: "`[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]` in text that is not a quote, or not at its start.",
        why: "It makes a box only as the first line of a quote; elsewhere readers see the brackets.",
        body: "[!NOTE]\nIt is hot.\n",
        fix: Suggested "Makes a quote of a paragraph that begins so.",
    }

    ALERT_SIGN = "alert-sign" {
        severity: Note,
        since: "0.1.0",
        summary: "A sign follows `[!NOTE]`.",
        what: "A colon after `[!NOTE]` or another kind of note, `> [!NOTE]: It is hot`, or a `-` or `+` directly after it.",
        why: "It is left out: the name of the kind has a colon of its own. Elsewhere readers see two, or no note.",
        body: "> [!NOTE]: It is hot.\n",
        fix: Safe "Takes the sign out.",
    }

    CODE_BY_INDENT = "code-by-indent" {
        severity: Note,
        since: "0.1.0",
        summary: "Text is code because it is indented, perhaps by chance.",
        what: "A block of code that only its indentation by four columns makes. What looks like a command or a program is left alone.",
        why: "Often it was meant as text, and in code nothing is bold, a link or a placeholder.",
        body: "Turn it on:\n\n    Press **Start**\n",
        fix: ByHand "Take the indentation out, or put a fence, ```` ``` ````, around code.",
    }

    CODE_UNCLOSED = "code-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "No fence closes this code, so what is after it is code.",
        what: "A fence, outside lists and quotes, that runs to the end of the article. Or a fence with a language, as in ```` ```bash ````, in \
               code with a fence of the same kind: that was meant to end before.",
        why: "The rest of the article, or what is before the other fence, is shown as code.",
        body: "```\nlamp on\n\nThen press **Start**.\n",
        fix: ByHand "Close the code with a line of as many backticks.",
    }

    TOO_MANY = "too-many" {
        severity: Warning,
        since: "0.1.0",
        summary: "There are more placeholders, sections, links, cells or attributes than the limit.",
        what: "More of them than an article, or a tag, may have. What is over the limit is text.",
        why: "Limits keep an attack from using up memory; real articles stay far below them.",
        body: "[a](https://example.com/a) [b](https://example.com/b)\n",
        fix: ByHand "Split the article.",
    }

    NESTING = "nesting" {
        severity: Warning,
        since: "0.1.0",
        summary: "The tree is nested deeper than the limit.",
        what: "Quotes, lists or other nodes inside one another, over the limit. Deeper ones are flattened; their text stays.",
        why: "Limits keep an attack from using up the stack; real articles stay far below them.",
        body: "> > > > > > Turn it on\n",
        fix: ByHand "Use fewer quotes and lists inside one another.",
    }

    TITLE_MISSING = "title-missing" {
        severity: Note,
        since: "0.1.0",
        summary: "There is no heading of level 1.",
        what: "A body after a header, which is not a payload, without a heading of level 1 that has words.",
        why: "The title of the page is shown instead, or none at all.",
        file: "<properties pageTitle=\"Lamp\" />\n\nTurn it on.\n",
        fix: ByHand "Begin the article with `# ` and its title.",
    }

    TITLE_NOT_FIRST = "title-not-first" {
        severity: Note,
        since: "0.1.0",
        summary: "There is something before the title.",
        what: "Words, or a heading of another level, before the first heading of level 1.",
        why: "Readers and screen readers meet the title after what it is the title of.",
        file: "<properties pageTitle=\"Lamp\" />\nTurn it on.\n\n# Lamp\n\nOr off.\n",
        fix: ByHand "Move the title to the beginning.",
    }

    TITLE_ID = "title-id" {
        severity: Note,
        since: "0.1.0",
        summary: "The title has an id in the place of a name.",
        what: "A title such as `Support Topic Descriptions for 0fb3f293-…`.",
        why: "Nobody knows what product it is about.",
        file: "<properties pageTitle=\"Lamp\" />\n# Support Topic Descriptions for 0fb3f293-899e-458a-81cc-ad263dd89629\n\nTurn it on.\n",
        fix: ByHand "Write the name of the product.",
    }

    HEADING_REPEATS_TITLE = "heading-repeats-title" {
        severity: Note,
        since: "0.1.0",
        summary: "A heading says what the title says.",
        what: "A heading of level 2 or deeper with the words of the title, in any case.",
        why: "Readers see the same words twice.",
        body: "## Lamp\n\nTurn it on.\n",
        fix: ByHand "Take the heading out, or say what is under it.",
    }

    HEADING_RECOMMENDED = "heading-recommended" {
        severity: Note,
        since: "0.1.0",
        summary: "A recommended heading is misspelt or at another level.",
        what: "`Recommended Steps` or `Recommended Documents` with a mistake in it, at level 1, or deeper than level 2 with no heading of that level before it.",
        why: "Services find these parts of an article by their headings.",
        body: "## Recomended Steps\n\nTurn it on.\n",
        fix: Suggested "Writes the heading; its level is changed by hand.",
    }

    HEADING_EMPTY = "heading-empty" {
        severity: Note,
        since: "0.1.0",
        summary: "There is nothing under a heading.",
        what: "A heading below the title that another one of its level or above, or the end, follows directly, unless it is all that a section holds.",
        why: "Readers look for what it announces.",
        body: "## Steps\n\n## Documents\n\nTurn it on.\n",
        fix: ByHand "Write what belongs there, or take the heading out.",
    }

    LIST_DEEP = "list-deep" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "Lists are deeper than two.",
        what: "A list in an item of a list that is in an item of another.",
        why: "On a small screen nothing is left of the line.",
        body: "* a\n  * b\n    * c\n",
        fix: ByHand "Make a heading, or a list of its own, of the outer items.",
    }

    LIST_TABS = "list-tabs" {
        severity: Note,
        since: "0.1.0",
        summary: "The items of a list are indented with tabs and spaces.",
        what: "Items of one list, those of lists inside it included, of which some are indented with tabs and some with spaces.",
        why: "Editors show tabs as wide as they like, so that the source does not show which item is inside which.",
        body: "* a\n  * b\n* c\n	* d\n",
        fix: ByHand "Use spaces only.",
    }
}
