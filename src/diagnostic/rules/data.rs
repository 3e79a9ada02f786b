//! Forms and other data in payloads (format §7).

use super::rules;

rules! {
    Payloads;

    PAYLOAD_KEY_UNKNOWN = "payload-key-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "The payload has a key that its kind does not know.",
        what: "A key that is none of the format, in an object whose keys are known. It is kept, and its value is not used, even where another key was probably meant.",
        why: "What the author wrote there, a label or a condition, has no effect.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"watermarkTest\": \"The one in the hall\"}]}\n---\n",
        fix: ByHand "Write the key that was meant, or take it out.",
    }

    PAYLOAD_KEY_CASE = "payload-key-case" {
        severity: Note,
        since: "0.1.0",
        summary: "A key of the payload is in another case.",
        what: "A key that differs from one of the format in case or white space only, such as `displaylabel`. It is read as that key.",
        why: "Other readers may not know it.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displaylabel\": \"Which lamp?\"}]}\n---\n",
        fix: Suggested "Writes the key as the format has it.",
    }

    PAYLOAD_TYPE = "payload-type" {
        severity: Warning or Note,
        since: "0.1.0",
        summary: "A value of the payload has another type than its key has.",
        what: "A number for a text, an object for a list, and so on. It is read as what was probably meant, which the message says, or left out. A note for truth values, numbers and ids whose type alone differs, such as `\"true\"`.",
        why: "Other readers may refuse the payload, or overlook the value.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": {\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\"}}\n---\n",
        fix: Suggested "Writes the value with the right type, where it is known.",
    }

    FORM_EMPTY = "form-empty" {
        severity: Warning,
        since: "0.1.0",
        summary: "A form has no elements.",
        what: "Scoping questions without `formElements`, or with an empty list.",
        why: "There is nothing to ask.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": []}\n---\n",
        fix: ByHand "Write the questions.",
    }

    ELEMENT_ID = "element-id" {
        severity: Warning,
        since: "0.1.0",
        summary: "An element or a topic has no `id`.",
        what: "A question without `id` is shown, but takes no answer. A topic without it cannot be chosen.",
        why: "What people answer is lost.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\"}]}\n---\n",
        fix: ByHand "Give it an `id` of its own.",
    }

    ELEMENT_ID_REPEATED = "element-id-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "Two elements or topics have the same `id`.",
        what: "Conditions that name the `id` mean the first one.",
        why: "There is one answer for two questions.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\"}, {\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\"}]}\n---\n",
        fix: ByHand "Give one of them another `id`.",
    }

    ELEMENT_ORDER = "element-order" {
        severity: Note,
        since: "0.1.0",
        summary: "Two elements have the same `order`.",
        what: "Elements are asked by ascending `order`; those with the same one, as they are written.",
        why: "Another reader may ask them the other way around.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"order\": 1}, {\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"order\": 1}]}\n---\n",
        fix: ByHand "Number the elements.",
    }

    CONTROL_UNKNOWN = "control-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "The format does not know this control.",
        what: "A `controlType` that is none of the format. It asks for one of its options where it has some, and for text otherwise.",
        why: "Other readers may not show the question at all.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"texbox\", \"displayLabel\": \"Which lamp?\"}]}\n---\n",
        fix: ByHand "Write the control that was meant; the message names a close one.",
    }

    CONTROL_MISSING = "control-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "An element has no `controlType`.",
        what: "It asks for one of its options where it has some, and for text otherwise.",
        why: "Other readers may not show the question at all.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"displayLabel\": \"Which lamp?\"}]}\n---\n",
        fix: ByHand "Write the `controlType`.",
    }

    LABEL_MISSING = "label-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "A question has no label.",
        what: "An element that takes an answer, without `displayLabel`. Its `watermarkText` or its `id` is its name instead.",
        why: "People do not know what is asked.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\"}]}\n---\n",
        fix: ByHand "Write the `displayLabel`.",
    }

    CONTENT_MISSING = "content-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "An infoblock has no `content`.",
        what: "An `infoblock` without words. It shows nothing.",
        why: "What it should say is missing.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"infoblock\"}]}\n---\n",
        fix: ByHand "Write the `content`, or take the element out.",
    }

    OPTIONS_MISSING = "options-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "A question to choose from has no options.",
        what: "A `dropdown`, `multiselectdropdown` or `radioButtonGroup` without options and without `dynamicDropdownOptions`. It asks for text.",
        why: "Other readers show a list with nothing in it.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\"}]}\n---\n",
        fix: ByHand "Write the options, or another `controlType`.",
    }

    OPTIONS_UNUSED = "options-unused" {
        severity: Note,
        since: "0.1.0",
        summary: "A question that takes no options has some.",
        what: "Options of a text box, for example. They are not used.",
        why: "The author probably meant a list.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"attic\", \"text\": \"Attic\"}]}]}\n---\n",
        fix: ByHand "Write the `controlType` that was meant, or take the options out.",
    }

    OPTION_EMPTY = "option-empty" {
        severity: Warning,
        since: "0.1.0",
        summary: "An option has neither `value` nor `text`.",
        what: "It is left out.",
        why: "One choice less than the author meant.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"order\": 2}]}]}\n---\n",
        fix: ByHand "Write both, or take the option out.",
    }

    OPTION_INCOMPLETE = "option-incomplete" {
        severity: Warning,
        since: "0.1.0",
        summary: "An option has no `value`, or no `text`.",
        what: "The one that is there is taken for both.",
        why: "People may read a value that was meant for machines.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\"}]}]}\n---\n",
        fix: ByHand "Write both.",
    }

    OPTION_REPEATED = "option-repeated" {
        severity: Warning or Note,
        since: "0.1.0",
        summary: "Two options have the same value or the same text.",
        what: "Two options of one element with the same `value`. Both are shown. A note where their texts are the same and their values are not.",
        why: "An answer does not say which of them was chosen.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"hall\", \"text\": \"Attic\"}]}]}\n---\n",
        fix: ByHand "Give each option its own value.",
    }

    DEPENDS_ON_UNKNOWN_ID = "depends-on-unknown-id" {
        severity: Warning,
        since: "0.1.0",
        summary: "Options depend on an element that is not there.",
        what: "A `dependsOn` of `dynamicDropdownOptions` that is no `id` of the form.",
        why: "The options cannot be fetched.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dynamicDropdownOptions\": {\"uri\": \"/lamps\", \"dependsOn\": \"house\"}}]}\n---\n",
        fix: ByHand "Write the `id` that was meant.",
    }

    VISIBILITY_NOT_UNDERSTOOD = "visibility-not-understood" {
        severity: Warning,
        since: "0.1.0",
        summary: "A condition is not understood.",
        what: "A `visibility` that is no condition of the format, or that is over the limits. The element is always shown.",
        why: "People are asked what does not concern them.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"attic\", \"text\": \"Attic\"}]}, {\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"visibility\": \"a ==\"}]}\n---\n",
        fix: ByHand "Write a condition such as `kind == disk && size != null`.",
    }

    VISIBILITY_SPELLING = "visibility-spelling" {
        severity: Warning,
        since: "0.1.0",
        summary: "A condition is spelt in an unusual way.",
        what: "`===`, `=`, quotes, lists in parentheses, a value without `id`, a parenthesis without partner. The message says how it was read.",
        why: "Another reader may read it otherwise.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"attic\", \"text\": \"Attic\"}]}, {\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"visibility\": \"a === hall\"}]}\n---\n",
        fix: Suggested "Writes the condition as it was read.",
    }

    VISIBILITY_UNKNOWN_ID = "visibility-unknown-id" {
        severity: Warning,
        since: "0.1.0",
        summary: "A condition names an element that is not there.",
        what: "An `id` in a `visibility` that no element has. The element that differs in case only is taken for it; otherwise it counts as not answered.",
        why: "The element is never shown, or always.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"attic\", \"text\": \"Attic\"}]}, {\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"visibility\": \"A == hall\"}]}\n---\n",
        fix: Suggested "Writes the `id` that was taken for it.",
    }

    VISIBILITY_UNKNOWN_VALUE = "visibility-unknown-value" {
        severity: Warning,
        since: "0.1.0",
        summary: "A condition compares with a value that no option has.",
        what: "A value that is none of the options of the element. The value that differs in case only, or that of the option with this text, is taken for it. After `>` and its kin, one that is not a number.",
        why: "The condition holds never, or always.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"dropdown\", \"displayLabel\": \"Which lamp?\", \"dropdownOptions\": [{\"value\": \"hall\", \"text\": \"Hall\"}, {\"value\": \"attic\", \"text\": \"Attic\"}]}, {\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"visibility\": \"a == Hall\"}]}\n---\n",
        fix: Suggested "Writes the value that was taken for it.",
    }

    VISIBILITY_CYCLE = "visibility-cycle" {
        severity: Warning,
        since: "0.1.0",
        summary: "A condition depends on itself.",
        what: "Elements whose conditions look at themselves, perhaps by way of others. In a reference to one of them its answer alone counts.",
        why: "Whether the element is shown depends on what people answered before it was hidden.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"b\", \"controlType\": \"textbox\", \"displayLabel\": \"Which bulb?\", \"visibility\": \"b == on\"}]}\n---\n",
        fix: ByHand "Take one of the conditions out.",
    }

    VALIDATION_UNKNOWN = "validation-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "The format does not know this validation.",
        what: "A `type` in `validations` that is none of the format, or another `numberType` than `integer`. Nothing is checked.",
        why: "Any answer is accepted.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"validations\": [{\"type\": \"RegEx\", \"value\": \"^[a-z]+$\"}]}]}\n---\n",
        fix: ByHand "Write the `type` that was meant; the message names a close one.",
    }

    VALIDATION_INCOMPLETE = "validation-incomplete" {
        severity: Warning,
        since: "0.1.0",
        summary: "A validation lacks what it compares with.",
        what: "A validation without `type`, or without a `value` that it can use. Nothing is checked.",
        why: "Any answer is accepted.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"numerictextbox\", \"displayLabel\": \"How many?\", \"validations\": [{\"type\": \"GreaterThan\", \"value\": \"few\"}]}]}\n---\n",
        fix: ByHand "Write the `value`.",
    }

    VALIDATION_NOT_APPLICABLE = "validation-not-applicable" {
        severity: Warning,
        since: "0.1.0",
        summary: "A validation does not apply to its control.",
        what: "A bound of a text box, or a pattern of a `dropdown`, for example. Nothing is checked.",
        why: "Any answer is accepted.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"validations\": [{\"type\": \"GreaterThan\", \"value\": 1}]}]}\n---\n",
        fix: ByHand "Write another `controlType`, or another `type`.",
    }

    VALIDATION_PATTERN = "validation-pattern" {
        severity: Warning,
        since: "0.1.0",
        summary: "A regular expression cannot be used, or does not say what it was meant to.",
        what: "A pattern that JavaScript, JSON Schema and this crate do not read alike, or that does not compile, is not checked. One that is escaped twice, such as `\\\\d`, asks for backslashes.",
        why: "Any answer is accepted, or none.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"textPropertyRegex\": \"^\\\\\\\\d+$\"}]}\n---\n",
        fix: Suggested "Writes a pattern that is escaped twice with half of the backslashes; others are mended by hand.",
    }

    VALIDATION_UNKNOWN_ID = "validation-unknown-id" {
        severity: Warning,
        since: "0.1.0",
        summary: "A validation compares with an element that is not there.",
        what: "A `controlId` that is no `id` of the form. Nothing is checked.",
        why: "Any answer is accepted.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"numerictextbox\", \"displayLabel\": \"How many?\", \"validations\": [{\"type\": \"GreaterThan\", \"controlId\": \"few\"}]}]}\n---\n",
        fix: ByHand "Write the `id` that was meant.",
    }

    VALIDATION_KEY = "validation-key" {
        severity: Note,
        since: "0.1.0",
        summary: "A regular expression is a key of its element.",
        what: "`textPropertyRegex` on an element, which belongs into `dynamicDropdownOptions`. It is read as a validation by `RegExMatch`.",
        why: "Other readers do not check the answer.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which lamp?\", \"textPropertyRegex\": \"^[a-z]+$\"}]}\n---\n",
        fix: ByHand "Put it into `validations`, with a message.",
    }

    FIELD_MISSING = "field-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "A problem has no title, a recommendation no id, or an action leads nowhere.",
        what: "A problem of a menu without `title`, a recommendation without `recommendationTypeId`; an action without `documentLink` and without \
               `extensionName` and `bladeName`, or with one of these but without `description`; a tool without `bladeLink`, or whose link lacks one of its names.",
        why: "There is nothing to show, to refer to, or to open.",
        file: "<properties selfHelpType=\"diagnoseAndSolve\" />\n# Lamp\n---\n{\"commonProblems\": [{\"id\": \"dark\"}]}\n---\n",
        fix: ByHand "Write it.",
    }

    FIELD_MARKDOWN = "field-markdown" {
        severity: Warning,
        since: "0.1.0",
        summary: "A field of the payload holds Markdown.",
        what: "`**bold**`, `` `code` `` or `[text](https://example.com)`, and what is nearly that, such as `[text] (https://example.com)`; a line `# Title` with others after it, a table, and in HTML, where \
               lines run together, a list of several lines; in a text that readers see: labels and hints are HTML, options, descriptions, titles and messages of validations plain text.",
        why: "Readers see the asterisks and brackets.",
        file: "<properties selfHelpType=\"problemScopingQuestions\" />\n# Lamp\n---\n{\"formElements\": [{\"id\": \"a\", \"controlType\": \"textbox\", \"displayLabel\": \"Which **lamp**?\"}]}\n---\n",
        fix: ByHand "Write `<b>bold</b>` and `<a href=\"https://example.com\">text</a>` where the field is HTML; take the marks out where it is not.",
    }

    FIELD_ADDRESS = "field-address" {
        severity: Note,
        since: "0.1.0",
        summary: "A field of the payload shows an address that is not a link.",
        what: "A web address in a field of plain text, such as a description of a recommendation or a topic, or `aka.ms/…` without `https://` anywhere. Options and watermarks of forms, and addresses with `<name>` or `{name}` in them, are left alone.",
        why: "Nobody can follow it.",
        file: "<properties selfHelpType=\"diagnoseAndSolve\" />\n# Lamp\n---\n{\"commonProblems\": [{\"id\": \"dark\", \"title\": \"It is dark\", \"description\": \"See https://example.com/dark\"}]}\n---\n",
        fix: ByHand "Put it where a link can be, such as `learnMoreLink`, or say in words what is there; in HTML, write `https://` before it.",
    }

    RECOMMENDATION_LENGTH = "recommendation-length" {
        severity: Note,
        since: "0.1.0",
        summary: "A text of a recommendation is longer than lists have room for.",
        what: "A `displayLabel`, `description` or `potentialBenefits` of more than 100 characters.",
        why: "It is one line of a list, whose end readers do not see.",
        file: "<properties selfHelpType=\"advisorRecommendationMetadata\" />\n# Lamp\n---\n{\"recommendationTypeId\": \"0fb3f293-899e-458a-81cc-ad263dd89629\", \"displayLabel\": \"Turn off the lamp in the hall, the lamp in the kitchen, the lamp over the stairs and the lamp on the desk\"}\n---\n",
        fix: ByHand "Say the most important part, and the rest in `longDescription`.",
    }

    RECOMMENDATION_REPEATED = "recommendation-repeated" {
        severity: Note,
        since: "0.1.0",
        summary: "The description of a recommendation is its label.",
        what: "A `description` with the words of the `displayLabel`, whatever their case.",
        why: "Readers see the same line twice, and do not learn why they should do it.",
        file: "<properties selfHelpType=\"advisorRecommendationMetadata\" />\n# Lamp\n---\n{\"recommendationTypeId\": \"0fb3f293-899e-458a-81cc-ad263dd89629\", \"displayLabel\": \"Turn off the lamp\", \"description\": \"Turn off the lamp.\"}\n---\n",
        fix: ByHand "Say in the `description` what was found, and in the `displayLabel` what to do.",
    }
}
