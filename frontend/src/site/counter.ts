/**
 * Keeps `<span data-count-of="id" data-words="{n} of {max}" data-max="2000">` true while the field is typed in. A
 * field with a limit of its own cuts what is pasted; one without keeps it, and the figure says that it is too much.
 */
export function countCharacters(): void {
  for (const figure of document.querySelectorAll<HTMLElement>("[data-count-of]")) {
    const field = document.getElementById(figure.dataset.countOf ?? "");
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) continue;
    const most = Number(figure.dataset.max) || field.maxLength;
    const tell = (): void => {
      const length = [...field.value].length;
      figure.textContent = (figure.dataset.words ?? "{n}")
        .replace("{n}", length.toLocaleString(document.documentElement.lang))
        .replace("{max}", most.toLocaleString(document.documentElement.lang));
      figure.classList.toggle("too-many", most >= 0 && length > most);
    };
    field.addEventListener("input", tell);
    // Heard before the fields are what they were.
    field.form?.addEventListener("reset", () => setTimeout(tell));
    tell();
  }
}
