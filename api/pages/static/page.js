// What every page does: switch theme and language.

const root = document.documentElement;
const theme = document.getElementById("theme");

function isDark() {
  return (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
}

function show() {
  theme.setAttribute("aria-pressed", String(isDark()));
}

theme.hidden = false;
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
  show();
});
show();

document.getElementById("lang").addEventListener("change", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("lang", event.target.value);
  location.assign(address);
});
