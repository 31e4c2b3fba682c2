// Words of an answer, shown while it is being written. They come as all words so far, so nothing is
// kept but the last ones, and nothing here makes HTML of them.

interface Streamed {
  step: string;
  text: string;
}

const last = new Map<string, string>();
let asked = false;

/** Shows the words of a step with the browser's next picture: many pieces may come in between. */
export function tellWords({ data }: MessageEvent<string>): void {
  const { step, text } = JSON.parse(data) as Streamed;
  last.set(step, text);
  if (asked) return;
  asked = true;
  requestAnimationFrame(() => {
    asked = false;
    for (const place of places()) write(place);
  });
}

/** After the page was shown anew: new places get their words, and words without a place are done. */
export function keepWords(): void {
  const shown = new Set<string>();
  for (const place of places()) {
    shown.add(place.dataset.words ?? "");
    write(place);
  }
  for (const step of last.keys()) if (!shown.has(step)) last.delete(step);
}

function places(): NodeListOf<HTMLElement> {
  return document.querySelectorAll<HTMLElement>("[data-words]");
}

function write(place: HTMLElement): void {
  const text = last.get(place.dataset.words ?? "");
  if (text === undefined || place.textContent === text) return;
  place.textContent = text;
  // The place is low; the newest words are at its end.
  place.scrollTop = place.scrollHeight;
}
