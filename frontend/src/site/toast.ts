import { onClick } from "./clicks";

const LEAVES_AFTER = 8000;

/** Good news leaves by itself, unless it offers an action or somebody is at it; bad news waits to be put away. */
export function putToastsAway(): void {
  onClick<HTMLButtonElement>(".toast .put-away", (button) => button.closest(".toast")?.remove());
  for (const toast of document.querySelectorAll<HTMLElement>(".toast[data-leaves]")) leaveLater(toast);
}

/** Says what went wrong where the server's own messages stand. */
export function complain(words: string): void {
  const messages = document.querySelector(".messages");
  // Once is enough, however often it goes wrong.
  if ([...(messages?.querySelectorAll(".toast-bad > span") ?? [])].some(({ textContent }) => textContent === words)) return;
  const toast = document.createElement("div");
  toast.className = "toast toast-bad";
  toast.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = words;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "put-away";
  button.setAttribute("aria-label", document.body.dataset.close ?? "");
  button.append("✕");
  toast.append(text, button);
  messages?.append(toast);
}

function leaveLater(toast: HTMLElement): void {
  setTimeout(() => {
    if (toast.matches(":hover, :focus-within")) leaveLater(toast);
    else toast.remove();
  }, LEAVES_AFTER);
}
