//! Tries the services as their users do: over HTTP on loopback, with a mail that is read again, with files on the disk.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

const ARTICLE: &str = "<properties pageTitle='Lamps' articleId='lamps and more' supportTopicIds='77' cloudEnvironments='public' />\n\
     # Lamps of <!--$owner-->[owner]<!--/$owner-->\n\n\
     <!--issueDescription-->\nA lamp is **off**.\n<!--/issueDescription-->\n\n## Steps\nTurn it on.\n";

/// An empty folder of its own.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("the folder for tests can be written");
    path
}

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program).args(arguments).output().expect("the program runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

struct Portal {
    child: Child,
    address: String,
}

impl Portal {
    fn start(folder: &Path) -> Portal {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portal"));
        let mut child = command.arg(folder).arg("0").stdout(Stdio::piped()).spawn().expect("the portal runs");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut line).expect("it says where it is");
        let address = line.trim().strip_prefix("http://").expect("an address").to_owned();
        Portal { child, address }
    }

    fn get(&self, path: &str, header: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("the portal listens");
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{header}\r\n");
        stream.write_all(request.as_bytes()).expect("a request can be sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer comes");
        text(&answer)
    }

    #[track_caller]
    fn answers(&self, path: &str, status: &str, wanted: &str) {
        let answer = self.get(path, "");
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")) && answer.contains(wanted), "{path}: {answer}");
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn the_portal_answers() {
    let folder = folder("portal");
    fs::write(folder.join("lamps.md"), ARTICLE).expect("an article can be written");
    let portal = Portal::start(&folder);
    let link = "<li><a href=\"/articles/lamps%20and%20more\">Lamps of [owner]</a></li>";
    portal.answers("/?topic=77&cloud=Public&words=LAMP+off", "200", link);
    portal.answers("/?topic=77&cloud=fairfax", "200", "<ul>\n</ul>");
    portal.answers("/?words=nothing", "200", "<ul>\n</ul>");
    portal.answers("/articles/lamps%20and%20more?owner=%3Cb%3E", "200", "Lamps of &lt;b&gt;</h1>");
    portal.answers("/articles/LAMPS%20and%20more", "200", "id=\"a-steps\"");
    portal.answers(
        "/articles/lamps%20and%20more/issuedescription",
        "200",
        "\r\n\r\n<section class=\"issue-description\">",
    );
    portal.answers("/articles/lamps%20and%20more/salutation", "404", "");
    portal.answers("/articles/nothing", "404", "");
}

#[test]
fn the_portal_sends_what_is_new() {
    let folder = folder("portal-tags");
    fs::write(folder.join("lamps.md"), ARTICLE).expect("an article can be written");
    let portal = Portal::start(&folder);
    let path = "/articles/lamps%20and%20more";
    let answer = portal.get(path, "");
    let tag = answer.lines().find_map(|line| line.strip_prefix("etag: ")).expect("an ETag").to_owned();
    let known = format!("If-None-Match: {tag}\r\n");
    assert!(portal.get(path, &known).starts_with("HTTP/1.1 304"));
    fs::write(folder.join("lamps.md"), ARTICLE.replace("Turn it on", "Buy one")).expect("an article can be written");
    let (start, mut answer) = (Instant::now(), String::new());
    while !answer.starts_with("HTTP/1.1 200") && start.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_millis(100));
        answer = portal.get(path, &known);
    }
    assert!(answer.contains("<p>Buy one.</p>") && !answer.contains(&tag), "{answer}");
}

/// Files are written as editors write them: emptied, then filled.
#[test]
fn the_portal_answers_while_files_change() {
    let folder = folder("portal-changes");
    let version =
        |number: usize| ARTICLE.replace("Turn it on", &format!("Version {number}. {}", "Wait. ".repeat(2_000)));
    fs::write(folder.join("lamps.md"), version(0)).expect("an article can be written");
    let portal = Portal::start(&folder);
    let (start, mut seen) = (Instant::now(), Vec::new());
    let writer = std::thread::spawn(move || {
        for number in 1..60 {
            fs::write(folder.join("lamps.md"), version(number)).expect("an article can be written");
            std::thread::sleep(Duration::from_millis(50));
        }
    });
    while start.elapsed() < Duration::from_secs(4) {
        let answer = portal.get("/articles/lamps%20and%20more", "");
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Wait. .</p>\n"), "{answer}");
        seen.extend(answer.split("Version ").nth(1).and_then(|rest| rest.split('.').next()).map(str::to_owned));
    }
    writer.join().expect("the writer writes");
    seen.dedup();
    assert!(seen.len() > 2, "only versions {seen:?} were seen");
}

