/** Weeks of hours (`table[data-week]`): drawn with the mouse, walked by arrow keys. The boxes do without it. */
export function drawWeeks(): void {
  for (const table of document.querySelectorAll<HTMLElement>("[data-week]")) {
    const boxes = [...table.querySelectorAll<HTMLInputElement>("input")];
    // Row by row: an hour's seven days, then the next hour's.
    const days = table.querySelectorAll("thead th").length;
    paint(table);
    walk(table, boxes, days);
  }
}

/** A mouse or a pen draws; a finger scrolls, and ticks box by box. */
function paint(table: HTMLElement): void {
  let colour: boolean | null = null;
  const set = (box: EventTarget | null): void => {
    if (colour === null || !(box instanceof HTMLInputElement) || box.checked === colour) return;
    box.checked = colour;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.dispatchEvent(new Event("change", { bubbles: true }));
  };
  table.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch" || event.button !== 0 || !(event.target instanceof HTMLInputElement)) return;
    colour = !event.target.checked;
    set(event.target);
  });
  table.addEventListener("pointerover", (event) => set(event.target));
  // The press has ticked the box already: the click that follows would take it back.
  table.addEventListener("click", (event) => {
    if (event.detail > 0 && colour !== null) event.preventDefault();
    colour = null;
  });
  addEventListener("pointerup", () => setTimeout(() => (colour = null)));
}

/** One box stands in the order of Tab; the arrows lead to the others. */
function walk(table: HTMLElement, boxes: HTMLInputElement[], days: number): void {
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -days, ArrowDown: days };
  const stand = (here: HTMLInputElement): void => {
    for (const box of boxes) box.tabIndex = box === here ? 0 : -1;
  };
  const first = boxes.find((box) => box.checked) ?? boxes[0];
  if (first) stand(first);
  table.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLInputElement) stand(event.target);
  });
  table.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (step === undefined || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    boxes[boxes.indexOf(event.target) + step]?.focus();
  });
}
