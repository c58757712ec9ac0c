// An attribute, not the property of the same name: Firefox before 119 would take that for a word of ours.
const BUSY = "aria-busy";

/** A form is sent once: the pressed button says that it works, and a second press does nothing. */
export function blockSecondSubmit(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== "post") return;
    if (form.hasAttribute(BUSY)) {
      event.preventDefault();
      return;
    }
    form.setAttribute(BUSY, "true");
    event.submitter?.setAttribute(BUSY, "true");
  });
  // The back button may bring the page back as it was left.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    for (const element of document.querySelectorAll("form[aria-busy], form [aria-busy]")) element.removeAttribute(BUSY);
  });
}
