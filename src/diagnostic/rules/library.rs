//! Articles beside others of their library (format §2).

use super::rules;

rules! {
    Library;

    ARTICLE_ID_REPEATED = "article-id-repeated" {
        severity: Warning,
        since: "0.1.0",
        summary: "Two articles have the same `articleId`.",
        what: "An `articleId` that an article before this one has, in the order of paths. Asked of all articles that are checked together.",
        why: "Whoever asks for the id gets one of them.",
        file: "<properties pageTitle=\"Lamp\" articleId=\"lamp-1\" />\n# Lamp\n",
        fix: ByHand "Write another id.",
    }

    DISPLAY_ORDER_REPEATED = "display-order-repeated" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "Two articles of a resource have the same `displayOrder`.",
        what: "Articles of one type with the same `service`, `resource`, `displayOrder`, and a cloud in common.",
        why: "Which of them comes first is chance.",
        file: "<properties pageTitle=\"Lamp\" service=\"lamps\" resource=\"lamp\" displayOrder=\"1\" />\n# Lamp\n",
        fix: ByHand "Write another number.",
    }

    CLOUD_FAMILY = "cloud-family" {
        severity: Note,
        default: off,
        since: "0.1.0",
        summary: "Articles that are one for several clouds differ in more than their clouds.",
        what: "Articles whose `articleId` differs in a cloud at the end only, such as `lamp_public` and `lamp_fairfax`, with another text.",
        why: "Where the difference is not meant, readers of one cloud get an old text.",
        file: "<properties pageTitle=\"Lamp\" articleId=\"lamp_public\" />\n# Lamp\n",
        fix: ByHand "Make the texts the same, or allow the difference with a comment.",
    }
}
