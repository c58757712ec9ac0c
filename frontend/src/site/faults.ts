/** An address that names a part of the page keeps the browser from the summary of what is wrong: it is led there. */
export function standAtFaults(): void {
  const summary = document.querySelector<HTMLElement>("main [role=alert][autofocus]");
  // Not before the browser has gone to that part, which takes the focus away.
  if (location.hash && summary) addEventListener("load", () => setTimeout(() => summary.focus()));
}

/** What was wrong with a field is not said any longer once it is changed; whether it is right now, the server will say. */
export function forgetFaults(): void {
  document.addEventListener("input", ({ target }) => {
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
    const fault = isField && target.value !== "" && target.closest(".field, fieldset")?.querySelector('[id$="_error"]');
    if (!isField || !fault) return;
    target.removeAttribute("aria-invalid");
    fault.remove();
    // The summary counts the fields: it goes with the last of them, unless it says more.
    const summary = document.querySelector("main .says-bad[role=alert][tabindex]");
    if (!document.querySelector('main [id$="_error"]') && summary?.querySelectorAll("p").length === 1) summary.remove();
  });
}
