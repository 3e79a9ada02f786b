//! A catalog finds exactly what looking at every article finds, and explains the others truly: in random libraries, in the
//! examples, and in the corpus.

use std::cmp::Ordering;
use std::path::PathBuf;

use selfhelp::library::{ArticleFile, Catalog, Query, Reason};
use selfhelp::metadata::{Cloud, SelfHelpType};
use selfhelp::{Article, Metadata, Text};

use support::random::Random;
use support::shelf::{self, Example};

/// A query, and what it asks for.
#[derive(Clone, Debug, Default)]
struct Asked {
    id: Option<String>,
    topic: Option<String>,
    product: Option<String>,
    kind: Option<String>,
    service: Option<String>,
    resource: Option<String>,
    tags: Vec<String>,
    cloud: Option<Cloud>,
    locale: Option<String>,
}

impl Asked {
    fn query(&self) -> Query {
        let Asked { id, topic, product, kind, service, resource, tags, cloud, locale } = self;
        let mut query = Query::new().tags(tags);
        query = id.iter().fold(query, |query, id| query.id(id));
        query = topic.iter().fold(query, |query, topic| query.topic(topic));
        query = product.iter().fold(query, |query, product| query.product(product));
        query = kind.iter().fold(query, |query, kind| query.kind(kind.as_str()));
        query = service.iter().fold(query, |query, service| query.service(service));
        query = resource.iter().fold(query, |query, resource| query.resource(resource));
        query = cloud.iter().fold(query, |query, cloud| query.cloud(cloud.clone()));
        locale.iter().fold(query, |query, locale| query.locale(locale))
    }

    /// What an article of the library has, or what none has, each in one of several cases.
    fn random(random: &mut Random, files: &[&ArticleFile]) -> Asked {
        let mut asked = Asked::default();
        for _ in 0..=random.below(4) {
            let metadata = &files[random.below(files.len())].article().metadata;
            let text = |text: &Option<Text>| Some(text.as_ref().map_or("none".to_owned(), |text| text.to_uppercase()));
            let mut of = |list: &[Text]| match list {
                [] => "none".to_owned(),
                list => random.of(list).to_lowercase(),
            };
            let (topic, product) = (of(&metadata.support_topic_ids), of(&metadata.product_pes_ids));
            let tag = of(&metadata.resource_tags);
            match random.below(9) {
                0 => asked.id = text(&metadata.article_id),
                1 => asked.topic = Some(topic),
                2 => asked.product = Some(product),
                3 => asked.kind = metadata.self_help_type.as_ref().map(|kind| kind.as_str().to_uppercase()),
                4 => asked.service = text(&metadata.service),
                5 => asked.resource = text(&metadata.resource),
                6 => asked.tags.push(tag),
                7 => asked.cloud = Some(random.of(Cloud::KNOWN).clone()),
                _ => asked.locale = Some(random.of(&["de-de", "de-AT", "fr-fr", "zh-CN", ""]).to_string()),
            }
        }
        asked
    }

