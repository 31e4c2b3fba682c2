// Forms are sent as the browser would send them, but the page stays where it is.

import { announce } from "./announce.ts";
import { show } from "./morph.ts";

export function sendFormsInPlace(): void {
  document.addEventListener("input", ({ target }) => {
    const form = (target as HTMLInputElement).form;
    if (form?.method === "post") form.dataset.dirty = "";
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post" || new URL(form.action).origin !== location.origin) return;
    event.preventDefault();
    if (form.ariaBusy !== "true") void send(form, event.submitter);
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  // A button may send the form elsewhere, or in another way.
  const own = (name: string) => submitter?.getAttribute(`form${name}`);
  const action = new URL(own("action") ?? form.action, location.href);
  const enctype = own("enctype") ?? form.enctype;
  form.ariaBusy = "true";
  form.querySelector(":scope > [data-lost]")?.remove();
  const path = action.pathname;
  if (path.endsWith("/sign-out")) forgetDrafts();
  try {
    const fields = new FormData(form, submitter);
    // Without a file, a form's fields are text.
    const texts = [...fields].filter((field): field is [string, string] => typeof field[1] === "string");
    const body = enctype === "multipart/form-data" ? fields : new URLSearchParams(texts);
    const answer = await fetch(action, { method: "POST", body, headers: { accept: "text/html" } });
    const address = new URL(answer.url);
    if (!answer.redirected) {
      refuse(form, await answer.text());
    } else if (address.pathname === location.pathname) {
      const refused = address.searchParams.get("__path") === path;
      if (!refused) history.replaceState(history.state, "", address);
      show(await answer.text(), refused ? { refused: form } : { taken: form });
      document.querySelector<HTMLElement>("[role=alert][autofocus]")?.focus();
      if (!refused) announce(form.dataset.done);
    } else {
      delete form.dataset.dirty;
      location.assign(address);
    }
  } catch {
    // The server cannot be reached.
    refuse(form, document.querySelector<HTMLTemplateElement>("#unreachable")?.innerHTML ?? "");
  } finally {
    form.ariaBusy = null;
    form.dispatchEvent(new Event("answered", { bubbles: true }));
  }
}

/** Shows a refusal that no page came with above the fields, which stay as they are. */
function refuse(form: HTMLFormElement, html: string): void {
  const alert = new DOMParser().parseFromString(html, "text/html").querySelector<HTMLElement>("[role=alert]");
  if (!alert) return location.reload();
  alert.dataset.lost = "";
  form.prepend(alert);
  alert.focus();
}

/** On a shared computer, nothing that was typed stays behind. */
function forgetDrafts(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith("handbill.draft.")) localStorage.removeItem(key);
}
