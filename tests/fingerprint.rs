//! Everything that the library outputs for many inputs, as a few hashes: two builds that print the same lines behave
//! the same.
//!
//! ```text
//! cargo run --release --example fingerprint -- [--mutated N] [--each] [FOLDER…]
//! ```
//!
//! Inputs are the `.md` files below the folders (by default `articles` and the folder that `SELFHELP_CORPUS` names),
//! and `N` damaged ones (100,000) that are made from them, the same every time. To compare two builds, give both the
//! same folders: a change to the example articles is a change of the inputs. `--each` prints a line for every input, so
//! that `diff` finds the one that differs; `--dump I` prints input number `I` and all its output.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use selfhelp::Article;
use selfhelp::render::text::PlainText;
use selfhelp::values::Values;

/// What is hashed of an input, each by itself.
const KINDS: [&str; 6] = ["json", "html", "values", "text", "check", "strict"];

type Hashes = [u64; KINDS.len()];

struct Options {
    mutated: usize,
    each: bool,
    dump: Option<usize>,
    folders: Vec<PathBuf>,
}

fn main() -> ExitCode {
    let run = || -> io::Result<()> {
        let options = options()?;
        let inputs = inputs(&options)?;
        let mut out = io::stdout().lock();
        match options.dump {
            Some(index) => dump(&inputs[index], &mut out),
            None => print(&inputs, &options, &mut out),
        }
    };
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("fingerprint: {error}");
            ExitCode::FAILURE
        }
    }
}

fn options() -> io::Result<Options> {
    let mut options = Options { mutated: 100_000, each: false, dump: None, folders: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut number =
            || arguments.next().and_then(|text| text.parse().ok()).ok_or_else(|| wrong("expected a number"));
        match argument.as_str() {
            "--mutated" => options.mutated = number()?,
            "--dump" => options.dump = Some(number()?),
            "--each" => options.each = true,
            folder => options.folders.push(folder.into()),
        }
    }
    if options.folders.is_empty() {
        options.folders.push(Path::new(support::ROOT).join("articles"));
        options.folders.extend(std::env::var_os("SELFHELP_CORPUS").map(PathBuf::from));
    }
    Ok(options)
}

fn wrong(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// The files, in an order that moving them does not change, then the damaged ones.
fn inputs(options: &Options) -> io::Result<Vec<Vec<u8>>> {
    let mut inputs = Vec::new();
    for folder in &options.folders {
        read(folder, &mut inputs)?;
    }
    inputs.sort_unstable();
    if inputs.is_empty() {
        return Err(wrong("no folder holds a file that ends in .md"));
    }
    let mut random = Random(0x005E_ED0F_A57A_B1E5);
    let damaged: Vec<_> = (0..options.mutated).map(|_| damaged(&inputs, &mut random)).collect();
    inputs.extend(damaged);
    Ok(inputs)
}

fn read(folder: &Path, found: &mut Vec<Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, found)?;
        } else if path.extension().is_some_and(|ending| ending == "md") {
            found.push(fs::read(path)?);
        }
    }
    Ok(())
}

/// Pieces that mean something to one part of the parser or another.
const PIECES: [&str; 48] = [
    "<!--issueDescription-->",
    "<!--/issueDescription-->",
    "<!--rcaDescription-->",
    "<!--/rcaDescription-->",
    "<!--$vmname-->[vmname]<!--/$vmname-->",
    "<!--$a-->",
    "<!--/$a-->",
    "<!-- comment -->",
    "<!--",
    "-->",
    "[x]<!--($x)-->",
    "**",
    "*",
    "_",
    "~~",
    "`",
    "```\n",
    "    code\n",
    "> ",
    "* ",
    "1. ",
    "\n\n",
    "\n",
    "\r\n",
    "\t",
    " ",
    "# ",
    "## Heading\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "|",
    "[a](https://a.example)",
    "](",
    "[",
    "![a](https://a.example/a.png)",
    "https://a.example/b",
    "<br>",
    "<ul><li>a</li></ul>",
    "</td>",
    "<table><tr><td>",
    "<b>",
    "<resource-group>",
    "<insight><symptomId>a</symptomId></insight>",
    ":::Section A title:::\n",
    "---\n",
    "{\"formElements\": [",
    "\"",
    "/>",
    "&amp;",
];

