// A text on a page of its own: the fragment `#start-end` names the quoted place.

import { dress } from "./dress.js";
import { highlight } from "./highlight.js";

const text = document.getElementById("text");

function show() {
  const place = location.hash.match(/^#(\d+)-(\d+)$/);
  if (!place) return;
  const seen = highlight(text, Number(place[1]), Number(place[2]));
  if (seen?.matches("mark")) {
    seen.tabIndex = -1;
    seen.focus({ preventScroll: true });
  }
}

dress(text);
addEventListener("hashchange", show);
show();