    fn is_match(&self, file: &ArticleFile) -> bool {
        let metadata = &file.article().metadata;
        let is = |asked: &Option<String>, text: &Option<Text>| {
            asked.as_ref().is_none_or(|asked| text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(asked)))
        };
        let tags: Vec<&str> = self.tags.iter().map(String::as_str).collect();
        metadata.matches(self.topic.as_deref(), self.product.as_deref(), &tags)
            && self.cloud.as_ref().is_none_or(|cloud| metadata.available_in(cloud))
            && is(&self.id, &metadata.article_id)
            && is(&self.service, &metadata.service)
            && is(&self.resource, &metadata.resource)
            && is(&self.kind, &metadata.self_help_type.as_ref().map(|kind| Text::from(kind.as_str())))
            && self.distance(file).is_some()
    }

    /// How far the language is from that of the reader.
    fn distance(&self, file: &ArticleFile) -> Option<usize> {
        let Some(asked) = self.locale.as_ref().map(|asked| asked.to_lowercase()) else { return Some(0) };
        match file.locale() {
            None => Some(2),
            Some(locale) if locale == asked => Some(0),
            Some(locale) if locale.get(..2) == asked.get(..2) => Some(1),
            Some(_) => None,
        }
    }

    /// The articles by looking at each of them.
    fn search<'c>(&self, catalog: &'c Catalog) -> Vec<&'c ArticleFile> {
        let matching: Vec<&ArticleFile> = catalog.files().filter(|file| self.is_match(file)).collect();
        let is_nearest = |file: &&&ArticleFile| {
            let place = |file: &ArticleFile| (self.distance(file), file.locale().map(str::to_owned));
            let is_same = |other: &&ArticleFile| id(file).is_some() && id(file) == id(other);
            self.locale.is_none() || !matching.iter().any(|other| is_same(other) && place(other) < place(file))
        };
        let mut found: Vec<&ArticleFile> = matching.iter().filter(is_nearest).copied().collect();
        found.sort_by(|one, other| self.order(one, other));
        found
    }

    fn order(&self, one: &ArticleFile, other: &ArticleFile) -> Ordering {
        let last = |order: Option<i64>| order.map_or(i128::MAX, i128::from);
        let orders = [one, other].map(|file| last(file.article().metadata.display_order));
        let ids = [one, other].map(|file| (id(file).is_none(), id(file)));
        let named = [one, other].map(|file| self.named(file));
        named[1].cmp(&named[0]).then(orders[0].cmp(&orders[1])).then(ids[0].cmp(&ids[1])).then_with(|| {
            let paths = [one, other].map(|file| file.path().as_os_str().as_encoded_bytes());
            paths[0].cmp(paths[1])
        })
    }

    fn named(&self, file: &ArticleFile) -> usize {
        let metadata = &file.article().metadata;
        let has = |list: &[Text], asked: &str| list.iter().any(|one| one.eq_ignore_ascii_case(asked));
        let product = self.product.as_ref().is_some_and(|product| has(&metadata.product_pes_ids, product));
        let cloud = self.cloud.as_ref().is_some_and(|cloud| metadata.cloud_environments.contains(cloud));
        let tags = self.tags.iter().filter(|tag| has(&metadata.resource_tags, tag)).count();
        let locale = if self.locale.is_some() { 2 - self.distance(file).unwrap_or(2) } else { 0 };
        usize::from(product) + usize::from(cloud) + tags + locale
    }
}

fn id(file: &ArticleFile) -> Option<String> {
    file.article().metadata.article_id.as_ref().map(|id| id.to_ascii_lowercase())
}

/// Whether `reason` is so.
fn is_true(reason: &Reason, file: &ArticleFile, asked: &Asked, found: &[&ArticleFile]) -> bool {
    let metadata: &Metadata = &file.article().metadata;
    let has = |list: &[Text], asked: &str| list.iter().any(|one| one.eq_ignore_ascii_case(asked));
    let is = |text: &Option<Text>, asked: &Text| text.as_ref().is_some_and(|text| text.eq_ignore_ascii_case(asked));
    match reason {
        Reason::Id(id) => !is(&metadata.article_id, id),
        Reason::Topic(topic) => !has(&metadata.support_topic_ids, topic),
        Reason::Product(product) => !metadata.product_pes_ids.is_empty() && !has(&metadata.product_pes_ids, product),
        Reason::Kind(kind) => {
            let is = |other: &SelfHelpType| other.as_str().eq_ignore_ascii_case(kind.as_str());
            !metadata.self_help_type.as_ref().is_some_and(is)
        }
        Reason::Service(service) => !is(&metadata.service, service),
        Reason::Resource(resource) => !is(&metadata.resource, resource),
        Reason::Tags(tags) => {
            !metadata.resource_tags.is_empty() && !tags.iter().any(|tag| has(&metadata.resource_tags, tag))
        }
        Reason::Cloud(cloud) => !metadata.cloud_environments.is_empty() && !metadata.cloud_environments.contains(cloud),
        Reason::DisabledCloud(cloud) => metadata.disable_clouds.contains(cloud),
        Reason::Locale(_) => asked.distance(file).is_none(),
        Reason::Nearer(path) => {
            let is_it = |other: &&&ArticleFile| other.path() == path && id(other) == id(file);
            found.iter().find(is_it).is_some_and(|other| asked.distance(other) <= asked.distance(file))
        }
        _ => false,
    }
}

