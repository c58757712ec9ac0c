/** Keeps `<span data-count-of="id" data-words="{n} of {max}">` true while the field is typed in. */
export function countCharacters(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-count-of]")) {
    const field = document.getElementById(figure.dataset.countOf ?? "");
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) continue;
    const tell = (): void => {
      figure.textContent = (figure.dataset.words ?? "{n}")
        .replace("{n}", [...field.value].length.toLocaleString(document.documentElement.lang))
        .replace("{max}", field.maxLength.toLocaleString(document.documentElement.lang));
    };
    field.addEventListener("input", tell);
    tell();
  }
}
