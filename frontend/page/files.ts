// The clipboard, and documents that are dropped.

import { announce } from "./announce.ts";

/** `<button data-copy="TEXT" data-done="SAID">` puts the text on the clipboard. */
export function copyOnRequest(): void {
  document.addEventListener("click", async ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("button[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    announce(button.dataset.done);
  });
}

/** A field for a file shows that it will take what is dragged over it. */
export function takeDrops(): void {
  const drop = ({ target }: Event) => (target as Element).closest?.<HTMLElement>(".drop");
  document.addEventListener("dragover", (event) => {
    const field = drop(event);
    for (const other of document.querySelectorAll<HTMLElement>(".drop[data-over]")) if (other !== field) delete other.dataset.over;
    if (!field || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    field.dataset.over = "";
  });
  document.addEventListener("dragleave", (event) => {
    const field = drop(event);
    if (field && !field.contains(event.relatedTarget as Node | null)) delete field.dataset.over;
  });
  document.addEventListener("drop", (event) => {
    const field = drop(event);
    const input = field?.querySelector<HTMLInputElement>("input[type=file]");
    if (!field || !input || !event.dataTransfer?.files.length) return;
    event.preventDefault();
    delete field.dataset.over;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** `<p class="reading" data-words="SAID">` tells that a document is being read, once that takes longer than a second. */
export function tellReading(): void {
  document.addEventListener("submit", ({ submitter, target }) => {
    const line = submitter?.parentElement?.querySelector<HTMLElement>(".reading");
    if (!line) return;
    const late = setTimeout(() => (line.textContent = line.dataset.words ?? ""), 1000);
    target?.addEventListener("answered", () => {
      clearTimeout(late);
      line.textContent = "";
    }, { once: true });
  });
}
