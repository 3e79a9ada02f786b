//! [`Control`]: what people answer a question with.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::payload::word::nearest;
use crate::text::Text;

/// Declares the enum, its known values and their spelling.
macro_rules! controls {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        /// The `controlType` of a [`FormElement`](super::Element) (format §7). Case is ignored.
        ///
        /// ```
        /// use selfhelp::payload::form::Control;
        ///
        /// assert_eq!(Control::from("DropDown"), Control::Dropdown);
        /// assert_eq!(Control::from("dropbox").as_str(), "dropbox");
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Control {
            $($(#[$doc])* $name,)*
            /// Any other word, as written.
            Other(Text),
        }

        impl Control {
            /// The controls that the format knows.
            pub const KNOWN: &'static [Control] = &[$(Control::$name),*];

            /// The control as the format spells it; another word as written.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Control::$name => $text,)*
                    Control::Other(name) => name,
                }
            }
        }
    };
}

controls! {
    /// `multilinetextbox`: text of several lines.
    MultilineTextbox = "multilinetextbox";
    /// `dropdown`: one of its options.
    Dropdown = "dropdown";
    /// `textbox`: text of one line.
    Textbox = "textbox";
    /// `datetimepicker`: a day and a time.
    DateTimePicker = "datetimepicker";
    /// `multiselectdropdown`: any of its options.
    MultiSelectDropdown = "multiselectdropdown";
    /// `infoblock`: asks for nothing, shows its `content`.
    InfoBlock = "infoblock";
    /// `radioButtonGroup`: one of its options.
    RadioButtonGroup = "radioButtonGroup";
    /// `numerictextbox`: a number.
    NumericTextbox = "numerictextbox";
    /// `textBlock`: asks for nothing, shows its label and its `text`.
    TextBlock = "textBlock";
}

/// Words that authors wrote for a control and that are too far from it to be recognised.
const MEANT: [(&str, &str); 9] = [
    ("multitextbox", "multilinetextbox"),
    ("multilinetext", "multilinetextbox"),
    ("dropbox", "dropdown"),
    ("dropdownlist", "dropdown"),
    ("dropdownOptions", "dropdown"),
    ("dropwdown", "dropdown"),
    ("texbox", "textbox"),
    ("text", "textbox"),
    ("singlelinetext", "textbox"),
];

impl Control {
    /// The known control with this spelling, in any case.
    pub fn known(name: &str) -> Option<Control> {
        Control::KNOWN.iter().find(|known| known.as_str().eq_ignore_ascii_case(name)).cloned()
    }

    /// The known control that `name` was probably meant to be.
    pub(super) fn meant(name: &str) -> Option<&'static str> {
        let listed = MEANT.iter().find(|(written, _)| written.eq_ignore_ascii_case(name)).map(|(_, meant)| *meant);
        listed.or_else(|| nearest(name, Control::KNOWN.iter().map(Control::as_str)))
    }

    /// Whether people choose from options.
    pub(super) fn takes_options(&self) -> bool {
        matches!(self, Control::Dropdown | Control::MultiSelectDropdown | Control::RadioButtonGroup | Control::Other(_))
    }

    /// The control of a text that was read.
    pub(super) fn read(name: &Text) -> Control {
        Control::known(name).unwrap_or_else(|| Control::Other(name.clone()))
    }
}

impl From<&str> for Control {
    fn from(name: &str) -> Control {
        Control::read(&Text::from(name))
    }
}

impl FromStr for Control {
    type Err = Infallible;

    fn from_str(name: &str) -> Result<Control, Infallible> {
        Ok(Control::from(name))
    }
}

impl fmt::Display for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Control {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Control {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Control, D::Error> {
        Text::deserialize(deserializer).map(|name| Control::read(&name))
    }
}
