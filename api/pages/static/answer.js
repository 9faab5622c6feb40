// An answer as elements: the direct answer, quotes, facts, sources; every number opens its source.

import { element, say } from "./words.js";

const FIRST = ["date", "money", "duration"]; // what people ask for; the rest is listed below
const TILES = 4;
const DIRECT = 160; // characters; a longer opening is prose, not a direct answer
const QUOTED = /^["“„«‘»]/;
const MARK = /^\[(\d+)\]$/;
const BULLET = /^([“„«‘"]?)\s*(?:[-–•+*]|#{1,6})\s+/;

/** The words of an answer, as paragraphs; `[n]` becomes a button that calls `open(n)`. */
export function paragraphs(text, open) {
  return text.split(/\n{2,}/).filter((part) => part.trim()).map((part, at) => {
    const children = marked(part, open);
    if (QUOTED.test(part.trim())) return element("blockquote", {}, ...children);
    return element("p", { class: at === 0 && part.length < DIRECT ? "direct" : null }, ...children);
  });
}

/** What answers the question back of an answer: one button for each choice, which calls `put(words)`; "" without. */
export function choices(answer, put) {
  if (!answer.clarification) return "";
  const buttons = answer.clarification.choices.map((words) => {
    const made = element("button", { type: "button" }, words);
    made.addEventListener("click", () => put(words));
    return made;
  });
  const question = element("p", { id: `asks-${answer.conversation_id}-${document.querySelectorAll(".asks").length}` }, answer.clarification.question);
  return element("div", { class: "asks", role: "group", "aria-labelledby": question.id, lang: answer.language }, question, ...buttons);
}

/** The direct answer that opens the words, or "" when they open with a quote or at length. */
function direct(answer) {
  const [first = ""] = answer.answer.split(/\n{2,}/);
  return QUOTED.test(first.trim()) || first.length >= DIRECT ? "" : first;
}

/** Words with `[n]` as buttons and Markdown's bold as bold; the dash of a quoted list item is left out. */
function marked(text, open) {
  return text.replace(BULLET, "$1").split(/(\[\d+\]|\*\*[^*\n]+\*\*)/).map((piece) => {
    const mark = piece.match(MARK);
    if (mark) return chip(Number(mark[1]), open);
    return piece.startsWith("**") ? element("b", {}, piece.slice(2, -2)) : piece;
  });
}

function chip(n, open) {
  const made = element(
    "button",
    { type: "button", class: "chip", "data-n": n, "aria-label": say("source_n", { n }), "aria-haspopup": "dialog" },
    String(n),
  );
  made.addEventListener("click", () => open(n, made));
  return made;
}

/** Dates, sums and times as tiles, where no direct answer says them in one line already. */
export function tiles(answer, open) {
  const shown = tiled(answer).map((fact) => tile(fact, open));
  return shown.length ? element("dl", { class: "facts", "aria-label": say("facts") }, ...shown) : "";
}

function tiled(answer) {
  if (answer.facts.some((fact) => direct(answer).includes(fact.text))) return [];
  return answer.facts.filter((fact) => FIRST.includes(fact.type)).slice(0, TILES);
}

/** What else was checked, in a list to unfold. */
export function others(answer, open) {
  const said = new Set(tiled(answer));
  const rest = answer.facts.filter((fact) => !said.has(fact) && !direct(answer).includes(fact.text));
  return rest.length ? also(rest, open) : "";
}

function tile(fact, open) {
  return element(
    "div",
    {},
    element("dt", {}, say(`fact_${fact.type}`)),
    element("dd", {}, fact.text, " ", chip(fact.citation, open)),
  );
}

function also(rest, open) {
  const items = rest.map((fact) =>
    element("li", {}, `${say(`fact_${fact.type}`)}: ${fact.text} `, chip(fact.citation, open)),
  );
  return element("details", { class: "also" }, element("summary", {}, say("fact_more")), element("ul", {}, ...items));
}

/** The cited sources: one card for each text, with the places that were cited in it. */
export function sources(answer, open) {
  if (!answer.citations.length) return "";
  const heading = answer.status.startsWith("unanswerable") ? "nearest" : "sources";
  const texts = byText(answer.citations);
  const cards = [...texts.values()].map((citations) => card(citations, answer, open));
  const made = document.createDocumentFragment();
  made.append(element("h3", {}, say(heading)), element("ol", { class: "sources" }, ...cards));
  return made;
}

function byText(citations) {
  const texts = new Map();
  for (const c of citations) texts.set(c.text.id, [...(texts.get(c.text.id) ?? []), c]);
  return texts;
}

function card(citations, answer, open) {
  const [first] = citations;
  return element(
    "li",
    { class: "card", "data-text": first.text.id },
    element("p", { class: "what" }, nameOf(first)),
    outOfForce(first),
    element("p", { class: "about" }, ...origin(first).map((part) => element("span", {}, part))),
    ...citations.map((citation) => place(citation, answer, open)),
  );
}

/** A mark on what is not in force on the day that was asked about; nothing where it is, or where no date tells. */
function outOfForce({ act }) {
  if (!["not_yet", "no_longer"].includes(act?.validity)) return "";
  return element("p", { class: "tags" }, element("span", { class: `tag ${act.validity}` }, say(`validity_${act.validity}`)));
}

function place(citation, answer, open) {
  const quote = answer.answer.includes(citation.quote) ? "" : citation.quote;
  const button = element(
    "button",
    { type: "button", class: "place", "data-n": citation.n, "aria-haspopup": "dialog" },
    element("span", { class: "chip", "aria-hidden": "true" }, String(citation.n)),
    element("span", {}, clauseOf(citation) || say("quote_here")),
    quote ? element("q", { lang: citation.text.language }, ...marked(quote, open)) : "",
  );
  button.addEventListener("click", () => open(citation.n, button));
  return button;
}

/** What a source is called: the act's number, else its title, else that of the text, else the file. */
function nameOf(citation, title = null) {
  return citation.act?.number ?? citation.act?.title ?? title ?? citation.text.file.split("/").pop();
}

/** The clause as people cite it; a paragraph that has no number of its own is counted. */
function clauseOf(citation) {
  return citation.section.replace(/^para (\d+)$/, "¶ $1");
}

/** A source and its clause in one line. */
export function named(citation, title = null) {
  const name = nameOf(citation, title);
  const clause = clauseOf(citation);
  return clause && clause !== name ? `${name}, ${clause}` : name;
}

/** Where a source comes from: title, publisher, language. */
export function origin(citation) {
  const { act, text } = citation;
  const title = act?.number && act.title !== act.number ? act.title : "";
  return [title, text.publisher, say(`language_${text.language}`)].filter(Boolean);
}

/** Texts without an act have a title of their own, which the cards get once `fetchText` knows it. */
export async function nameGuides(made, citations, fetchText) {
  for (const citation of citations.filter((citation) => !citation.act)) {
    const { title } = await fetchText(citation.text.id);
    const card = [...made.querySelectorAll(".card")].find((card) => card.dataset.text === citation.text.id);
    if (card) card.querySelector(".what").textContent = nameOf(citation, title);
  }
}

/** The rows of a complete list from the register. */
export function tasks(answer, open) {
  if (!answer.tasks.length) return "";
  const heads = ["task_when", "task_who", "task_what"].map((key) => element("th", { scope: "col" }, say(key)));
  const rows = answer.tasks.map((task) =>
    element(
      "tr",
      {},
      element("td", {}, task.deadline.text || task.deadline.date || "–"),
      element("td", {}, task.agencies.map((agency) => agency.name).join(", ")),
      element("td", {}, task.action, " ", ...task.sources.map((source) => chip(source.n, open))),
    ),
  );
  const table = element("table", { class: "rows" }, element("thead", {}, element("tr", {}, ...heads)),
    element("tbody", {}, ...rows));
  return element("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": say("tasks") }, table);
}

/** The answer and its sources as plain words, to paste elsewhere. */
export function plain(answer) {
  const list = answer.citations.map(
    (c) => `[${c.n}] ${named(c)}: “${c.quote}” ${location.origin}/texts/${c.text.id}#${c.start}-${c.end}`,
  );
  return [answer.question, answer.answer, ...list].join("\n\n");
}
