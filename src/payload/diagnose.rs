//! Menus of common problems and tools (format §7).

use serde::{Deserialize, Serialize};

use super::advisor::texts;
use super::json::At;
use super::read::{Reader, members};
use super::value::Object;
use crate::diagnostic::Code;
use crate::span::Spanned;
use crate::text::Text;

/// A menu of common problems, and of tools to find out more.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct DiagnoseAndSolve {
    /// The problems.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub common_problems: Vec<Spanned<CommonProblem>>,
    /// The tools.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub troubleshooting_tools: Vec<Spanned<TroubleshootingTool>>,
    /// Members with unknown keys.
    #[serde(default, skip_serializing_if = "Object::is_empty")]
    pub other: Object,
}

texts! {
    /// A problem.
    pub struct CommonProblem {
        texts {
            /// Its id.
            id = "id";
            /// What it is called.
            title = "title";
            /// What it is.
            description = "description";
            /// The heading that it is under.
            category = "category";
            /// The article that solves it.
            common_solution_article_id = "commonSolutionArticleId";
            /// The topic of a ticket about it.
            support_topic_id = "supportTopicId";
            /// The automatic check for it. Internal: not for people.
            symptom_id = "symptomId";
        }
        more {
            /// What people search for.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            search_tags: Vec<Spanned<Text>>;
            /// Kinds of the problem.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            sub_problems: Vec<Spanned<SubProblem>>;
        }
    }
}

texts! {
    /// A kind of a problem.
    pub struct SubProblem {
        texts {
            /// Its id.
            id = "id";
            /// What it is called.
            title = "title";
            /// What it is.
            description = "description";
            /// A heading.
            category = "category";
            /// The article that solves it.
            common_solution_article_id = "commonSolutionArticleId";
            /// The topic of a ticket about it.
            support_topic_id = "supportTopicId";
            /// The automatic check for it. Internal: not for people.
            symptom_id = "symptomId";
        }
        more {
            /// What people search for.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            search_tags: Vec<Spanned<Text>>;
        }
    }
}

texts! {
    /// A tool.
    pub struct TroubleshootingTool {
        texts {
            /// Its id.
            id = "id";
            /// What it is called.
            title = "title";
            /// What it does.
            description = "description";
            /// The heading that it is under.
            category = "category";
            /// What it is: `tool`, `insight`.
            kind = "type";
        }
        more {
            /// What people search for.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            search_tags: Vec<Spanned<Text>>;
            /// The page of the portal that it is.
            #[serde(default, skip_serializing_if = "Option::is_none")]
            blade_link: Option<Spanned<BladeLink>>;
        }
    }
}

texts! {
    /// A page of the portal.
    pub struct BladeLink {
        texts {
            /// The extension that has it.
            extension_name = "extensionName";
            /// Its name.
            blade_name = "bladeName";
        }
        more {
            /// What it is given, in order.
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            parameters: Vec<Spanned<BladeParameter>>;
        }
    }
}

texts! {
    /// A value that a page of the portal is given; one such as `$resourceId` is a variable (format §5).
    pub struct BladeParameter {
        texts {
            /// Its name.
            name = "name";
            /// Its value.
            value = "value";
        }
        more {}
    }
}

impl DiagnoseAndSolve {
    /// Reads the menu that the object at `at` is.
    pub(super) fn read(reader: &mut Reader<'_>, at: At) -> DiagnoseAndSolve {
        let mut menu = DiagnoseAndSolve::default();
        menu.other = members!(reader, at, value, {
            "$schema" => {},
            "commonProblems" => {
                for item in reader.items(value) {
                    menu.common_problems.extend(CommonProblem::read(reader, item));
                }
            },
            "troubleshootingTools" => {
                for item in reader.items(value) {
                    menu.troubleshooting_tools.extend(TroubleshootingTool::read(reader, item));
                }
            },
        });
        menu
    }
}

impl CommonProblem {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<CommonProblem>> {
        let at = reader.object(item)?;
        let mut problem = CommonProblem::default();
        problem.other = members!(reader, at, value, {
            "id" => problem.id = reader.text(value),
            "title" => problem.title = reader.text(value),
            "description" => problem.description = reader.text(value),
            "category" => problem.category = reader.text(value),
            "searchTags" => problem.search_tags = reader.texts(value, b",;"),
            "commonSolutionArticleId" => problem.common_solution_article_id = reader.text(value),
            "supportTopicId" => problem.support_topic_id = reader.text(value),
            "symptomId" => problem.symptom_id = reader.text(value),
            "subProblems" => {
                for item in reader.items(value) {
                    problem.sub_problems.extend(SubProblem::read(reader, item));
                }
            },
        });
        title_missing(reader, at, problem.title.as_ref());
        Some(reader.spanned(problem, item))
    }
}

impl SubProblem {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<SubProblem>> {
        let at = reader.object(item)?;
        let mut problem = SubProblem::default();
        problem.other = members!(reader, at, value, {
            "id" => problem.id = reader.text(value),
            "title" => problem.title = reader.text(value),
            "description" => problem.description = reader.text(value),
            "category" => problem.category = reader.text(value),
            "searchTags" => problem.search_tags = reader.texts(value, b",;"),
            "commonSolutionArticleId" => problem.common_solution_article_id = reader.text(value),
            "supportTopicId" => problem.support_topic_id = reader.text(value),
            "symptomId" => problem.symptom_id = reader.text(value),
        });
        title_missing(reader, at, problem.title.as_ref());
        Some(reader.spanned(problem, item))
    }
}

fn title_missing(reader: &mut Reader<'_>, at: At, title: Option<&Spanned<Text>>) {
    if title.is_none() {
        let start = reader.document().range(at).start;
        reader.warn(Code::FIELD_MISSING, reader.place(start..start + 1), "a problem has no `title`".to_owned());
    }
}

impl TroubleshootingTool {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<TroubleshootingTool>> {
        let at = reader.object(item)?;
        let mut tool = TroubleshootingTool::default();
        tool.other = members!(reader, at, value, {
            "id" => tool.id = reader.text(value),
            "title" => tool.title = reader.text(value),
            "description" => tool.description = reader.text(value),
            "category" => tool.category = reader.text(value),
            "searchTags" => tool.search_tags = reader.texts(value, b",;"),
            "type" => tool.kind = reader.text(value),
            "bladeLink" => if !reader.is_absent(value) { tool.blade_link = BladeLink::read(reader, value) },
        });
        Some(reader.spanned(tool, item))
    }
}

impl BladeLink {
    fn read(reader: &mut Reader<'_>, value: At) -> Option<Spanned<BladeLink>> {
        let at = reader.object(value)?;
        let mut link = BladeLink::default();
        link.other = members!(reader, at, member, {
            "extensionName" => link.extension_name = reader.text(member),
            "bladeName" => link.blade_name = reader.text(member),
            "parameters" => {
                for item in reader.items(member) {
                    link.parameters.extend(BladeParameter::read(reader, item));
                }
            },
        });
        Some(reader.spanned(link, value))
    }
}

impl BladeParameter {
    fn read(reader: &mut Reader<'_>, item: At) -> Option<Spanned<BladeParameter>> {
        let at = reader.object(item)?;
        let mut parameter = BladeParameter::default();
        parameter.other = members!(reader, at, member, {
            "name" => parameter.name = reader.text(member),
            "value" => parameter.value = reader.text(member),
        });
        Some(reader.spanned(parameter, item))
    }
}
