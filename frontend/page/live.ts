// Pages that tell where their events are (`data-events`) show what happens while it happens.

import { refresh } from "./morph.ts";
import { tellWords } from "./words.ts";

/** The happenings of a campaign, by the names the server sends them under. */
const HAPPENINGS = ["message", "run", "step", "post"];
/** Milliseconds in which events count as one burst. */
const BURST = 150;
/** Milliseconds until a connection that the browser gave up is tried again. */
const AGAIN = 3000;

let source: EventSource | undefined;
let followed: string | undefined;

export function followEvents(): void {
  const address = document.querySelector<HTMLElement>("[data-events]")?.dataset.events;
  // After a refresh the address begins at a later event; the connection there is knows that.
  const path = address?.split("?")[0];
  if (path === followed) return;
  source?.close();
  source = undefined;
  followed = path;
  if (address) connect(address);
}

function connect(address: string): void {
  const connection = new EventSource(address);
  source = connection;
  for (const happening of HAPPENINGS) connection.addEventListener(happening, soon);
  connection.addEventListener("words", tellWords);
  connection.onopen = () => reconnecting(false);
  connection.onerror = () => {
    reconnecting(true);
    if (connection.readyState !== EventSource.CLOSED) return;
    setTimeout(() => {
      if (source === connection) connect(address);
    }, AGAIN);
  };
}

function reconnecting(is: boolean): void {
  for (const word of document.querySelectorAll<HTMLElement>("[data-reconnecting]")) {
    word.textContent = is ? (word.dataset.reconnecting ?? "") : "";
  }
}

let waiting = false;
let reading = Promise.resolve();

/** Reads the page again once for a burst of events, and never twice at a time. */
function soon(): void {
  if (waiting) return;
  waiting = true;
  setTimeout(() => {
    waiting = false;
    // A page that cannot be read now is read again with the next event.
    reading = reading.then(refresh).catch(() => reconnecting(true));
  }, BURST);
}
