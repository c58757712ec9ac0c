import { onClick } from "./clicks";

/** Copies `data-copy` and says so on the button itself for two seconds. */
export function copyOnClick(): void {
  onClick<HTMLButtonElement>("button[data-copy]", async (button) => {
    await navigator.clipboard.writeText(button.dataset.copy ?? "");
    const words = button.textContent;
    if (!button.dataset.copied || words === button.dataset.copied) return;
    button.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = words), 2000);
  });
}
