// Marking a quote in a text whose lines carry `data-start`: offsets count characters (code points), while the
// browser counts UTF-16 units, so they are converted line by line.

/** Marks [start, end) below `container`, brings it into view, and returns the first mark or line, or null. */
export function highlight(container, start, end) {
  clear(container);
  let first = null;
  for (const line of container.querySelectorAll("[data-start]")) {
    const from = Number(line.dataset.start);
    const length = codePoints(line.textContent);
    if (from + length < start) continue;
    if (from >= end && first) break;
    if (end <= start) {
      first = line;
      break;
    }
    if (from >= end) break;
    first = markLine(line, Math.max(0, start - from), Math.min(length, end - from)) ?? first;
  }
  const seen = container.querySelector("mark") ?? first;
  seen?.scrollIntoView({ block: seen.matches("mark") ? "center" : "start", behavior: "instant" });
  return seen;
}

export function clear(container) {
  for (const mark of container.querySelectorAll("mark")) {
    const line = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    line.normalize();
  }
}

function markLine(line, start, end) {
  let at = 0;
  let first = null;
  for (const node of textNodes(line)) {
    const length = codePoints(node.data);
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    if (from < to && !node.parentNode.matches(".sign")) {
      const mark = wrap(node, units(node.data, from), units(node.data, to));
      first ??= mark;
    }
    at += length;
  }
  return first;
}

function wrap(node, from, to) {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  const mark = document.createElement("mark");
  range.surroundContents(mark);
  return mark;
}

function textNodes(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

export function codePoints(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The UTF-16 offset of the n-th character. */
export function units(text, n) {
  let offset = 0;
  for (const character of text) {
    if (n-- === 0) break;
    offset += character.length;
  }
  return offset;
}
