// The page's words in the reader's language, and a small way to build elements: text is always text, never markup.

export const words = JSON.parse(document.getElementById("words").textContent);

export const pageLanguage = document.documentElement.lang;

/** A word of the catalogue with its `{name}` places filled. */
export function say(key, values = {}) {
  return (words[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** An element with attributes and children; strings become text nodes, empty children are left out. */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "onclick") made.addEventListener("click", value);
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}
