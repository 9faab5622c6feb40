// The conversation: one question at a time, its answer as it comes, then facts and sources.

import { choices, nameGuides, others, paragraphs, plain, sources, tasks, tiles } from "./answer.js";
import { openSource, textOf } from "./source.js";
import { ask } from "./stream.js";
import { element, pageLanguage, say } from "./words.js";

const form = document.getElementById("ask");
const box = document.getElementById("question");
const send = document.getElementById("send");
const again = document.getElementById("again");
const conversation = document.getElementById("conversation");
const day = document.getElementById("as-of");
const announcer = document.getElementById("announcer");

// The answer comes in the language that the reader chose; where none was chosen, in that of the question.
const language = new URLSearchParams(location.search).get("lang");

let conversationId = null;
let running = null;

async function put(question) {
  running?.abort();
  const mine = (running = new AbortController());
  const turn = openTurn(question);
  busy(true);
  try {
    await follow(question, turn, mine.signal);
  } catch (error) {
    fail(turn, error, mine.signal);
  } finally {
    if (running === mine) {
      running = null;
      busy(false);
    }
  }
}

function openTurn(question) {
  document.body.classList.add("begun");
  again.hidden = false;
  box.placeholder = say("question_next");
  const status = element("p", { class: "status working" }, say("stage_understand"));
  const facts = element("div");
  const words = element("div", { class: "words" });
  const rest = element("div");
  const answer = element("div", { class: "answer", "aria-busy": "true" }, status, facts, words, rest);
  const asked = element("h2", { class: "asked" }, element("span", { class: "hidden" }, `${say("you_asked")}: `), question);
  conversation.append(element("article", { class: "turn" }, asked, answer));
  asked.scrollIntoView({ block: "start" });
  return { answer, status, facts, words, rest, text: "", sources: [] };
}

async function follow(question, turn, signal) {
  for await (const { event, data } of ask(question, { signal, language, conversation: conversationId, day: day.value })) {
    if (event === "stage") stage(turn, data.stage);
    else if (event === "delta") delta(turn, data.words);
    else if (event === "answer") return finish(turn, data);
  }
  throw new Error("the stream ended before the answer");
}

function stage(turn, name) {
  const words = say(`stage_${name}`);
  if (!words) return;
  turn.status.textContent = words;
  announcer.textContent = words;
}

function delta(turn, words) {
  turn.text += words;
  // Rendered anew: a piece may end within a mark. Paragraphs that are already there stay where they are.
  const made = paragraphs(turn.text, open(turn));
  const kept = Math.max(0, Math.min(turn.words.children.length, made.length) - 1);
  while (turn.words.children.length > kept) turn.words.lastChild.remove();
  turn.words.append(...made.slice(kept));
}

function finish(turn, answer) {
  conversationId = answer.conversation_id || conversationId;
  turn.sources = answer.citations;
  turn.answer.lang = answer.language;
  turn.answer.removeAttribute("aria-busy");
  settle(turn, answer.status, say(`status_${answer.status}`));
  turn.facts.lang = turn.rest.lang = pageLanguage;
  turn.facts.replaceChildren(tiles(answer, open(turn)));
  if (turn.text !== answer.answer) turn.words.replaceChildren(...paragraphs(answer.answer, open(turn)));
  if (repeats(turn.words.firstChild, turn.status)) turn.words.firstChild.remove();
  if (answer.clarification) turn.words.lastChild?.remove(); // the question back, which has its buttons below
  turn.rest.replaceChildren(
    choices(answer, submit),
    tasks(answer, open(turn)),
    others(answer, open(turn)),
    sources(answer, open(turn)),
    tools(answer),
  );
  turn.wish?.();
  announcer.textContent = `${say(`status_${answer.status}`)}. ${answer.answer}`;
  nameGuides(turn.rest, answer.citations, textOf).catch(() => {}); // without a title the name of the file stands
}

function settle(turn, kind, words) {
  turn.status.className = `status ${kind}`;
  turn.status.lang = pageLanguage;
  turn.status.textContent = words;
}

/** Whether an answer opens with the very words of its status. */
function repeats(opening, status) {
  return opening?.textContent.replace(/\.$/, "") === status.textContent;
}

function tools(answer) {
  const copy = element("button", { type: "button", class: "quiet" }, say("copy"));
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(plain(answer));
    copy.textContent = say("copied");
    announcer.textContent = say("copied");
  });
  const seconds = new Intl.NumberFormat(pageLanguage, { maximumFractionDigits: 2 }).format((answer.timings_ms.total ?? 0) / 1000);
  return element("p", { class: "tools" }, answer.citations.length ? copy : "", element("span", {}, say("took", { seconds })));
}

/** Opens source n of a turn; while the answer is still coming its sources are not known yet, so the wish waits. */
function open(turn) {
  return (n, from) => {
    const citation = turn.sources.find((source) => source.n === n);
    if (citation) openSource(citation, from);
    else turn.wish = () => from.isConnected && open(turn)(n, from);
  };
}

function fail(turn, error, signal) {
  turn.answer.removeAttribute("aria-busy");
  const words = signal.aborted ? say("stopped") : say(`problem_${error.status}`) || say("lost");
  settle(turn, signal.aborted ? "partial" : "error", words);
  announcer.textContent = words;
}

function busy(is) {
  send.textContent = say(is ? "stop" : "send");
  send.type = is ? "button" : "submit";
}

function submit(question) {
  const words = question.trim();
  if (!words) return;
  box.value = "";
  put(words);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  submit(box.value);
});
send.addEventListener("click", (event) => {
  if (!running) return;
  event.preventDefault();
  running.abort();
  box.focus();
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!running) form.requestSubmit();
});
for (const example of document.querySelectorAll(".examples form")) {
  example.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(example.querySelector("button").value);
    box.focus({ preventScroll: true });
  });
}
again.addEventListener("click", () => {
  running?.abort();
  conversationId = null;
  conversation.replaceChildren();
  document.body.classList.remove("begun");
  again.hidden = true;
  box.placeholder = say("question_placeholder");
  box.focus();
});
if (document.body.classList.contains("begun")) again.hidden = false;
