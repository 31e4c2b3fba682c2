// Theme, density and keys, kept in this browser. A line in the page's head sets them before
// anything is painted; here the controls follow and change them.

const chosen = document.documentElement.dataset;

export function showPreferences(): void {
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-preferences] input")) {
    const value = chosen[input.name];
    if (value) input.checked = value === (input.type === "radio" ? input.value : "on");
  }
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement) || !target.closest("[data-preferences]")) return;
  const value = target.type === "radio" ? target.value : target.checked ? "on" : "off";
  chosen[target.name] = value;
  try {
    localStorage.setItem(`handbill.${target.name}`, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing: the choice holds for this page.
  }
});
