// Putting what the server renders now in the place of what it rendered before, so that focus,
// scroll position and whatever is being typed stay as they are.

import { Idiomorph } from "idiomorph";

const tasks: (() => void)[] = [];

/** Does `task` now, and again each time after the page was shown anew. */
export function onShown(task: () => void): void {
  tasks.push(task);
  task();
}

/** Reads the page again and shows what is new. A page that is not to be had now stays as it is. */
export async function refresh(): Promise<void> {
  const answer = await fetch(location.href, { headers: { accept: "text/html" } });
  if (answer.ok && new URL(answer.url).pathname === location.pathname) show(await answer.text());
}

/**
 * The page that `html` is, as this browser would have read it. A parser runs no scripts, so it
 * reads what stands in `noscript` as parts of the page: a reload every few seconds, among others.
 */
export function parsed(html: string): Document {
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const without of page.querySelectorAll("noscript")) without.textContent = without.innerHTML;
  return page;
}

/**
 * Shows `html` in the place of the page. A form that is being filled stays, unless it is `taken`,
 * the one whose answer this is; of a `refused` form the refusal is shown and what was typed stays.
 */
export function show(html: string, { taken, refused }: { taken?: HTMLFormElement; refused?: HTMLFormElement } = {}): void {
  const page = parsed(html);
  if (page.body.dataset.build !== document.body.dataset.build) {
    // The server was replaced by another build: its pages belong to other scripts.
    location.reload();
    return;
  }
  document.title = page.title;
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  if (refused) carryOver(refused, page);
  const filled = [...document.forms].filter((form) => "dirty" in form.dataset && form !== taken && form !== refused);
  Idiomorph.morph(document.body, page.body, {
    ignoreActiveValue: !taken,
    callbacks: {
      beforeNodeMorphed: (old: Node, next: Node) => mayChange(old, next, filled),
      beforeNodeRemoved: (old: Node) => !filled.some((form) => old.contains(form)),
      beforeAttributeUpdated: (name: string, element: Element) =>
        !(name === "open" && element.matches("details, dialog")) && !(name === "value" && element.matches("[type=file]")),
    },
  });
  for (const task of tasks) task();
}

/** Puts `nodes` in the place of what is in `element`; what is the same in both stays. */
export function morphInside(element: Element, nodes: Node[]): void {
  Idiomorph.morph(element, nodes, {
    morphStyle: "innerHTML",
    ignoreActiveValue: true,
    callbacks: {
      beforeNodeMorphed: (old: Node, next: Node) => mayChange(old, next, []),
      beforeAttributeUpdated: (name: string, of: Element) => !(name === "open" && of.matches("details")),
    },
  });
}

function mayChange(old: Node, next: Node, filled: HTMLFormElement[]): boolean {
  if (!(old instanceof HTMLElement)) return true;
  if ("keep" in old.dataset || filled.includes(old as HTMLFormElement)) return false;
  if (old.tagName !== "LEPTOS-ISLAND" || !(next instanceof HTMLElement)) return true;
  const same = old.dataset.component === next.dataset.component && old.dataset.props === next.dataset.props;
  if (!same && filled.some((form) => old.contains(form))) return false;
  if (same) {
    // What the island drew itself is its own; what the server put into it may be new.
    const [inside, news] = [old, next].map((island) => island.querySelector("leptos-children"));
    if (inside && news) {
      const callbacks = { beforeNodeMorphed: (was: Node, is: Node) => mayChange(was, is, filled) };
      Idiomorph.morph(inside, [...news.childNodes], { morphStyle: "innerHTML", callbacks });
    }
  } else {
    old.replaceWith(next.cloneNode(true));
  }
  return false;
}

/** Puts what is typed in `form` into the same form of `page`. */
function carryOver(form: HTMLFormElement, page: Document): void {
  const again = [...page.forms].find((other) => other.getAttribute("action") === form.getAttribute("action"));
  if (!again) return;
  again.dataset.dirty = "";
  const controls = [...again.elements];
  for (const typed of form.elements) {
    const same = controls.find((control) => control.id && control.id === typed.id);
    if (typed instanceof HTMLTextAreaElement && same instanceof HTMLTextAreaElement) same.value = typed.value;
    if (typed instanceof HTMLInputElement && same instanceof HTMLInputElement && typed.type !== "file") {
      same.setAttribute("value", typed.value);
      same.checked = typed.checked;
    }
    if (typed instanceof HTMLSelectElement && same instanceof HTMLSelectElement) {
      for (const option of same.options) option.toggleAttribute("selected", option.value === typed.value);
    }
  }
}
