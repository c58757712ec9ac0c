/** Ticks off, beside the form, what is there already: title, category, text, descriptions of the pictures. */
export function showReadiness(form: HTMLFormElement, textarea: HTMLTextAreaElement): void {
  const done: Record<string, () => boolean> = {
    title: () => filled(form, "title"),
    category: () => filled(form, "category"),
    text: () => textarea.value.trim() !== "" && textarea.dataset.tooMuch !== "true",
    pictures: () => Number(textarea.dataset.undescribed ?? 0) === 0,
  };
  const tick = (): void => {
    for (const line of document.querySelectorAll<HTMLElement>("[data-ready]")) {
      line.classList.toggle("todo", !done[line.dataset.ready ?? ""]?.());
      if (line.dataset.ready === "pictures") line.hidden = Number(textarea.dataset.pictures ?? 0) === 0;
    }
  };
  form.addEventListener("input", tick);
  form.addEventListener("change", tick);
  tick();
}

function filled(form: HTMLFormElement, name: string): boolean {
  const field = form.elements.namedItem(name);
  return field !== null && "value" in field && String(field.value).trim() !== "";
}

/** A title is one line: Enter moves on instead of breaking it. */
export function keepOneLine(form: HTMLFormElement): void {
  for (const field of form.querySelectorAll<HTMLTextAreaElement>("[data-one-line]")) {
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
  }
}

/** A field as high as its words: a script where styles can't make it so (Safari before 26.2, Firefox before 152). */
export function growWithWords(form: HTMLFormElement): void {
  if (CSS.supports("field-sizing", "content")) return;
  for (const field of form.querySelectorAll<HTMLTextAreaElement>("[data-one-line]")) {
    const fit = (): void => {
      field.style.height = "auto";
      field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    };
    field.addEventListener("input", fit);
    new ResizeObserver(fit).observe(form);
  }
}
