// The source beside the answer: fetched once, opened at the quoted place.

import { named, origin } from "./answer.js";
import { dress } from "./dress.js";
import { highlight } from "./highlight.js";
import { element, pageLanguage, say } from "./words.js";

const HEADINGS = new Set(["part", "chapter", "division", "article", "annex", "heading", "question"]);
const LONG_HEADING = 300;
const WHOLE = 60000; // characters; of a longer text only the surroundings of the quote are laid out
const AROUND = 12000;

const dialog = document.getElementById("source");
const title = document.getElementById("source-title");
const about = dialog.querySelector(".about");
const links = dialog.querySelector(".links");
const reading = dialog.querySelector(".reading");
const fetched = new Map();
let opener = null;

/** Opens the text of a citation at its quote; focus comes back to `from` when it is closed. */
export async function openSource(citation, from) {
  opener?.setAttribute("aria-expanded", "false");
  opener = from;
  from.setAttribute("aria-expanded", "true");
  describe(citation);
  reading.replaceChildren(element("p", { class: "note" }, say("source_loading")));
  show();
  try {
    const text = await textOf(citation.text.id);
    title.textContent = named(citation, text.title);
    lay(text, citation);
  } catch {
    reading.replaceChildren(element("p", { class: "note", role: "alert" }, say("source_failed")));
  }
}

function show() {
  if (!dialog.open) {
    if (matchMedia("(min-width: 62rem)").matches) dialog.show();
    else dialog.showModal();
    document.body.classList.add("reads");
  }
  title.focus();
}

function describe(citation) {
  title.textContent = named(citation);
  about.replaceChildren(...origin(citation).map((part) => element("span", {}, part)));
  const page = `/texts/${encodeURIComponent(citation.text.id)}?lang=${pageLanguage}#${citation.start}-${citation.end}`;
  const original = citation.text.source_url;
  links.replaceChildren(
    element("a", { href: "#quoted" }, say("quote_here")),
    element("a", { href: page }, say("source_page")),
    /^https?:\/\//.test(original ?? "")
      ? element("a", { href: original, rel: "noopener noreferrer", target: "_blank" }, say("source_original"))
      : "",
  );
  reading.lang = citation.text.language;
}

/** A text by its id, fetched once. */
export async function textOf(id) {
  if (!fetched.has(id)) {
    const response = await fetch(`/api/v1/texts/${encodeURIComponent(id)}`);
    if (!response.ok) throw new Error(`text ${id}: ${response.status}`);
    fetched.set(id, await response.json());
  }
  return fetched.get(id);
}

function lay(text, citation) {
  const characters = Array.from(text.content);
  const whole = characters.length <= WHOLE;
  const from = whole ? 0 : Math.max(0, citation.start - AROUND);
  const to = whole ? characters.length : Math.min(characters.length, citation.end + AROUND);
  const openings = text.sections.filter((section) => HEADINGS.has(section.kind)).map((section) => section.start);
  const lines = linesOf(characters, from, to, new Set(openings));
  reading.replaceChildren(...(whole ? [] : [element("p", { class: "note" }, say("source_part"))]), ...lines);
  dress(reading);
  const seen = highlight(reading, citation.start, citation.end);
  if (seen) Object.assign(seen, { id: "quoted", tabIndex: -1 });
}

/** Lines as paragraphs with their offsets; a line that opens a section of heading rank is a heading. */
function linesOf(characters, from, to, openings) {
  const made = [];
  let start = from;
  for (const words of characters.slice(from, to).join("").split("\n")) {
    const length = Array.from(words).length;
    if (words.trim()) {
      const heading = openings.has(start) && length <= LONG_HEADING;
      made.push(element(heading ? "h2" : "p", { "data-start": start }, words));
    }
    start += length + 1;
  }
  return made;
}

function close() {
  dialog.close();
}

dialog.querySelector(".close").addEventListener("click", close);
links.addEventListener("click", (event) => {
  const quoted = document.getElementById("quoted");
  if (!event.target.matches('[href="#quoted"]') || !quoted) return;
  event.preventDefault(); // the page's own address stays free of it
  quoted.scrollIntoView({ block: "center" });
  quoted.focus({ preventScroll: true });
});
dialog.addEventListener("close", () => {
  document.body.classList.remove("reads");
  opener?.setAttribute("aria-expanded", "false");
  opener?.focus();
});
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) close(); // the backdrop
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog.open) close();
});
