//! The arguments of `selfhelp preview`.

use std::path::PathBuf;

use clap::Args;

/// Make a page on which an author sees an article as readers will, with all that is known of it
///
/// The page is one file that asks for nothing else: the article as a page, on a phone, as text and as source; what `check`
/// finds, with links to the places; a field for every placeholder and portal variable; the properties as they were read;
/// the headings. It goes to standard output. Exit status 0 whatever is found: `check` is for that.
#[derive(Debug, Args)]
pub(crate) struct Preview {
    /// Serve the pages of all articles to a browser on this machine, and show what is saved at once
    ///
    /// The address is printed on standard output; its port is a free one. Other machines cannot reach it, and pages of other
    /// hosts are refused. It goes on until it is interrupted.
    #[arg(long)]
    pub(crate) serve: bool,

    /// Load the pictures of articles from where they are, instead of showing their alternative texts
    #[arg(long)]
    pub(crate) pictures: bool,

    /// The article; `-` for standard input; with `--serve`, files and folders of `*.md` files
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
}

impl Preview {
    /// A page is of one article.
    pub(super) fn conflict(&self) -> Option<&'static str> {
        let is_many = self.paths.len() > 1 || self.paths.iter().any(|path| path.is_dir());
        let is_input = self.paths.iter().any(|path| path.as_os_str() == crate::file::STANDARD_INPUT);
        [
            (!self.serve && is_many, "a page shows one article; `--serve` shows several and folders"),
            (self.serve && is_input, "standard input cannot be watched; `--serve` needs files and folders"),
        ]
        .into_iter()
        .find_map(|(wrong, message)| wrong.then_some(message))
    }
}
