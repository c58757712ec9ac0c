/**
 * Scrolls a strip of categories or tabs sideways to the current one. CSS (`scroll-initial-target`) would scroll the
 * page down to it as well, where the strip is a column.
 */
export function scrollStrips(): void {
  for (const current of document.querySelectorAll<HTMLElement>(".kinds [aria-current], .tabs [aria-current]")) {
    const strip = current.parentElement;
    if (!strip || strip.scrollWidth <= strip.clientWidth) continue;
    strip.scrollLeft = current.offsetLeft - strip.offsetLeft - (strip.clientWidth - current.offsetWidth) / 2;
  }
}
