// Markdown as it was meant to look: the signs stay in the text, so that offsets hold, but are not shown.

const SIGNS = /^(?<heading>#{1,6}\s+)|(?<bold>\*\*[^*\n]+\*\*)|(?<=^|[\s(])(?<slant>\*[^*\s][^*\n]*\*)(?=$|[\s.,;:)])/gu;

/** Dresses every line below `container`. */
export function dress(container) {
  for (const line of container.querySelectorAll("[data-start]")) dressLine(line);
}

function dressLine(line) {
  const words = line.textContent;
  const pieces = [];
  let at = 0;
  for (const match of words.matchAll(SIGNS)) {
    pieces.push(words.slice(at, match.index), ...dressed(match));
    at = match.index + match[0].length;
  }
  if (at === 0) return;
  line.replaceChildren(...pieces.filter((piece) => piece !== ""), words.slice(at));
  if (words.startsWith("#")) line.classList.add("heading");
}

function dressed(match) {
  const { heading, bold, slant } = match.groups;
  if (heading) return [sign(heading)];
  const width = bold ? 2 : 1;
  const inner = document.createElement(bold ? "b" : "em");
  inner.textContent = (bold ?? slant).slice(width, -width);
  return [sign("*".repeat(width)), inner, sign("*".repeat(width))];
}

function sign(words) {
  const made = document.createElement("span");
  made.className = "sign";
  made.textContent = words;
  return made;
}
