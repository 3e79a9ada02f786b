//! Components (format §6).

use super::rules;

rules! {
    Components;

    COMPONENT_CLOSER = "component-closer" {
        severity: Warning,
        since: "0.1.0",
        summary: "Another start tag ends a component.",
        what: "A second start tag in place of the end tag, `<videoGroup>…<videoGroup>`. It is read as the end tag.",
        why: "Other readers take what follows as a part of the component.",
        body: "<videoGroup>\n<video><src>https://example.com/a</src></video>\n<videoGroup>",
        fix: Suggested "Writes the end tag.",
    }

    COMPONENT_UNCLOSED = "component-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "Nothing ends a component.",
        what: "A start tag of a component without its end tag. It is text, and so is what follows.",
        why: "Readers see the tags, and what was meant for the portal.",
        body: "<metric>\n<name>Lamps</name>",
        fix: ByHand "Add the end tag.",
    }

    COMPONENT_CHILD_UNCLOSED = "component-child-unclosed" {
        severity: Warning,
        since: "0.1.0",
        summary: "The end tag of a component's child is missing or damaged.",
        what: "A child such as `<src>` without its end tag, or with a damaged one. It ends where the next child starts, or with the component.",
        why: "Other readers may take what follows as its value.",
        body: "<video>\n<src>https://example.com/a\n<title>A lamp</title>\n</video>",
        fix: Suggested "Writes the end tag, where it is damaged.",
    }

    COMPONENT_CHILD_VALUE = "component-child-value" {
        severity: Warning,
        since: "0.1.0",
        summary: "A value of a component is not of its type.",
        what: "A number or truth value that is none, which is left out, or an `aggregationType` that the format does not know, which is kept.",
        why: "The portal shows something else than was meant, or nothing.",
        body: "<metric>\n<name>Lamps</name>\n<aggregationType>Total</aggregationType>\n</metric>",
        fix: Suggested "Writes the known value that was probably meant.",
    }

    COMPONENT_CHILD_MISSING = "component-child-missing" {
        severity: Warning,
        since: "0.1.0",
        summary: "A component lacks a child without which it shows nothing.",
        what: "An `insight` without `symptomId`, a `metric` without `name`, a `video` without `src`, a `videoGroup` without `video`, a `CommonSolution` without `articleId`.",
        why: "Nothing shows in its place.",
        body: "<metric>\n<title>Lamps</title>\n</metric>",
        fix: ByHand "Add the child, or take the component out.",
    }

    COMPONENT_CHILD_UNKNOWN = "component-child-unknown" {
        severity: Warning,
        since: "0.1.0",
        summary: "A component has a child that the format does not know.",
        what: "An element inside a component that is none of its children. It is kept, and not shown.",
        why: "What the author wrote there has no effect.",
        body: "<metric>\n<name>Lamps</name>\n<titel>Lit lamps</titel>\n</metric>",
        fix: ByHand "Write the child that was meant, or take it out.",
    }

    COMPONENT_CHILD_REPEATED = "component-child-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "A component has a child twice.",
        what: "A second child where there can be one. The first counts.",
        why: "What the second one says is lost.",
        body: "<metric>\n<name>Lamps</name>\n<name>Bulbs</name>\n</metric>",
        fix: ByHand "Take one of them out.",
    }

    COMPONENT_TEXT = "component-text" {
        severity: Warning,
        since: "0.1.0",
        summary: "Text is between the children of a component, or it has attributes.",
        what: "Words inside a component and in none of its children, or attributes of its start tag. They are ignored.",
        why: "What the author wrote there shows to nobody.",
        body: "<metric>\nLit lamps\n<name>Lamps</name>\n</metric>",
        fix: ByHand "Move the text after the component.",
    }
}
