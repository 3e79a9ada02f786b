//! [`Config`]: the settings in `selfhelp.toml`.

use std::fmt::Display;
use std::ops::Range;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use selfhelp::check::Level;
use selfhelp::diagnostic::{Code, Severity};
use selfhelp::metadata::SelfHelpType;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, shown};
use crate::file;
use crate::suggest::{self, did_you_mean};

/// The name of the file.
const NAME: &str = "selfhelp.toml";

/// The names of settings.
const SETTINGS: [&str; 9] =
    ["select", "ignore", "exclude", "severity", "override", "deny", "max-warnings", "allow-hosts", "required"];

/// The settings of a library.
pub(crate) struct Config {
    pub(crate) select: Option<Vec<Code>>,
    pub(crate) ignore: Vec<Code>,
    pub(crate) levels: Vec<(Code, Level)>,
    pub(crate) overrides: Vec<Override>,
    pub(crate) excluded: Gitignore,
    pub(crate) deny: Option<Severity>,
    pub(crate) max_warnings: Option<usize>,
    /// Hosts that links may lead to, whatever rules say about them.
    pub(crate) hosts: Vec<String>,
    /// Properties that articles of a type, or all, must have.
    pub(crate) required: Vec<(Option<SelfHelpType>, String)>,
}

/// Levels for some articles.
pub(crate) struct Override {
    types: Option<Vec<SelfHelpType>>,
    paths: Option<Gitignore>,
    pub(crate) levels: Vec<(Code, Level)>,
}

impl Config {
    /// The settings of nobody.
    pub(crate) fn none() -> Config {
        Config {
            select: None,
            ignore: Vec::new(),
            levels: Vec::new(),
            overrides: Vec::new(),
            excluded: Gitignore::empty(),
            deny: None,
            max_warnings: None,
            hosts: Vec::new(),
            required: Vec::new(),
        }
    }

    /// The settings for the articles at `path`: those in its folder, else in the next folder above it.
    pub(crate) fn found_from(path: &Path) -> Result<Config, Error> {
        let from = path.canonicalize().or_else(|_| std::env::current_dir()).unwrap_or_default();
        let file = from.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file());
        file.map_or_else(|| Ok(Config::none()), |file| Config::read(&file))
    }

    /// The settings in the file at `path`.
    pub(crate) fn read(path: &Path) -> Result<Config, Error> {
        let bytes = file::read(path)?;
        let text = str::from_utf8(&bytes).map_err(|error| Error::reading(path, error))?;
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let folder = real.parent().unwrap_or(Path::new("/")).to_path_buf();
        let reader = Reader { path, text, folder };
        match DeTable::parse(text) {
            Ok(table) => reader.config(table.get_ref()),
            Err(error) => Err(reader.fault(error.span().unwrap_or_default(), error.message())),
        }
    }
}

impl Override {
    /// Whether it is about the article at the real path `path`.
    pub(crate) fn holds(&self, path: &Path, kind: Option<&SelfHelpType>) -> bool {
        let is_type = self.types.as_ref().is_none_or(|types| kind.is_some_and(|kind| types.contains(kind)));
        let is_path = self.paths.as_ref().is_none_or(|paths| {
            path.starts_with(paths.path()) && paths.matched_path_or_any_parents(path, false).is_ignore()
        });
        is_type && is_path
    }
}

type Value<'t> = Spanned<DeValue<'t>>;

/// Reads settings, and says where one is wrong.
struct Reader<'t> {
    path: &'t Path,
    text: &'t str,
    folder: PathBuf,
}