/// An input with one to four things done to it.
fn damaged(inputs: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = inputs[random.below(inputs.len())].clone();
    for _ in 0..=random.below(4) {
        let at = random.below(bytes.len() + 1);
        let end = (at + random.below(40)).min(bytes.len());
        match random.below(7) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.truncate(at),
            2 => {
                let copy = bytes[at..end].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let other = &inputs[random.below(inputs.len())];
                bytes.truncate(at);
                bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
            }
            4 => {
                let line = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |line| at + line + 1);
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(line..line, piece.bytes());
            }
            _ => {
                let piece = PIECES[random.below(PIECES.len())];
                bytes.splice(at..at, piece.bytes());
            }
        }
    }
    bytes
}

/// Pseudo-random numbers, the same every time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

/// The outputs of an input, in the order of [`KINDS`].
fn outputs(bytes: &[u8]) -> [String; KINDS.len()] {
    let article = Article::parse_bytes_lenient(bytes);
    let mut values = Values::new();
    for name in article.placeholder_names() {
        values = values.text(name, format!("<{name}> *v*"));
    }
    let filled = selfhelp::render::html::Html::new().values(&values).render(&article);
    let mut text = String::new();
    for width in [78, 40, 120] {
        let plain = PlainText::new().width(width).render(&article);
        _ = writeln!(text, "{plain:?}");
    }
    let strict = Article::parse_bytes(bytes).err();
    [
        serde_json::to_string(&article).unwrap_or_else(|error| error.to_string()),
        article.to_html(),
        format!("{filled:?}"),
        text,
        format!("{:?}", article.check()),
        strict.map(|error| format!("{error}\n{error:?}")).unwrap_or_default(),
    ]
}

fn dump(input: &[u8], out: &mut impl io::Write) -> io::Result<()> {
    writeln!(out, "== input\n{}", String::from_utf8_lossy(input))?;
    for (kind, text) in KINDS.iter().zip(outputs(input)) {
        writeln!(out, "== {kind}\n{text}")?;
    }
    Ok(())
}

fn print(inputs: &[Vec<u8>], options: &Options, out: &mut impl io::Write) -> io::Result<()> {
    let all = hashes(inputs);
    if options.each {
        for (index, hashes) in all.iter().enumerate() {
            write!(out, "{index}")?;
            for hash in hashes {
                write!(out, " {hash:016x}")?;
            }
            writeln!(out)?;
        }
    }
    writeln!(out, "{} inputs, {} of them damaged", inputs.len(), options.mutated)?;
    for (kind, name) in KINDS.iter().enumerate() {
        let mut total = Hash::new();
        all.iter().for_each(|hashes| total.write(&hashes[kind].to_le_bytes()));
        writeln!(out, "{name:7}{:016x}", total.0)?;
    }
    let mut total = Hash::new();
    all.iter().flatten().for_each(|hash| total.write(&hash.to_le_bytes()));
    writeln!(out, "{:7}{:016x}", "all", total.0)
}

/// The hashes of each input, made by as many threads as there are cores.
fn hashes(inputs: &[Vec<u8>]) -> Vec<Hashes> {
    let hash = |input: &Vec<u8>| {
        outputs(input).map(|text| {
            let mut hash = Hash::new();
            hash.write(text.as_bytes());
            hash.0
        })
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let parts: Vec<_> = inputs
            .chunks(inputs.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().map(hash).collect::<Vec<_>>()))
            .collect();
        let join = |part: thread::ScopedJoinHandle<'_, _>| part.join().unwrap_or_else(|panic| resume_unwind(panic));
        parts.into_iter().flat_map(join).collect()
    })
}

/// FNV-1a: a hash that no version of the standard library changes.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
