// How much happened since the last look, at the bell.

export function countNews(): void {
  const count = document.querySelector<HTMLElement>("[data-unseen]");
  if (count && !document.hidden && navigator.onLine) void tell(count);
}

document.addEventListener("visibilitychange", countNews);

async function tell(count: HTMLElement): Promise<void> {
  const address = count.dataset.unseen ?? "";
  // Without an answer the bell stays as it is; the page behind it says what is the matter.
  const answer = await fetch(address).catch(() => undefined);
  if (!answer?.ok) return;
  const unseen = (await answer.json()) as number;
  count.textContent = unseen > 99 ? "99+" : unseen > 0 ? String(unseen) : "";
}
