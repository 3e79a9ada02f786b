//! The page of an author, written and served.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use crate::{Fallible, Library, START, complains};

#[test]
fn a_page_has_what_is_known_of_an_article() {
    let library = Library::new().with("a.md", START.replace("## ", "##"));
    let outcome = library.run(&["preview", "a.md"]);
    assert_eq!((outcome.status, &*outcome.err), (Some(0), ""));
    for part in [
        "<!DOCTYPE html>\n<html lang=\"en\">\n",
        "default-src 'none'; script-src 'sha256-",
        "; form-action 'none'; base-uri 'none'\">",
        "<title>Why your machine did not start</title>",
        "<span data-placeholder=\"vmname\"",
        "<input autocomplete=\"off\" data-field=\"vmname\" placeholder=\"[vmname]\">",
        "<label>diskId <small>in portal links</small> <input autocomplete=\"off\" data-field=\"diskId\"></label>",
        // A value stays in the path that the author wrote it in.
        " data-href=\"https://example.com/{1}\" href=\"https://example.com/start\"",
        " data-href=\"https://portal.azure.com/#blade/Fabrikam_Compute/DiskBlade/id/{2}\"",
        " data-href=\"https://portal.azure.us/#blade/Fabrikam_Compute/DiskBlade/id/{2}\"",
        "<p class=\"cloud mooncake added\">By its properties this article does not show in <strong>mooncake</strong>.</p>",
        "<dt>cloudEnvironments</dt><dd>public, fairfax</dd>",
        "<li class=\"level-1\"><a href=\"#article-why-your-machine-did-not-start\">",
        "<li id=\"line-8\"><code># Why **your machine** did not start</code></li>",
        "did not start\n=============",
    ] {
        assert!(outcome.out.contains(part), "{part}\n{}", outcome.out);
    }
}

#[test]
fn findings_lead_to_their_places() {
    let text = "<properties pageTitle=\"a\" selfHelpType=\"rac\" />\n# A\n\n##B & `<`\n";
    let outcome = Library::new().with("a.md", text).run(&["preview", "a.md"]);
    for part in [
        "<h2>Findings: 2 warnings</h2>",
        "<p class=\"where\"><a href=\"#line-1\">line 1</a> <a href=\"https://docs.rs/",
        "<li data-severity=\"warning\"><p><strong>warning</strong> expected a space after <code>##</code> of a heading, found <code>B</code></p>",
        "<p class=\"where\"><a href=\"#at-53-62\">in the article</a> <a href=\"#line-4\">line 4</a> ",
        "<p id=\"at-53-62\" data-found=\"warning\" data-span=\"53-62\">##B &amp; <code",
        "<li id=\"line-4\"><code><mark>##</mark>B &amp; `&lt;`</code></li>",
    ] {
        assert!(outcome.out.contains(part), "{part}\n{}", outcome.out);
    }
}

#[test]
fn nothing_of_an_article_is_markup_or_script() {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'";
    let text = format!(
        "<properties pageTitle=\"{hostile}\" {hostile}=\"{hostile}\" />\n# {hostile}\n<!--$a-->{hostile}<!--/$a-->\n```{hostile}\n{hostile}\n"
    );
    let outcome = Library::new().with("a.md", text).run(&["preview", "a.md"]);
    assert_eq!(outcome.out.matches("<script").count(), 1);
    assert_eq!(outcome.out.matches("<img").count(), 0);
    assert_eq!(outcome.out.matches("</script").count(), 1);
}

#[test]
fn pictures_load_only_where_they_are_asked_for() {
    let library = Library::new().with("a.md", "<properties />\n# A\n![a lamp](https://example.com/lamp.png)\n");
    let usual = library.run(&["preview", "a.md"]).out;
    assert!(!usual.contains("<img") && !usual.contains("img-src"), "{usual}");
    let with = library.run(&["preview", "--pictures", "a.md"]).out;
    assert!(with.contains("<img src=\"https://example.com/lamp.png\"") && with.contains("img-src https:;"), "{with}");
}

