// Light, dark, or as the system says; kept in this browser. A line in the page's head sets it
// before anything is painted.

const KEY = "handbill.theme";

export function switchTheme(): void {
  const chosen = document.documentElement.dataset.theme || "system";
  for (const option of document.querySelectorAll<HTMLInputElement>("input[name=theme]")) option.checked = option.value === chosen;
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || target.name !== "theme") return;
  document.documentElement.dataset.theme = target.value;
  localStorage.setItem(KEY, JSON.stringify(target.value));
});
