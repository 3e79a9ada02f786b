// The ways into an article: each makes an article, and values for it, around a hostile payload.

const HEADER = '<properties pageTitle="Fabrikam" articleId="fabrikam-attack" selfHelpType="generic" />\n';
const SITE = "https://fabrikam.invalid";

/** Whatever an author can put a payload into, blank lines between. */
const PLACES = [
  (p) => `## ${line(p)}`,
  (p) => `* ${line(p)}\n\t1. ${line(p)}`,
  (p) => `> ${line(p)}`,
  (p) => `> [!NOTE]\n> ${line(p)}`,
  (p) => `| ${line(p)} | b |\n|---|:-:|\n| ${line(p)} | ${line(p)} |`,
  (p) => `**${line(p)}** _${line(p)}_ ~~${line(p)}~~`,
  (p) => `[${line(p)}](${SITE}/)`,
  (p) => `[a](${line(p)})`,
  (p) => `[a](<${line(p)}>)`,
  (p) => `[a](${SITE}/${line(p)})`,
  (p) => `[a](${SITE}/ "${line(p)}")`,
  (p) => `[a](button-link:${line(p)})`,
  (p) => `[a](data-blade:A.B.id.${line(p)})`,
  (p) => `[a](button-data-blade:A.B.id.$no;data-blade-uri:${line(p)})`,
  (p) => `![${line(p)}](${SITE}/a.png)`,
  (p) => `![a](${line(p)})`,
  (p) => `<${line(p)}>`,
  (p) => `[ref][]\n\n[ref]: ${line(p)} '${line(p)}'`,
  (p) => `[${line(p)}]\n\n[${line(p)}]: ${SITE}/`,
  (p) => `\`${line(p)}\``,
  (p) => `\`\`\`${line(p)}\n${p}\n\`\`\``,
  (p) => `    ${line(p)}`,
  (p) => `<!--$one-->${p}<!--/$one-->`,
  (p) => `[a](<!--$one-->${line(p)}<!--/$one-->)`,
  (p) => `<!--$${line(p)}-->b<!--/$${line(p)}-->`,
  (p) => `<insight>\n<symptomId>${p}</symptomId>\n</insight>`,
  (p) => `<ul><li>${line(p)}</li></ul>`,
  (p) => `<table><tr><th>${line(p)}</th></tr></table>`,
  (p) => `<dl><dt>${line(p)}</dt><dd>${line(p)}</dd></dl>`,
  (p) => `<details><summary>${line(p)}</summary>${line(p)}</details>`,
  (p) => `<pre><code class="language-${line(p)}">${line(p)}</code></pre>`,
  (p) => `<a href="${line(p)}">a</a>`,
  (p) => `<a href='${line(p)}' title='${line(p)}'>a</a>`,
  (p) => `<a href=${line(p)}>a</a>`,
  (p) => `<img src="${line(p)}" alt="${line(p)}">`,
  (p) => `<span ${line(p)}>a</span>`,
  (p) => `<p class="${line(p)}">a</p>`,
];

/** Every place where an author can leave a value, and one where it has a paragraph for itself. */
const VALUED = `# Fabrikam V

<!--issueDescription-->
Words V behind, **V**, *V*, ~~V~~, xVx and (V).
<!--/issueDescription-->

## V

* item V
* V too
	1. before V

| head V | b |
|---|---:|
| V | a \`V\` |

> quote V

> [!WARNING]
> warned V

[V](${SITE}/), [a](${SITE}/V), [b](${SITE}/?a=V&b=c#V "title V"), [c](https://V.fabrikam.invalid/), [d](${SITE}V/a),
[e](mailto:V@fabrikam.invalid), [f](button-link:${SITE}/V), <a href="${SITE}/V">g</a>, ${SITE}/V/h

[h](data-blade:A.B.id.V), [i](button-data-blade:A.B.id.$no.c.V), [j](data-blade:A.B.id.$value),
[k](data-blade:A.B.id.$no;data-blade-uri:${SITE}/V), [l](javaV:alert), [m](dV/e)

[n](data-blade:A.B.id.$no;data-blade-uri:${SITE}V/x), [o](data-blade:A.B.id.$no;data-blade-uri:{$domain}V/x),
[p](button-data-blade:A.B.id.$no;data-blade-uri:httpsV://fabrikam.invalid/), [q](${SITE}/a/V/b), [r](${SITE}/%V),
[s](mailto:a@fabrikam.invalid?subject=V), [t](mailto:a@V.fabrikam.invalid), [u](https://V@fabrikam.invalid/), [v](${SITE}V:80/)

![alt V](${SITE}/a.png "title V") ![w](${SITE}/V.png) ![x](${SITE}/?q=V) ![y](https://V.fabrikam.invalid/a.png)

<details><summary>summary V</summary>in details V</details>

<dl><dt>term V</dt><dd>description V</dd></dl>

\`code V\`

\`\`\`sh
code V
\`\`\`

    more V
`.replaceAll(/\bV\b|(?<=[xa(dms}])V(?=[x):/])/g, "<!--$value-->[value]<!--/$value-->");

