// Server-sent events over POST: the browser's own EventSource can only GET, and a question has no place in an address.

/** Yields {event, data} as they come. Throws on a refusal (with the problem's words) and when the line breaks. */
export async function* ask(question, { signal, language, conversation, day }) {
  const response = await fetch("/api/v1/ask/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "text/event-stream" },
    body: JSON.stringify({ question, language: language || null, conversation_id: conversation || null, as_of: day || null }),
    signal,
  });
  if (!response.ok) throw Object.assign(new Error("refused"), { status: response.status });
  yield* events(response.body.pipeThrough(new TextDecoderStream()));
}

async function* events(stream) {
  let waiting = "";
  for await (const piece of chunks(stream)) {
    waiting += piece;
    const blocks = waiting.split(/\r?\n\r?\n/);
    waiting = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event) yield event;
    }
  }
}

/** Not every browser can iterate a stream by itself. */
async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    reader.releaseLock();
  }
}

export function parse(block) {
  let event = "message";
  const data = [];
  for (const line of block.split(/\r?\n/)) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    else if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : null;
}
