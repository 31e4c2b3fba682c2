// The clipboard, and text files read into a field.

import { announce } from "./announce.ts";

/** `<input type="file" data-into="ID">` puts the file's text into the field with that id. */
export function readFiles(): void {
  document.addEventListener("change", async ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !target.dataset.into) return;
    const field = document.getElementById(target.dataset.into) as HTMLTextAreaElement | null;
    const file = target.files?.[0];
    if (!field || !file) return;
    field.value = await file.text();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** `<button data-copy="TEXT" data-done="SAID">` puts the text on the clipboard. */
export function copyOnRequest(): void {
  document.addEventListener("click", async ({ target }) => {
    const button = (target as Element).closest<HTMLElement>("button[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    announce(button.dataset.done);
  });
}
