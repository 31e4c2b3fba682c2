// The finder is the page `/find` in a dialog, as a combobox (ARIA authoring practices): the focus
// stays in the field, the arrows move through what was found.

import { load, unreachable } from "./dialogs.ts";

/** A question is on its way. One at a time: what is typed meanwhile is asked once its answer is there. */
let asking = false;
/** The question whose answer is shown. */
let answered: string | undefined;
/** Enter was pressed before the answer was there. */
let entered = false;

/** Shows what the words in the finder's field find. */
export async function ask(dialog: HTMLDialogElement): Promise<void> {
  const [input, list] = parts(dialog);
  if (answered === undefined) watch(dialog);
  if (document.activeElement !== input) input.focus();
  if (asking) return;
  asking = true;
  const question = input.value;
  const page = await load(`/find?q=${encodeURIComponent(question)}`);
  asking = false;
  if (input.value !== question) return ask(dialog);
  list.replaceChildren(...(page?.querySelectorAll("#found > section") ?? []));
  const tally = page?.querySelector("#found > p");
  const said = dialog.querySelector<HTMLElement>(".tally");
  said?.classList.toggle("visually-hidden", tally?.classList.contains("visually-hidden") ?? false);
  said?.replaceChildren(...(page ? [tally?.textContent ?? ""] : unreachable()));
  answered = question;
  for (const group of list.querySelectorAll("section")) group.role = "group";
  for (const part of list.querySelectorAll("h2, ul, li")) part.role = "presentation";
  list.querySelectorAll("a").forEach((option, at) => {
    option.role = "option";
    option.id = `found-${at}`;
    option.tabIndex = -1;
  });
  choose(dialog, list.querySelector<HTMLElement>("[role=option]"));
  if (entered) enter(list);
}

function parts(dialog: HTMLDialogElement): [HTMLInputElement, HTMLElement] {
  return [dialog.querySelector("input"), dialog.querySelector(".found")] as [HTMLInputElement, HTMLElement];
}

function watch(dialog: HTMLDialogElement): void {
  answered = "";
  const [input, list] = parts(dialog);
  input.addEventListener("input", () => void ask(dialog));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const options = [...list.querySelectorAll<HTMLElement>("[role=option]")];
      const at = options.findIndex((option) => option.ariaSelected === "true");
      choose(dialog, options.at((at + step) % options.length));
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      entered = true;
      if (answered === input.value) enter(list);
    }
  });
  dialog.addEventListener("close", () => {
    entered = false;
    input.value = "";
  });
}

function choose(dialog: HTMLDialogElement, chosen: HTMLElement | null | undefined): void {
  for (const option of dialog.querySelectorAll("[role=option]")) option.ariaSelected = String(option === chosen);
  chosen?.scrollIntoView({ block: "nearest" });
  parts(dialog)[0].setAttribute("aria-activedescendant", chosen?.id ?? "");
}

function enter(list: HTMLElement): void {
  entered = false;
  list.querySelector<HTMLElement>('[aria-selected="true"]')?.click();
}
