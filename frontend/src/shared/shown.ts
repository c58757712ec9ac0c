/** Whether the page shows it; `checkVisibility()` would say so, too, but not in Safari before 17.4. */
export function isShown(element: Element | null): element is Element {
  return element !== null && element.getClientRects().length > 0;
}
