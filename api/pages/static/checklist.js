// The checklist of a service: ticks kept in this browser, a count, printing and sharing.

const service = document.querySelector(".service");
const boxes = [...document.querySelectorAll("input[data-paper]")];
const ready = document.getElementById("ready");
const kept = `checklist:${service.dataset.id}`;

function ticked() {
  try {
    return new Set(JSON.parse(localStorage.getItem(kept) ?? "[]"));
  } catch {
    return new Set(); // what another version kept is worth no error
  }
}

function show() {
  if (!ready) return;
  const done = boxes.filter((box) => box.checked).length;
  ready.textContent = ready.dataset.words.replace("{done}", done).replace("{n}", boxes.length);
  ready.hidden = false;
}

function keep() {
  const on = boxes.filter((box) => box.checked).map((box) => box.dataset.paper);
  if (on.length) localStorage.setItem(kept, JSON.stringify(on));
  else localStorage.removeItem(kept);
  show();
}

const before = ticked();
for (const box of boxes) {
  box.checked = before.has(box.dataset.paper);
  box.addEventListener("change", keep);
}
show();

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());

const clear = document.getElementById("clear");
clear.hidden = boxes.length === 0;
clear.addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  keep();
});

const share = document.getElementById("share");
if (navigator.share) {
  share.hidden = false;
  share.addEventListener("click", () => {
    const { title, text, url } = share.dataset;
    navigator.share({ title, text, url }).catch((error) => {
      if (error.name !== "AbortError") throw error; // the reader may change his mind
    });
  });
}
