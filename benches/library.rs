//! How long a library takes, and what it holds, at the size of the published one and ten times that.
//!
//! ```text
//! SELFHELP_CORPUS=path/to/articles cargo bench --features library --bench library -- 15585 155850
//! ```
//!
//! The articles are those of the folder in `SELFHELP_CORPUS`, else the examples, copied until there are so many: each copy has an
//! `articleId` and topics of its own. They are in a folder of `target/`, which is removed at the end. Times are the least
//! of several on a warm cache. With `in-memory` before the numbers there are no files, and articles have no body: this is how
//! look-ups grow where a disk would be in the way.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use selfhelp::library::{ArticleFile, Catalog, Library, Query};
use selfhelp::{Article, Text};

type Fallible<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PUBLISHED: usize = 15_585;

fn main() -> Fallible {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let is_in_memory = std::env::args().any(|argument| argument == "in-memory");
    for count in if sizes.is_empty() { vec![PUBLISHED] } else { sizes } {
        if is_in_memory {
            measure_in_memory(count)?;
            continue;
        }
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("library-{}-{count}", std::process::id()));
        let measured = simulate(&folder, count).and_then(|bytes| measure(&folder, count, bytes));
        fs::remove_dir_all(&folder)?;
        measured?;
    }
    Ok(())
}

/// The articles that are copied.
fn originals() -> Fallible<Arc<Catalog>> {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/articles");
    let from = std::env::var_os("SELFHELP_CORPUS").map_or_else(|| PathBuf::from(examples), PathBuf::from);
    Ok(Library::load(&from)?.catalog())
}

/// A catalog of `count` headers.
fn measure_in_memory(count: usize) -> Fallible {
    let originals = originals()?;
    let header = |file: &ArticleFile| {
        let end = file.article().header_span().map_or(0, |span| span.range().end);
        (file.path().to_path_buf(), Article::parse_lenient(&file.article().source()[..end]))
    };
    let headers: Vec<(PathBuf, Article)> = originals.files().map(header).collect();
    let before = resident();
    let copies = (0..count).map(|number| {
        let (round, (path, header)) = (number / headers.len(), &headers[number % headers.len()]);
        (Path::new(&round.to_string()).join(path), Article::parse_lenient(&copy(header, round)))
    });
    let copies: Vec<(PathBuf, Article)> = copies.collect();
    let (catalog, time) = timed(|| copies.into_iter().collect::<Catalog>());
    println!("{count} articles in memory");
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("  memory                    {:>10.0} MB", (after - before) as f64 / 1e6);
    }
    row("catalog", time);
    lookups(&catalog);
    finds(&catalog);
    Ok(())
}

/// Writes `count` articles; how many bytes they have.
fn simulate(folder: &Path, count: usize) -> Fallible<usize> {
    let originals = originals()?;
    let mut bytes = 0;
    let files: Vec<&ArticleFile> = originals.files().collect();
    for number in 0..count {
        let (round, file) = (number / files.len(), files[number % files.len()]);
        let path = folder.join(round.to_string()).join(file.path());
        let copy = copy(file.article(), round);
        bytes += copy.len();
        fs::create_dir_all(path.parent().ok_or("a file is in a folder")?)?;
        fs::write(path, copy)?;
    }
    Ok(bytes)
}

/// The source of `article` with ids that those of other rounds do not have.
fn copy(article: &Article, round: usize) -> String {
    let mut source = article.source().to_owned();
    let has_ids = |name: &str| ["articleId", "supportTopicIds"].iter().any(|id| name.eq_ignore_ascii_case(id));
    let spans: Vec<_> = article.properties().filter(|one| has_ids(one.name) && !one.value.is_empty()).collect();
    let ends: Vec<usize> = spans.iter().map(|one| one.value_span.range().end).collect();
    for end in ends.into_iter().rev() {
        source.insert_str(end, &format!("-{round}"));
    }
    source
}