#[test]
fn the_mail_has_a_subject_and_two_parts() {
    let folder = folder("mailer");
    let path = folder.join("lamps.md");
    fs::write(&path, ARTICLE).expect("an article can be written");
    let sent = run(env!("CARGO_BIN_EXE_mailer"), &[&path.display().to_string(), "you@example.com", "owner=<b>"]);
    let mail = text(&sent.stdout);
    assert!(sent.status.success(), "{}", text(&sent.stderr));
    for wanted in [
        "To: you@example.com\r\n",
        "Subject: Lamps of <b>\r\n",
        "Content-Type: multipart/alternative;\r\n boundary=",
        "Content-Type: text/plain; charset=utf-8; format=flowed\r\n",
        "Content-Type: text/html; charset=utf-8\r\n",
        "\r\nA lamp is ",
        "<h1 style=",
        "Lamps of &lt;b&gt;</h1>",
    ] {
        assert!(mail.contains(wanted), "{wanted:?} in {mail}");
    }
    let refused = run(env!("CARGO_BIN_EXE_mailer"), &[&path.display().to_string(), "nobody"]);
    assert!(!refused.status.success());
}

#[test]
fn the_pipeline_makes_a_site() {
    let (from, to) = (folder("articles"), folder("site"));
    fs::create_dir_all(from.join("lamps")).expect("a folder can be made");
    fs::write(from.join("lamps/a.md"), ARTICLE).expect("an article can be written");
    let arguments = [from.display().to_string(), to.display().to_string()];
    let made = || run(env!("CARGO_BIN_EXE_pipeline"), &arguments.each_ref().map(String::as_str));
    let output = made();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), "1 articles, 0 errors\n");
    let read = |path: &str| fs::read_to_string(to.join(path)).expect("the file is there");
    assert!(read("lamps/a.html").contains("<p>A lamp is <strong>off</strong>.</p>"));
    assert!(read("lamps/a.txt").contains("Turn it on."));
    let line: serde_json::Value = serde_json::from_str(&read("articles.jsonl")).expect("a line of JSON");
    assert_eq!(line["path"], "lamps/a.html");
    assert_eq!(line["placeholders"][0], "owner");
    assert_eq!(line["metadata"]["articleId"], "lamps and more");

    fs::write(from.join("b.md"), ARTICLE).expect("an article can be written");
    fs::write(from.join("c.md"), "# No header\n").expect("an article can be written");
    let output = made();
    assert_eq!((output.status.code(), text(&output.stdout).as_str()), (Some(1), "2 articles, 2 errors\n"));
    let wanted = "cannot parse `c.md`: expected `<properties`, found `# No header` at line 1, column 1\n\
         these have the same articleId: b.md, lamps/a.md\n";
    assert_eq!(text(&output.stderr), wanted);
}

#[test]
fn the_editor_changes_what_it_is_asked_to() {
    let path = folder("editor").join("lamps.md");
    let bytes = b"<properties\r\n    pageTitle='Gr\xF6\xDFe'\r\n/>\r\n##Steps\r\nWait.\r\n";
    fs::write(&path, bytes).expect("an article can be written");
    let file = path.display().to_string();
    let done = run(env!("CARGO_BIN_EXE_editor"), &[&file, "pageTitle=Gr\u{FC}n & 'blau'", "articleId=lamps"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let wanted = b"<properties\r\n    pageTitle='Gr\xFCn & &apos;blau&apos;'\r\n    articleId='lamps'\r\n/>\r\n## Steps\r\nWait.\r\n";
    assert_eq!(text(&fs::read(&path).expect("the file is there")), text(wanted));
    let refused = run(env!("CARGO_BIN_EXE_editor"), &[&file, "pageTitle=\u{706F}"]);
    assert!(!refused.status.success() && text(&refused.stderr).contains("Character"), "{}", text(&refused.stderr));
    assert_eq!(text(&fs::read(&path).expect("the file is there")), text(wanted), "nothing was written");
}

#[test]
fn hits_of_the_index_lead_to_their_heading() {
    let (from, to) = (folder("indexed"), folder("index"));
    fs::write(from.join("a.md"), ARTICLE).expect("an article can be written");
    fs::write(from.join("b.md"), ARTICLE.replace("lamps and more", "b").replace("Turn it on", "Call"))
        .expect("written");
    let index = to.join("new").display().to_string();
    let made = run(env!("CARGO_BIN_EXE_indexer"), &["make", &from.display().to_string(), &index]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let found = |words| text(&run(env!("CARGO_BIN_EXE_indexer"), &["find", &index, words]).stdout);
    assert_eq!(found("turn"), "/articles/lamps and more#a-steps Lamps of [owner] > Steps\n");
    assert_eq!(found("steps AND call"), "/articles/b#a-steps Lamps of [owner] > Steps\n");
    assert_eq!(found("nothing"), "");
}
