import { onClick } from "./clicks";

/** Shows and hides what is typed; the button appears only where this script runs. */
export function revealPasswords(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-reveal]")) button.hidden = false;
  onClick<HTMLButtonElement>("button[data-reveal]", (button) => {
    const input = document.getElementById(button.dataset.reveal ?? "");
    if (!(input instanceof HTMLInputElement)) return;
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
}
