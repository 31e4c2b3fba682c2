// Keys. Those that stand alone do nothing where something is typed or lies over the page, nor when
// they were switched off (WCAG 2.1.4). Which key leads where is written at the links (`data-keys`).

/** Milliseconds in which a second key belongs to the first. */
const TOGETHER = 1500;

let begun = { keys: "", at: 0 };

export function listenForKeys(): void {
  const root = document.documentElement;
  document.addEventListener("keydown", (event) => {
    // Escape closes a tooltip until the pointer moves on.
    root.toggleAttribute("data-hushed", event.key === "Escape");
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
      const finder = document.querySelector<HTMLElement>('[data-opens="finder"]');
      if (finder) event.preventDefault();
      finder?.click();
    } else if (root.dataset.keys !== "off" && standsAlone(event)) {
      press(event);
    }
  });
  document.addEventListener("pointermove", () => root.removeAttribute("data-hushed"), { passive: true });
  const chord = document.querySelector<HTMLElement>("[data-chord]");
  if (chord && /Mac|iP(hone|ad)/.test(navigator.platform)) chord.dataset.chord = "⌘ K";
}

function standsAlone({ target, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing) return false;
  if (!(target instanceof HTMLElement) || target.isContentEditable || target.matches("input, textarea, select")) return false;
  return !document.querySelector("dialog[open], :popover-open");
}

function press(event: KeyboardEvent): void {
  const keys = (event.timeStamp - begun.at < TOGETHER ? begun.keys : "") + event.key;
  begun = { keys: "", at: 0 };
  if (keys === "j" || keys === "k") return move(keys === "j" ? 1 : -1);
  const links = [...document.querySelectorAll<HTMLElement>("[data-keys]")];
  const known = links.filter(({ dataset }) => dataset.keys?.startsWith(keys));
  if (known.length === 0) return;
  event.preventDefault();
  const meant = known.find(({ dataset }) => dataset.keys === keys);
  if (meant) meant.click();
  else begun = { keys, at: event.timeStamp };
}

/** Moves the focus through the rows of the page's lists. */
function move(step: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>("main .row-link")];
  rows[rows.indexOf(document.activeElement as HTMLElement) + step]?.focus();
}