const ALONE = "<!--$value-->[value]<!--/$value-->\n\n* <!--$value-->[value]<!--/$value-->\n";
const FIRST = [
  "[a](<!--$value-->x<!--/$value-->)",
  "[b](<!--$value-->x<!--/$value-->/tail)",
  "[c](button-link:<!--$value-->x<!--/$value-->)",
  "[a](<!--$value-->x<!--/$value-->:alert)",
  "[d](j<!--$value-->x<!--/$value-->)",
  '<a href="<!--$value-->x<!--/$value-->">e</a>',
  "![f](<!--$value-->x<!--/$value-->)",
  `![f](<!--$value-->${SITE}/default.png<!--/$value-->)`,
  '<img src="<!--$value-->x<!--/$value-->/a.png" alt=f>',
  "[g](https://<!--$value-->x<!--/$value-->)",
  "[h](data-blade:<!--$value-->x<!--/$value-->)",
  "[i](data-blade:A.B.id.$no;data-blade-uri:<!--$value-->x<!--/$value-->)",
].join("\n\n");

/**
 * The channels by name; those with `same` give every value the DOM that the value `x` gives, and those with `own` load none
 * but the pictures of these names.
 */
export const CHANNELS = {
  body: { make: (p) => ({ article: `${HEADER}# Fabrikam\n\n${p}\n` }) },
  places: { make: (p) => ({ article: `${HEADER}# Fabrikam\n\n${PLACES.map((place) => place(p)).join("\n\n")}\n` }) },
  header: { make: (p) => ({ article: headed(p) }) },
  escaped: { make: (p) => ({ article: headed(xml(p)) }) },
  text: { make: (p) => ({ article: HEADER + VALUED, values: { value: p } }), same: "structure", own: ["a.png"] },
  alone: { make: (p) => ({ article: `${HEADER}${ALONE}\n${FIRST}\n`, values: { value: p } }), own: [] },
  markdown: { make: (p) => ({ article: `${HEADER}${VALUED}\n${ALONE}\n${FIRST}\n`, values: { value: { markdown: p } } }) },
  form: { make: (p) => ({ article: form(p) }) },
  advice: { make: (p) => ({ article: advice(p) }) },
  topics: { make: (p) => ({ article: topics(p) }) },
  menu: { make: (p) => ({ article: menu(p) }) },
};

/** An article for every place on its own, for those that another could hide. */
export function places(p) {
  return PLACES.map((place) => ({ article: `${HEADER}# Fabrikam\n\n${place(p)}\n` }));
}

function headed(p) {
  return `<properties pageTitle="${p}" description="${p}" infoBubbleText='${p}' articleId="${p}" service="${p}" other="${p}" />\nNo title.\n`;
}

/** A form that asks with every control, and says the payload wherever a form can. */
function form(p) {
  const controls = ["textbox", "multilinetextbox", "dropdown", "radioButtonGroup", "multiselectdropdown", "numerictextbox", "datetimepicker", "infoblock", "textBlock", p];
  const options = [{ value: p, text: p }, { value: "b", text: `<b>${p}</b>` }];
  const dynamic = { uri: p, jTokenPath: p, defaultDropdownOptions: options };
  const said = { displayLabel: p, watermarkText: p, infoBalloonText: p, content: p, text: p, hints: [{ text: p }, p], [p]: p };
  const validations = [{ type: "RegExMatch", value: "a", text: p }, { type: "GreaterThan", value: p }];
  const one = (controlType, index) => ({ id: `${index}${p}`, controlType, ...said, dropdownOptions: options, validations, visibility: `${index - 1}${p} == ${p} || 2 != b` });
  const asked = controls.map(one);
  const fetched = ["dropdown", "multiselectdropdown"].map((controlType) => ({ id: p, controlType, ...said, dynamicDropdownOptions: dynamic, required: true }));
  return data("problemScopingQuestions", p, {
    title: p, [p]: p, fileAttachmentHint: p, infoBalloonText: p, diagnosticCard: { title: p, description: p }, formElements: [...asked, ...fetched],
  });
}

function advice(p) {
  const actions = [
    { actionType: "Blade", description: p, extensionName: "A", bladeName: "B", metadata: { id: p } },
    { actionType: "Blade", description: p, extensionName: p, bladeName: p },
    { actionType: "Document", description: p, documentLink: p, condition: `a == "${p}"` },
  ];
  const words = ["recommendationTypeId", "recommendationCategory", "recommendationImpact", "recommendationResourceType", "description", "longDescription", "potentialBenefits", "costSavingInfo", "learnMoreLink", "tip", "displayLabel"];
  return data("advisorRecommendationMetadata", p, { ...Object.fromEntries(words.map((word) => [word, p])), actions, owner: { email: p } });
}

function topics(p) {
  const topic = { id: p, shortDescription: p, longDescription: p, category: p, searchTags: p };
  return data("supportTopicDescription", p, {
    shortDescription: p, longDescription: p, productLink1: p, productLinkName1: p, productLink2: `<a href='${p}'>${p}</a>`, supportTopics: [topic, topic],
  });
}

function menu(p) {
  const problem = { id: p, title: p, description: p, category: p, commonSolutionArticleId: p };
  const bladeLink = { extensionName: "A", bladeName: "B", parameters: [{ name: "id", value: p }] };
  return data("diagnoseAndSolve", p, {
    commonProblems: [{ ...problem, subProblems: [problem] }], troubleshootingTools: [{ title: p, description: p, bladeLink }],
  });
}

function data(kind, p, json) {
  return `${HEADER.replace("generic", kind)}# ${line(p)}\n---\n${JSON.stringify(json, null, 2)}\n---\n`;
}

const line = (text) => text.replaceAll(/[\r\n]+/g, " ");
const xml = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;").replaceAll("'", "&apos;");
