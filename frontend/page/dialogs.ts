// Pages of ours shown over the page that is open: the finder, the news, the sheet of keys. The
// server renders them; nothing here has words of its own.

import { ask } from "./finder.ts";
import { morphInside, onShown, parsed } from "./morph.ts";
import { tellTimes } from "./time.ts";
import { keepWords } from "./words.ts";

/** `<a href="PAGE" data-opens="ID">` shows the page in the dialog with that id. */
export function openPagesInDialogs(): void {
  document.addEventListener("click", (event) => {
    const link = (event.target as Element).closest("a");
    if (!link?.dataset.opens || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const dialog = document.getElementById(link.dataset.opens);
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    link.closest<HTMLElement>("[popover]")?.hidePopover();
    if (!dialog.open) dialog.showModal();
    void fill(dialog, link.href);
  });
  // Browsers that do not know `commandfor` yet.
  document.addEventListener("click", ({ target }) => {
    const button = (target as Element).closest("button[commandfor]");
    if (!button || "commandForElement" in button) return;
    const dialog = document.getElementById(button.getAttribute("commandfor") ?? "") as HTMLDialogElement | null;
    if (button.getAttribute("command") === "close") dialog?.close();
    else dialog?.showModal();
  });
  // A form in the dialog was taken: what the dialog shows may be other.
  onShown(() => {
    const dialog = document.querySelector<HTMLDialogElement>("#sheet[open]");
    if (dialog?.dataset.page) void fill(dialog, dialog.dataset.page);
  });
}

async function fill(dialog: HTMLDialogElement, address: string): Promise<void> {
  if (dialog.id === "finder") return ask(dialog);
  const again = dialog.dataset.page === address;
  dialog.dataset.page = address;
  const body = dialog.querySelector(".sheet-body");
  if (!body) return;
  const page = await load(address);
  const main = page?.querySelector("main");
  const title = main?.querySelector("h1");
  dialog.ariaLabel = title?.textContent ?? "";
  // The page that is open keeps the only heading of the first level.
  if (title) replace(title);
  const nodes = [...(main?.childNodes ?? unreachable())];
  // The same page again: what is being read or typed in it stays where it is.
  if (again) morphInside(body, nodes);
  else body.replaceChildren(...nodes);
  keepWords();
  tellTimes();
}

function replace(title: HTMLElement): void {
  const heading = document.createElement("h2");
  heading.append(...title.childNodes);
  title.replaceWith(heading);
}

/** The page at `address`; `undefined` when the server cannot be reached. */
export async function load(address: string): Promise<Document | undefined> {
  try {
    const answer = await fetch(address, { headers: { accept: "text/html" } });
    // Somebody who is no longer signed in is led to the sign-in page.
    if (answer.redirected) location.assign(answer.url);
    return parsed(await answer.text());
  } catch {
    return undefined;
  }
}

/** What pages say when the server cannot be reached. */
export function unreachable(): Node[] {
  const said = document.querySelector<HTMLTemplateElement>("#unreachable")?.content.cloneNode(true);
  return said ? [said] : [];
}
