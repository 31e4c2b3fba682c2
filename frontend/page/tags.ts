// `<input data-tags="REMOVE">` holds words with commas between them. Here each word stands alone,
// with a button that takes it away (called REMOVE and the word); what is sent stays the same.

export function standTagsApart(): void {
  for (const sent of document.querySelectorAll<HTMLInputElement>("input[data-tags]:not([hidden])")) stand(sent);
}

function stand(sent: HTMLInputElement): void {
  const box = document.createElement("div");
  const list = document.createElement("ul");
  const typed = document.createElement("input");
  box.className = "tags";
  box.dataset.keep = "";
  typed.dir = "auto";
  typed.setAttribute("aria-describedby", sent.getAttribute("aria-describedby") ?? "");
  // The label and links to the field lead to where one types.
  typed.id = sent.id;
  sent.removeAttribute("id");
  sent.hidden = true;
  box.append(list, typed);
  sent.after(box);

  let words: string[] = [];
  const change = (next: string[]) => {
    words = [...new Set(next.map((word) => word.trim()).filter(Boolean))];
    sent.value = words.join(", ");
    list.replaceChildren(...words.map((word) => entry(word, `${sent.dataset.tags} ${word}`, () => remove(word))));
    sent.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const remove = (word: string) => {
    change(words.filter((other) => other !== word));
    typed.focus();
  };
  const take = () => {
    if (!typed.value.trim()) return false;
    change([...words, ...typed.value.split(",")]);
    typed.value = "";
    return true;
  };
  typed.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" || event.key === ",") {
      if (take() || event.key === ",") event.preventDefault();
    } else if (event.key === "Backspace" && !typed.value && words.length > 0) {
      change(words.slice(0, -1));
    }
  });
  typed.addEventListener("blur", take);
  change(sent.value.split(","));
}

function entry(word: string, name: string, remove: () => void): HTMLLIElement {
  const item = document.createElement("li");
  const button = document.createElement("button");
  button.type = "button";
  button.ariaLabel = name;
  button.textContent = "×";
  button.addEventListener("click", remove);
  item.append(word, button);
  return item;
}