#[test]
fn titles_and_alternative_texts_are_templates() {
    let text = "<properties />\n[b](https://example.com/ \"Of \\\"<!--$vm-->[vm]<!--/$vm-->\\\"\") \
                ![lamp <!--$vm-->[vm]<!--/$vm-->](https://example.com/a.png \"x1x {0}\")\n";
    let page = Library::new().with("a.md", text).run(&["preview", "--pictures", "a.md"]).out;
    for part in [
        "<a data-title=\"Of &quot;{0}&quot;\" href=\"https://example.com/\" title=\"Of &quot;[vm]&quot;\"",
        "<img data-alt=\"lamp {0}\" src=\"https://example.com/a.png\" alt=\"lamp [vm]\" title=\"x1x {0}\"",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
}

#[test]
fn a_page_shows_one_article() {
    let library = Library::new().with("a.md", START);
    for (arguments, message) in [
        (&["preview", "."][..], "error: a page shows one article; `--serve` shows several and folders"),
        (&["preview", "a.md", "a.md"], "error: a page shows one article; `--serve` shows several and folders"),
        (&["preview", "--serve", "-"], "error: standard input cannot be watched; `--serve` needs files and folders"),
    ] {
        let outcome = library.run(arguments);
        assert_eq!((outcome.status, outcome.err.lines().next()), (Some(2), Some(message)));
    }
    complains(&library.run(&["preview", "b.md"]), 2, "error: cannot read `b.md`: no such file or directory\n");
    complains(
        &library.run(&["preview", "--serve", "b.md"]),
        2,
        "error: cannot read `b.md`: no such file or directory\n",
    );
}

/// A server of the articles of a library, gone when the test ends.
struct Server {
    process: Child,
    host: String,
}

impl Server {
    fn start(library: &Library, paths: &[&str]) -> Server {
        let mut command = library.command(&[&["preview", "--serve"], paths].concat());
        let mut process = command.stdout(Stdio::piped()).spawn().expect("the server can be started");
        let mut line = String::new();
        let output = process.stdout.take().expect("the server has an output");
        BufReader::new(output).read_line(&mut line).expect("the server prints its address");
        let host = line.trim_end().trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(host.starts_with("127.0.0.1:"), "{line:?}");
        Server { process, host }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.host).expect("the server listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a time can be set");
        stream.write_all(request.as_bytes()).expect("the server reads");
        stream
    }

    /// The answer to `request`.
    fn answer(&self, request: &str) -> String {
        let mut answer = String::new();
        self.send(request).read_to_string(&mut answer).expect("the server answers");
        answer
    }

    fn get(&self, path: &str) -> String {
        self.answer(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\n\r\n", self.host))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill().and_then(|()| self.process.wait());
    }
}

#[track_caller]
fn has(answer: &str, parts: &[&str]) {
    for part in parts {
        assert!(answer.contains(part), "{part}\n{answer}");
    }
}

#[test]
fn a_folder_is_listed_and_searched() {
    let other = "<properties pageTitle='Lamp' />\n# A lamp & more\n";
    let library = Library::new().with("f/a b.md", START).with("f/g/lamp.md", other).with("f/notes.md", "No article.\n");
    let server = Server::start(&library, &["f"]);
    let list = server.get("/");
    has(
        &list,
        &[
            "HTTP/1.1 200 OK\r\n",
            "2 articles",
            "<a href=\"/article?path=f%2Fa%20b.md\">Why your machine did not start</a>",
        ],
    );
    has(&list, &["<a href=\"/article?path=f%2Fg%2Flamp.md\">A lamp &amp; more</a> <small>f/g/lamp.md</small>"]);
    has(&list, &["; connect-src 'self'; form-action 'self';", "Content-Security-Policy: frame-ancestors 'none'\r\n"]);
    let found = server.get("/?q=LAMP+f%2Fg%22");
    has(&found, &["0 articles", "value=\"LAMP f/g&quot;\""]);
    has(&server.get("/?q=more%20LAMP"), &["1 article<", "f/g/lamp.md"]);
    has(
        &server.get("/article?path=f%2Fg%2Flamp.md"),
        &["HTTP/1.1 200 OK\r\n", "data-version=\"0\"", "A lamp &amp; more</h1>"],
    );
}

#[test]
fn only_articles_are_served_and_only_to_own_pages() {
    let library = Library::new().with("f/a.md", START).with("secret.md", START);
    let server = Server::start(&library, &["f/a.md"]);
    has(&server.get("/article?path=f%2Fa.md"), &["HTTP/1.1 200 OK\r\n"]);
    for path in ["secret.md", "f%2F..%2Fsecret.md", "..%2Fsecret.md", "%2Fetc%2Fpasswd", "f/a.md", ""] {
        has(
            &server.get(&format!("/article?path={path}")),
            &["HTTP/1.1 404 Not Found\r\n", "There is no such article.\n"],
        );
    }
    has(&server.get("/f/a.md"), &["HTTP/1.1 404 Not Found\r\n", "There is no such page.\n"]);
    let refused = |request: &str| has(&server.answer(request), &["HTTP/1.1 403 Forbidden\r\n", "own pages only"]);
    refused("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    refused(&format!("GET / HTTP/1.1\r\nHost: {}\r\nOrigin: https://evil.example\r\n\r\n", server.host));
    refused("GET / HTTP/1.1\r\n\r\n");
    let post = format!("POST / HTTP/1.1\r\nHost: {}\r\n\r\n", server.host);
    has(&server.answer(&post), &["HTTP/1.1 405 Method Not Allowed\r\n"]);
    has(&server.answer("nonsense\r\n\r\n"), &["HTTP/1.1 400 Bad Request\r\n"]);
}

#[test]
fn what_cannot_be_read_is_listed_with_the_reason() -> Fallible {
    let library =
        Library::new().with("f/a.md", START).with("f/large <b>.md", " ".repeat((1 << 20) + 1)).with("b.md", START);
    let server = Server::start(&library, &["f", "b.md"]);
    let large =
        "<li>in <code>f</code>, <code>large &lt;b&gt;.md</code> has 1048577 bytes, more than the limit of 1048576</li>";
    has(&server.get("/"), &["2 articles", "<h2>Not read</h2>", large]);
    std::fs::remove_file(library.0.join("b.md"))?;
    has(&server.get("/"), &["1 article<", "<li>cannot read <code>b.md</code>: no such file or directory</li>"]);
    Ok(())
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_place_of_an_article_is_not_waited_for() -> Fallible {
    let library = Library::new().with("a.md", START);
    let server = Server::start(&library, &["a.md"]);
    let path = library.0.join("a.md");
    std::fs::remove_file(&path)?;
    assert!(std::process::Command::new("mkfifo").arg(&path).status()?.success());
    let answer = server.get("/article?path=a.md");
    has(&answer, &["HTTP/1.1 500 Internal Server Error\r\n", "cannot read `a.md`: not a regular file\n"]);
    Ok(())
}

#[test]
fn who_comes_when_too_many_pages_are_open_is_told() {
    let library = Library::new().with("a.md", START);
    let server = Server::start(&library, &["a.md"]);
    let open: Vec<_> = (0..70)
        .map(|_| {
            let mut stream = server.send(&format!("GET /saved HTTP/1.1\r\nHost: {}\r\n\r\n", server.host));
            let mut first = [0; 12];
            stream.read_exact(&mut first).expect("the server answers");
            (stream, String::from_utf8_lossy(&first).into_owned())
        })
        .collect();
    let answered = open.iter().filter(|(_, first)| first == "HTTP/1.1 200").count();
    let refused = open.iter().filter(|(_, first)| first == "HTTP/1.1 503").count();
    assert_eq!((answered, refused), (64, 6));
    has(&server.get("/"), &["HTTP/1.1 503 Service Unavailable\r\n", "Too many pages are open; close some of them.\n"]);
    drop(open);
}

#[test]
fn what_is_saved_is_told_and_shown() -> Fallible {
    let library = Library::new().with("f/a.md", START);
    let server = Server::start(&library, &["f"]);
    let stream = server.send(&format!("GET /saved HTTP/1.1\r\nHost: {}\r\n\r\n", server.host));
    let mut events =
        BufReader::new(stream).lines().filter(|line| line.as_ref().is_ok_and(|line| line.starts_with("data:")));
    assert_eq!(events.next().transpose()?.as_deref(), Some("data: 0"));
    let library = library.with("f/a.md", "<properties pageTitle='Lamp' />\n# Another lamp\n");
    let version = events.next().transpose()?.ok_or("no event")?;
    assert_ne!(version, "data: 0");
    has(&server.get("/article?path=f%2Fa.md"), &["Another lamp</h1>"]);
    let _library = library.with("f/b.md", START);
    assert_ne!(events.next().transpose()?.ok_or("no event")?, version);
    Ok(())
}
