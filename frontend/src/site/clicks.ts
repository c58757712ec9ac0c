/** Calls `act` for plain clicks inside elements that match, now or later; a modified click stays the browser's. */
export function onClick<T extends Element>(selector: string, act: (element: T, event: MouseEvent) => void): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const element = event.target instanceof Element ? event.target.closest<T>(selector) : null;
    if (element) act(element, event);
  });
}
