//! Words that the service knows, such as the states of a check. Others are kept as they are.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::text::Text;

/// Declares words that the service knows.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident = $text:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_doc])* $word,)*
            /// Any other word, as it was sent.
            Other(Text),
        }

        impl $name {
            /// The word as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $($name::$word => $text,)*
                    $name::Other(word) => word,
                }
            }
        }

        impl From<Text> for $name {
            fn from(word: Text) -> $name {
                match &*word {
                    $($text => $name::$word,)*
                    _ => $name::Other(word),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<$name, D::Error> {
                Text::deserialize(deserializer).map($name::from)
            }
        }
    };
}

words! {
    /// How far the service is with a solution.
    ProvisioningState {
        /// The content is there.
        Succeeded = "Succeeded";
        /// A part of it is there.
        PartialComplete = "PartialComplete";
        /// It could not be made.
        Failed = "Failed";
        /// It is being made.
        Running = "Running";
        /// Nobody waits for it any more.
        Canceled = "Canceled";
    }
}

words! {
    /// How far a check is.
    DiagnosticStatus {
        /// It could not be completed.
        Failed = "Failed";
        /// It waits for answers of the reader.
        MissingInputs = "MissingInputs";
        /// It runs.
        Running = "Running";
        /// It is done, whether it found anything or not.
        Succeeded = "Succeeded";
        /// It took too long.
        Timeout = "Timeout";
    }
}

words! {
    /// How much an insight matters.
    ImportanceLevel {
        /// Something is broken.
        Critical = "Critical";
        /// Something may break.
        Warning = "Warning";
        /// Something to know.
        Information = "Information";
    }
}

words! {
    /// What a question of a step is answered with.
    QuestionType {
        /// One of the options, all of which show.
        RadioButton = "RadioButton";
        /// One of the options in a list.
        Dropdown = "Dropdown";
        /// Text of one line.
        TextInput = "TextInput";
        /// Text of several lines.
        MultiLineInfoBox = "MultiLineInfoBox";
        /// A day and a time.
        DateTimePicker = "DateTimePicker";
        /// Any of the options.
        MultiSelect = "MultiSelect";
    }
}

words! {
    /// What the content of a question is.
    QuestionContentType {
        /// Text.
        Text = "Text";
        /// HTML.
        Html = "Html";
        /// Markdown.
        Markdown = "Markdown";
    }
}

words! {
    /// What an answer must look like.
    ValidationScope {
        /// Anything.
        None = "None";
        /// An address of the web.
        Url = "URLFormat";
        /// A GUID.
        Guid = "GuidFormat";
        /// An IP address.
        IpAddress = "IpAddressFormat";
        /// A number.
        NumberOnly = "NumberOnlyFormat";
    }
}
