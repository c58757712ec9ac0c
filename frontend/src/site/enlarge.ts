import { onClick } from "./clicks";

/** Opens a picture over the page; without JavaScript its link opens the file itself. */
export function enlargePictures(): void {
  onClick<HTMLAnchorElement>("a.enlarge", (link, event) => {
    const small = link.querySelector("img");
    if (!small) return;
    event.preventDefault();
    show(link, small);
  });
}

function show(link: HTMLAnchorElement, small: HTMLImageElement): void {
  const dialog = document.createElement("dialog");
  dialog.className = "large";
  dialog.setAttribute("aria-label", small.alt);

  const picture = document.createElement("img");
  picture.src = link.href;
  picture.alt = small.alt;
  const figure = document.createElement("figure");
  figure.append(picture);
  const words = link.closest("figure")?.querySelector("figcaption")?.textContent?.trim();
  if (words) {
    const caption = document.createElement("figcaption");
    caption.textContent = words;
    figure.append(caption);
  }

  const close = document.createElement("button");
  close.type = "button";
  close.className = "tool";
  close.setAttribute("aria-label", document.body.dataset.close ?? "");
  close.append("✕");

  dialog.append(figure, close);
  dialog.addEventListener("click", (event) => {
    if (event.target !== figure) dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
