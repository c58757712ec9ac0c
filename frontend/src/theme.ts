// A classic script in <head>: the remembered theme is set before the first paint, so the page never flashes.
// Without it the page follows the system preference, and the switch stays hidden.
{
  const root = document.documentElement;
  const key = "tavern-theme";

  const remembered = (): string | null => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Private mode: follow the system.
    }
  };
  const remember = (theme: string): void => {
    try {
      localStorage.setItem(key, theme);
    } catch {
      // Not remembered, still switched.
    }
  };
  const isDark = (): boolean =>
    root.dataset.theme ? root.dataset.theme === "dark" : !matchMedia("(prefers-color-scheme: light)").matches;

  const theme = remembered();
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector<HTMLButtonElement>(".theme-switch");
    if (!button) return;
    const name = (): void =>
      button.setAttribute("aria-label", (isDark() ? button.dataset.toLight : button.dataset.toDark) ?? "");
    button.hidden = false;
    name();
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      remember(root.dataset.theme);
      name();
    });
  });
}
