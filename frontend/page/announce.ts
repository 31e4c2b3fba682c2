/** Says `message` where everybody sees it for a moment and screen readers hear it. */
export function announce(message: string | undefined): void {
  const place = document.querySelector<HTMLElement>("#said");
  if (!message || !place) return;
  // Emptied first, so that the same message is read out twice.
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = message;
    place.getAnimations().forEach((animation) => animation.cancel());
    place.animate([{ opacity: 1 }, { opacity: 1, offset: 0.9 }, { opacity: 0 }], { duration: 4000, fill: "forwards" });
  });
}
