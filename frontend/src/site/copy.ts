import { onClick } from "./clicks";

const SHOWN_FOR = 2000;

/**
 * Copies `data-copy` and says so on the button, and beside it to screen readers.
 * Where the browser refuses, the field beside the button is shown with its text selected.
 */
export function copyOnClick(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) button.hidden = false;
  onClick<HTMLButtonElement>("button[data-copy]", async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? "");
    } catch {
      copyByHand(button);
      return;
    }
    tell(button);
  });
}

function tell(button: HTMLButtonElement): void {
  const label = button.querySelector("span") ?? button;
  const status = button.parentElement?.querySelector("[role=status]");
  const words = label.textContent;
  const copied = button.dataset.copied;
  if (!copied || words === copied) return;
  label.textContent = copied;
  if (status) status.textContent = copied;
  setTimeout(() => {
    label.textContent = words;
    if (status) status.textContent = "";
  }, SHOWN_FOR);
}

function copyByHand(button: HTMLButtonElement): void {
  const field = button.parentElement?.querySelector("input");
  if (!field) return;
  field.hidden = false;
  field.select();
}
