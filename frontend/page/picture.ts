// A post's picture: it follows what is chosen, and pressing on a photo says what its cuts keep in sight.

export function showChosenPictures(): void {
  document.addEventListener("change", ({ target }) => {
    const form = (target as HTMLInputElement).form;
    const shown = form?.closest("#picture")?.querySelector<HTMLImageElement>("img.shown-picture");
    if (!form || !shown) return;
    const fields = new FormData(form);
    const id = fields.get("id");
    // The form that sends a photo chooses nothing yet.
    if (!id) return;
    const query = new URLSearchParams({ width: "640" });
    for (const [name, value] of fields) {
      const field = /^fields\[(\w+)\]$/.exec(name)?.[1];
      if (field && typeof value === "string") query.set(field, value);
    }
    shown.removeAttribute("srcset");
    shown.src = `/pictures/posts/${id}/preview?${query}`;
  });
  document.addEventListener("pointerdown", aim);
  document.addEventListener("pointermove", aim);
  document.addEventListener("pointerup", ({ target }) => {
    const control = aimed(target)?.querySelector("input[type=range]");
    control?.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

/** The group of controls of a photo that is pressed. */
function aimed(target: EventTarget | null): Element | null {
  return target instanceof Element && target.matches("[data-cut]") ? target.closest("fieldset") : null;
}

function aim(event: PointerEvent): void {
  const group = aimed(event.target);
  if (!group || (event.buttons & 1) === 0) return;
  event.preventDefault();
  const photo = event.target as HTMLElement;
  const at = { focus_x: event.offsetX / photo.clientWidth, focus_y: event.offsetY / photo.clientHeight };
  for (const [name, share] of Object.entries(at)) {
    const control = group.querySelector<HTMLInputElement>(`[name="fields[${name}]"]`);
    if (control) control.value = String(Math.round(Math.min(1, Math.max(0, share)) * 100));
  }
}
