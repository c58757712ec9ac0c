import { onClick } from "./clicks";

const LEAVES_AFTER = 8000;

/** Good news leaves by itself, unless it offers an action or somebody is at it; bad news waits to be put away. */
export function putToastsAway(): void {
  onClick<HTMLButtonElement>(".toast .put-away", (button) => button.closest(".toast")?.remove());
  for (const toast of document.querySelectorAll<HTMLElement>(".toast[data-leaves]")) leaveLater(toast);
}

function leaveLater(toast: HTMLElement): void {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, LEAVES_AFTER);
}
