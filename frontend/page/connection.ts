// Says over the page that there is no connection, for as long as there is none.

export function tellConnection(): void {
  for (const word of document.querySelectorAll<HTMLElement>("[data-offline]")) {
    word.textContent = navigator.onLine ? "" : (word.dataset.offline ?? "");
  }
}

addEventListener("online", tellConnection);
addEventListener("offline", tellConnection);