impl Reader<'_> {
    fn config(&self, table: &DeTable<'_>) -> Result<Config, Error> {
        let mut config = Config::none();
        for (key, value) in table {
            match &**key.get_ref() {
                "select" => config.select = Some(self.rules(value)?),
                "ignore" => config.ignore = self.rules(value)?,
                "exclude" => config.excluded = self.patterns(value)?,
                "severity" => config.levels = self.levels(value)?,
                "override" => config.overrides = self.overrides(value)?,
                "deny" => config.deny = Some(self.denied(value)?),
                "max-warnings" => config.max_warnings = Some(self.number(value)?),
                "allow-hosts" => config.hosts = self.hosts(value)?,
                "required" => config.required = self.required(value)?,
                other => return Err(self.unknown(key.span(), "setting", other, SETTINGS)),
            }
        }
        Ok(config)
    }

    fn overrides(&self, value: &Value<'_>) -> Result<Vec<Override>, Error> {
        self.list(value)?.iter().map(|value| self.one_override(value)).collect()
    }

    fn one_override(&self, value: &Value<'_>) -> Result<Override, Error> {
        let mut found = Override { types: None, paths: None, levels: Vec::new() };
        for (key, value) in self.table(value)? {
            match &**key.get_ref() {
                "types" => found.types = Some(self.types(value)?),
                "paths" => found.paths = Some(self.patterns(value)?),
                "severity" => found.levels = self.levels(value)?,
                other => return Err(self.unknown(key.span(), "setting", other, ["types", "paths", "severity"])),
            }
        }
        if found.types.is_none() && found.paths.is_none() {
            return Err(self.fault(value.span(), "expected `types` or `paths` in `override`, found neither"));
        }
        Ok(found)
    }

    fn levels(&self, value: &Value<'_>) -> Result<Vec<(Code, Level)>, Error> {
        let mut levels = Vec::new();
        for (key, value) in self.table(value)? {
            let name = &**key.get_ref();
            let rules =
                suggest::rules(name).map_err(|message| self.fault(key.span(), format!("`{name}`: {message}")))?;
            let level = match self.string(value)? {
                "off" => Level::Off,
                "note" => Level::At(Severity::Note),
                "warning" => Level::At(Severity::Warning),
                "error" => Level::At(Severity::Error),
                "usual" => Level::Usual,
                other => {
                    let known = ["off", "note", "warning", "error", "usual"];
                    return Err(self.unknown(value.span(), "severity", other, known));
                }
            };
            levels.extend(rules.iter().map(|rule| (rule.code(), level)));
        }
        Ok(levels)
    }

    fn rules(&self, value: &Value<'_>) -> Result<Vec<Code>, Error> {
        let mut codes = Vec::new();
        for value in self.list(value)? {
            let name = self.string(value)?;
            let rules =
                suggest::rules(name).map_err(|message| self.fault(value.span(), format!("`{name}`: {message}")))?;
            codes.extend(rules.iter().map(|rule| rule.code()));
        }
        Ok(codes)
    }

    /// A list of properties for each type, or for `all`.
    fn required(&self, value: &Value<'_>) -> Result<Vec<(Option<SelfHelpType>, String)>, Error> {
        let mut required = Vec::new();
        for (key, value) in self.table(value)? {
            let kind = match &**key.get_ref() {
                "all" => None,
                name => Some(self.kind(name, key.span())?),
            };
            for name in self.strings(value)? {
                required.push((kind.clone(), name));
            }
        }
        Ok(required)
    }

    fn strings(&self, value: &Value<'_>) -> Result<Vec<String>, Error> {
        self.list(value)?.iter().map(|value| self.string(value).map(str::to_owned)).collect()
    }

    fn hosts(&self, value: &Value<'_>) -> Result<Vec<String>, Error> {
        for host in self.list(value)? {
            let written = self.string(host)?;
            // A host with a scheme or a path would be that of no link.
            if written.is_empty() || written.contains(|c: char| "/:*".contains(c) || c.is_whitespace()) {
                return Err(
                    self.fault(host.span(), format!("expected a host such as `example.com`, found `{written}`"))
                );
            }
        }
        self.strings(value)
    }

    fn kind(&self, name: &str, span: Range<usize>) -> Result<SelfHelpType, Error> {
        match SelfHelpType::from(name) {
            SelfHelpType::Other(_) => {
                let known = SelfHelpType::KNOWN.iter().map(SelfHelpType::as_str);
                Err(self.unknown(span, "type", name, known))
            }
            known => Ok(known),
        }
    }

    fn types(&self, value: &Value<'_>) -> Result<Vec<SelfHelpType>, Error> {
        let one = |value: &Value<'_>| self.kind(self.string(value)?, value.span());
        self.list(value)?.iter().map(one).collect()
    }

    fn patterns(&self, value: &Value<'_>) -> Result<Gitignore, Error> {
        let mut builder = GitignoreBuilder::new(&self.folder);
        for value in self.list(value)? {
            let pattern = self.string(value)?;
            let added = builder.add_line(None, pattern);
            added.map_err(|error| self.fault(value.span(), format!("`{pattern}` is not a pattern: {error}")))?;
        }
        builder.build().map_err(|error| self.fault(value.span(), error))
    }

    fn denied(&self, value: &Value<'_>) -> Result<Severity, Error> {
        match self.string(value)? {
            "errors" => Ok(Severity::Error),
            "warnings" => Ok(Severity::Warning),
            "notes" => Ok(Severity::Note),
            other => Err(self.unknown(value.span(), "value", other, ["errors", "warnings", "notes"])),
        }
    }

    fn number(&self, value: &Value<'_>) -> Result<usize, Error> {
        let number = value.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
        number.ok_or_else(|| self.fault(value.span(), "expected a whole number"))
    }

    fn string<'v>(&self, value: &'v Value<'_>) -> Result<&'v str, Error> {
        value.get_ref().as_str().ok_or_else(|| self.fault(value.span(), "expected a string"))
    }

    fn list<'v, 't>(&self, value: &'v Value<'t>) -> Result<&'v [Value<'t>], Error> {
        let list = value.get_ref().as_array();
        list.map(|list| &**list).ok_or_else(|| self.fault(value.span(), "expected a list"))
    }

    fn table<'v, 't>(&self, value: &'v Value<'t>) -> Result<&'v DeTable<'t>, Error> {
        value.get_ref().as_table().ok_or_else(|| self.fault(value.span(), "expected a table"))
    }

    fn unknown<'n>(
        &self,
        span: Range<usize>,
        what: &str,
        found: &str,
        known: impl IntoIterator<Item = &'n str>,
    ) -> Error {
        let near = did_you_mean(found, known);
        self.fault(span, format!("unknown {what} `{found}`{near}"))
    }

    /// Error at `span` of the file.
    fn fault(&self, span: Range<usize>, message: impl Display) -> Error {
        let line = self.text.get(..span.start).unwrap_or_default().matches('\n').count() + 1;
        Error::new(format!("in `{}`, line {line}: {message}", shown(self.path)))
    }
}