#[track_caller]
fn holds(catalog: &Catalog, asked: &Asked) {
    let query = asked.query();
    let (found, wanted) = (catalog.find(&query), asked.search(catalog));
    let paths = |files: &[&ArticleFile]| files.iter().map(|file| file.path().to_path_buf()).collect::<Vec<PathBuf>>();
    assert_eq!(paths(&found), paths(&wanted), "{asked:?}");
    let explained = catalog.explain(&query);
    let mut all: Vec<PathBuf> =
        explained.iter().map(|(file, _)| file.path().to_path_buf()).chain(paths(&found)).collect();
    all.sort_by(|one, other| one.as_os_str().as_encoded_bytes().cmp(other.as_os_str().as_encoded_bytes()));
    assert_eq!(all, paths(&catalog.files().collect::<Vec<_>>()), "{asked:?}");
    for (file, reason) in explained {
        assert!(is_true(&reason, file, asked, &found), "{}: {reason} for {asked:?}", file.path().display());
    }
}

/// Checks as many queries as `count` on `catalog`.
fn searched(catalog: &Catalog, random: &mut Random, count: usize) {
    let files: Vec<&ArticleFile> = catalog.files().collect();
    for _ in 0..count {
        holds(catalog, &Asked::random(random, &files));
    }
    for file in files {
        let (path, metadata) = (file.path(), &file.article().metadata);
        assert_eq!(catalog.by_path(path), Some(file));
        assert!(metadata.article_id.as_ref().is_none_or(|id| catalog.by_id(id).is_some()));
        assert!(metadata.support_topic_ids.iter().all(|topic| catalog.by_topic(topic).any(|other| other == file)));
        assert!(metadata.product_pes_ids.iter().all(|product| catalog.by_product(product).any(|other| other == file)));
        assert!(metadata.self_help_type.iter().all(|kind| catalog.by_kind(kind.clone()).any(|other| other == file)));
    }
}

fn of(examples: Vec<Example>) -> Catalog {
    examples.into_iter().map(|example| (example.path.clone(), example.article())).collect()
}

#[test]
fn the_examples_are_found() {
    searched(&of(shelf::examples()), &mut Random(1), 2_000);
}

#[test]
fn the_corpus_is_found() {
    let corpus = of(shelf::corpus());
    if !corpus.is_empty() {
        searched(&corpus, &mut Random(2), 400);
    }
}

#[test]
fn random_libraries_are_found() {
    let mut random = Random(3);
    for _ in 0..150 {
        let count = 1 + random.below(40);
        let catalog: Catalog = (0..count).map(|number| random_article(&mut random, number)).collect();
        searched(&catalog, &mut random, 40);
    }
}

/// An article of few ids, so that many share them.
fn random_article(random: &mut Random, number: usize) -> (String, Article) {
    let mut header = String::new();
    let mut list = |name: &str, values: &[&str]| {
        let chosen: Vec<&str> = (0..random.below(4)).map(|_| *random.of(values)).collect();
        header.push_str(&format!(" {name}=\"{}\"", chosen.join(",")));
    };
    list("supportTopicIds", &["1", "2", "aB"]);
    list("productPesIds", &["1", "7", "Ab"]);
    list("resourceTags", &["linux", "Windows"]);
    list("cloudEnvironments", &["public", "Fairfax", "usnat"]);
    list("disableClouds", &["public", "USSec"]);
    let mut one = |name: &str, values: &[&str]| header.push_str(&format!(" {name}=\"{}\"", random.of(values)));
    one("articleId", &["x", "X", "y", "", "z"]);
    one("selfHelpType", &["rca", "RCA", "own", "Own", ""]);
    one("service", &["s", "S", ""]);
    one("resource", &["r", ""]);
    one("displayOrder", &["1", "-2", "", ""]);
    let folder = random.of(&["", "de-de/", "de-ch/", "fr-fr/", "zh-cn/"]);
    (format!("{folder}{number}.md"), Article::parse_lenient(&format!("<properties{header} />\n# Disks\n")))
}
