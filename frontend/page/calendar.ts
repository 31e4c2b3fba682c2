// Posts move on the calendar by the mouse, a finger or the arrow keys. Each way ends in the form
// behind the post's handle, which also works by itself; where a post goes shows at once, and it goes
// back when nothing came of it.

import { announce } from "./announce.ts";

/** Pixels that a pointer may tremble before it counts as dragging. */
const TREMBLE = 5;
const DAYS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function moveOnCalendar(): void {
  document.addEventListener("pointerdown", drag);
  document.addEventListener("keydown", press);
  document.addEventListener("submit", ({ target }) => {
    const form = target as HTMLFormElement;
    const chip = form.closest<HTMLElement>(".chip");
    if (chip && form.ariaBusy !== "true") showPending(chip, form);
  });
  document.addEventListener("answered", ({ target }) => {
    const chip = (target as Element).closest<HTMLElement>(".chip[data-pending]");
    if (chip) takeBack(chip);
  });
}

function cells(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("td[data-day]")];
}

function cellOf(chip: HTMLElement): HTMLElement {
  return chip.closest<HTMLElement>("td[data-day]") as HTMLElement;
}

/** Puts the post into a day's cell; the focus goes along. */
function put(chip: HTMLElement, cell: HTMLElement): void {
  const focused = chip.contains(document.activeElement);
  cell.querySelector("ul")?.append(chip);
  if (focused) chip.querySelector<HTMLElement>(".grip")?.focus();
}

function putBack(chip: HTMLElement): void {
  const from = cells().find((cell) => cell.dataset.day === chip.dataset.from);
  delete chip.dataset.from;
  if (from) put(chip, from);
}

/** Sends the form behind the post's handle with the day of `cell`. */
function moveTo(chip: HTMLElement, cell: HTMLElement): void {
  const form = chip.querySelector("form");
  if (!form) return;
  (form.elements.namedItem("day") as HTMLInputElement).value = cell.dataset.day ?? "";
  form.requestSubmit();
}

function showPending(chip: HTMLElement, form: HTMLFormElement): void {
  const day = (form.elements.namedItem("day") as HTMLInputElement).value;
  const cell = cells().find((other) => other.dataset.day === day);
  chip.querySelector<HTMLElement>("[popover]")?.hidePopover();
  chip.dataset.from ??= cellOf(chip).dataset.day;
  chip.dataset.pending = "";
  if (cell && cell !== cellOf(chip)) put(chip, cell);
}

/** Nothing came of the move: the form says why. */
function takeBack(chip: HTMLElement): void {
  delete chip.dataset.pending;
  putBack(chip);
  chip.querySelector<HTMLElement>("[popover]")?.showPopover();
}

/** The arrows take a post in hand, Enter puts it down, Escape puts it back. */
function press(event: KeyboardEvent): void {
  const grip = event.target as Element;
  const chip = grip.closest<HTMLElement>(".chip");
  if (!chip || !grip.matches(".grip") || "pending" in chip.dataset) return;
  const lifted = "lifted" in chip.dataset;
  const said = cellOf(chip).closest("table")?.dataset;
  const days = DAYS[event.key];
  if (days !== undefined) {
    event.preventDefault();
    const cell = lift(chip, days);
    announce(`${cell.querySelector(".calendar-day")?.textContent}. ${said?.lifted}`);
  } else if (lifted && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    delete chip.dataset.lifted;
    moveTo(chip, cellOf(chip));
  } else if (lifted && event.key === "Escape") {
    event.preventDefault();
    delete chip.dataset.lifted;
    putBack(chip);
    announce(said?.putBack);
  }
}

function lift(chip: HTMLElement, days: number): HTMLElement {
  for (const other of document.querySelectorAll<HTMLElement>(".chip[data-lifted]")) {
    // One post in the hand at a time.
    if (other === chip) continue;
    delete other.dataset.lifted;
    putBack(other);
  }
  const all = cells();
  const at = all.indexOf(cellOf(chip)) + days;
  const cell = all[Math.min(Math.max(at, 0), all.length - 1)] ?? cellOf(chip);
  chip.dataset.from ??= cellOf(chip).dataset.day;
  chip.dataset.lifted = "";
  put(chip, cell);
  return cell;
}

/** A finger drags by the handle alone, so that everywhere else it scrolls the page. */
function drag(down: PointerEvent): void {
  const target = down.target as Element;
  const chip = target.closest<HTMLElement>(".chip");
  const scrolls = down.pointerType === "touch" && !target.closest(".grip");
  if (!chip || scrolls || down.button !== 0 || target.closest("[popover]") || "pending" in chip.dataset) return;
  const until = new AbortController();
  let dragging = false;
  let over: HTMLElement | null = null;
  const leave = (): void => over?.removeAttribute("data-over");
  const move = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return;
    const [x, y] = [event.clientX - down.clientX, event.clientY - down.clientY];
    if (!dragging && Math.max(Math.abs(x), Math.abs(y)) < TREMBLE) return;
    if (!dragging) {
      dragging = true;
      chip.setPointerCapture(down.pointerId);
      chip.classList.add("dragging");
    }
    chip.style.translate = `${x}px ${y}px`;
    leave();
    // The dragged post itself lets the look through.
    over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>("td[data-day]") ?? null;
    if (over) over.dataset.over = "";
  };
  const end = (event: PointerEvent): void => {
    if (event.pointerId !== down.pointerId) return;
    until.abort();
    leave();
    chip.classList.remove("dragging");
    chip.style.translate = "";
    if (!dragging) return;
    swallowClick();
    if (event.type === "pointerup" && over && over !== cellOf(chip)) moveTo(chip, over);
  };
  document.addEventListener("pointermove", move, { signal: until.signal });
  for (const ending of ["pointerup", "pointercancel"] as const) {
    document.addEventListener(ending, end, { signal: until.signal });
  }
}

/** The click that ends a drag leads nowhere. */
function swallowClick(): void {
  const until = new AbortController();
  const swallow = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener("click", swallow, { capture: true, signal: until.signal });
  setTimeout(() => until.abort());
}