fn measure(folder: &Path, count: usize, bytes: usize) -> Fallible {
    println!("{count} files, {:.1} MB", bytes as f64 / 1e6);
    let before = resident();
    let library = Library::load(folder)?;
    if let (Some(before), Some(after)) = (before, resident()) {
        println!("  memory                    {:>10.2} times the files", (after - before) as f64 / bytes as f64);
    }
    parallel_row("load", 5, || Library::load(folder));
    // A file that was written just now is read again: its time would not show another change.
    std::thread::sleep(Duration::from_millis(100));
    library.refresh()?;
    parallel_row("refresh without changes", 9, || library.refresh());
    let catalog = library.catalog();
    for file in catalog.files().step_by(count / 100) {
        let path = folder.join(file.path());
        fs::write(&path, format!("{}\n\nMore.\n", file.article().source()))?;
    }
    let (changed, time) = timed(|| library.refresh());
    row(&format!("refresh, {} changed", changed?.changed.len()), time);
    lookups(&catalog);
    finds(&catalog);
    Ok(())
}

fn lookups(catalog: &Catalog) {
    let files: Vec<&ArticleFile> = catalog.files().step_by(7).collect();
    let first = |list: &[Text]| list.first().map(|one| one.to_string()).unwrap_or_default();
    let each = |name: &str, of: &dyn Fn(&ArticleFile) -> String, found: &dyn Fn(&str) -> bool| {
        let asked: Vec<String> = files.iter().map(|file| of(file)).collect();
        let all = least(9, || asked.iter().filter(|asked| found(asked)).count());
        println!("  {name:<28}{:>10.3} µs", all.as_secs_f64() * 1e6 / asked.len() as f64);
    };
    let id = |file: &ArticleFile| file.article().metadata.article_id.as_deref().unwrap_or_default().to_owned();
    each("by_id", &id, &|id| catalog.by_id(id).is_some());
    each("by_path", &|file| file.path().display().to_string(), &|path| catalog.by_path(path).is_some());
    let topic = |file: &ArticleFile| first(&file.article().metadata.support_topic_ids);
    each("by_topic", &topic, &|topic| catalog.by_topic(topic).next().is_some());
    let product = |file: &ArticleFile| first(&file.article().metadata.product_pes_ids);
    each("by_product", &product, &|product| catalog.by_product(product).next().is_some());
}

fn finds(catalog: &Catalog) {
    let topic = catalog.files().find_map(|file| file.article().metadata.support_topic_ids.first());
    let topic = topic.map(|topic| topic.to_string()).unwrap_or_default();
    let find = |name: &str, query: Query| {
        let found = catalog.find(&query).len();
        row(&format!("find {name}: {found}"), least(9, || catalog.find(&query)));
    };
    find("topic, cloud", Query::new().topic(&topic).cloud("public"));
    find("id, locale", Query::new().id("nothing").locale("de-de"));
    find("type, cloud", Query::new().kind("rca").cloud("usnat"));
    find("all", Query::new());
    row("explain topic", least(3, || catalog.explain(&Query::new().topic(&topic))));
    row("duplicates", least(3, || catalog.duplicates()));
}

fn row(name: &str, time: Duration) {
    println!("  {name:<28}{:>10.3} ms", time.as_secs_f64() * 1e3);
}

/// A row of something that uses all threads: its time, and the time of processors that it takes, as another process may have
/// these.
fn parallel_row<T>(name: &str, times: usize, mut run: impl FnMut() -> T) {
    let before = processors();
    let time = least(times, &mut run);
    let used = processors().zip(before).map(|(after, before)| (after - before) * 1e3 / times as f64);
    let used = used.map(|used| format!("{used:>10.0} ms of processors")).unwrap_or_default();
    println!("  {name:<28}{:>10.3} ms{used}", time.as_secs_f64() * 1e3);
}

fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = black_box(run());
    (result, start.elapsed())
}

/// The least time of some runs; what they give is dropped outside of it.
fn least<T>(times: usize, mut run: impl FnMut() -> T) -> Duration {
    (0..times).map(|_| timed(&mut run).1).min().unwrap_or_default()
}

/// How many seconds of processors this process has used, where the system says so: its ticks are hundredths.
fn processors() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = status.rsplit(')').next()?.split_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / 100.0)
}

/// How many bytes this process has in memory, where the system says so.
fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<usize>().ok().map(|kilobytes| kilobytes * 1024)
}
