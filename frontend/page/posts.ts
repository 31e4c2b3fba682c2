// Acts on several posts: what is asked for shows at once, and is taken back when nothing came of it.

import { onShown } from "./morph.ts";

/** What a post's state looked like before, for as long as another one is shown. */
const before = new WeakMap<Element, Node[]>();

export function actOnSeveral(): void {
  document.addEventListener("click", ({ target }) => {
    // A checkbox selects what it says itself, a button what is written on it.
    const all = (target as Element).closest<HTMLInputElement>("[data-select]");
    if (all?.form) for (const box of boxes(all.form)) box.checked = all.checked ?? all.dataset.select === "all";
    tellHowMany();
  });
  onShown(tellHowMany);
  document.addEventListener("submit", ({ target, submitter }) => {
    const form = target as HTMLFormElement;
    if (!form.matches(".bulk") || form.ariaBusy === "true") return;
    submitter?.closest<HTMLElement>("[popover]")?.hidePopover();
    showPending(form, submitter as HTMLButtonElement | null);
  });
  document.addEventListener("answered", ({ target }) => {
    for (const state of (target as Element).querySelectorAll(".state:has([data-pending])")) {
      state.replaceChildren(...(before.get(state) ?? []));
    }
  });
  // An address says what is asked for and nothing else.
  document.addEventListener("formdata", ({ target, formData }) => {
    if ((target as HTMLFormElement).method !== "get") return;
    for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
  });
}

function boxes(form: HTMLFormElement | null): HTMLInputElement[] {
  return [...(form?.querySelectorAll<HTMLInputElement>(".pick [name]") ?? [])];
}

/** The box over all posts is checked when they all are, and mixed when some are. */
function tellHowMany(): void {
  for (const all of document.querySelectorAll<HTMLInputElement>("input[data-select]")) {
    const picked = boxes(all.form).map((box) => box.checked);
    all.checked = !picked.includes(false);
    all.indeterminate = !all.checked && picked.includes(true);
  }
}

/** Shows the posts that `button` is about in the state they will have. */
function showPending(form: HTMLFormElement, button: HTMLButtonElement | null): void {
  const [act, only] = (button?.value ?? "").split(" ");
  const pending = form.querySelector<HTMLTemplateElement>(`template[data-pending-of="${act}"]`);
  if (!button || !pending) return;
  const posts = only ? [button] : boxes(form).filter((box) => box.checked);
  for (const post of posts) {
    const state = post.closest("tr, .board-card")?.querySelector(".state");
    if (!state) continue;
    before.set(state, [...state.childNodes]);
    state.replaceChildren(pending.content.cloneNode(true));
  }
}
