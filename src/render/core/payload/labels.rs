//! The words of forms and of other payloads.

use std::borrow::Cow;

/// Declares a struct of words with their English.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $english:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$word_doc])* pub $word: Cow<'static, str>,)*
        }

        impl $name {
            /// The words in English.
            pub(crate) const fn english() -> $name {
                $name { $($word: Cow::Borrowed($english),)* }
            }
        }

        impl Default for $name {
            fn default() -> $name {
                $name::english()
            }
        }
    };
}

words! {
    /// The words of forms. `{}` in one is the place of something.
    FormLabels {
        /// The button of a form.
        submit = "Submit";
        /// Beside the label of a question that must be answered.
        required = "required";
        /// The first option of a list, which is none.
        choose_option = "Choose an option";
        /// In text, beside the label of a question with options.
        choose_one = "choose one";
        /// In text, beside the label of a question with options of which several can be chosen.
        choose_many = "choose several";
        /// The same where one at least must be chosen, with [`FormLabels::required`] before it.
        choose_some = "choose one or more";
        /// The hint at a question whose options are suggestions.
        type_or_choose = "Type it, or choose from the list.";
        /// The hint at a field for several answers.
        one_on_each_line = "One on each line.";
        /// Before a question, `{}` for its condition.
        answer_if = "Answer this only if {}.";
        /// Before words, `{}` for their condition.
        matters_if = "This matters only if {}.";
        /// In text, before a question or words, `{}` for their condition.
        only_if = "Only if {}.";
        /// In place of a condition that would take more room than the form.
        answers_fit = "your other answers ask for it";
        /// A question in a condition of text, `{}` for its number.
        question = "question {}";
        /// A label, an option or a value in a condition.
        quoted = "“{}”";
        /// What a question's answer is, between its name and the value.
        is = "is";
        /// What it is not.
        is_not = "is not";
        /// What it is none of.
        is_none_of = "is none of";
        /// What answers of several choices include.
        includes = "includes";
        /// What they do not include.
        does_not_include = "does not include";
        /// What they include none of.
        includes_none_of = "includes none of";
        /// A question that has an answer.
        is_answered = "is answered";
        /// A question that has none.
        is_not_answered = "is not answered";
        /// Between the last two of several values or conditions.
        or = "or";
        /// The same for all of several.
        and = "and";
        /// What a number must be.
        number = "A number";
        /// What a whole number must be.
        whole_number = "A whole number";
        /// A bound, `{}` for the number.
        more_than = "more than {}";
        /// A bound, `{}` for the number.
        less_than = "less than {}";
        /// A bound, `{}` for the number.
        at_least = "at least {}";
        /// A bound, `{}` for the number.
        at_most = "at most {}";
        /// The number of a bound that is the answer to another question, `{}` for its name.
        answer_to = "the answer to {}";
        /// In text, before the place for a day and a time.
        date_time = "Date and time";
    }
}

words! {
    /// The words of recommendations, topics and menus.
    RecommendationLabels {
        /// What a recommendation is about.
        category = "Category";
        /// How much it matters.
        impact = "Impact";
        /// What follows it gains.
        benefit = "Benefit";
        /// The type of resource that it is for.
        applies_to = "Applies to";
        /// Above its actions.
        what_to_do = "What to do";
        /// Before its tip, `{}` for that.
        tip = "Tip: {}";
        /// The link to read more, and the heading of several.
        learn_more = "Learn more";
        /// Above the problems of a menu.
        common_problems = "Common problems";
        /// Above its tools.
        troubleshooting_tools = "Troubleshooting tools";
    }
}
