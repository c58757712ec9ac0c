import { type ClassicEditor, PendingActions } from "ckeditor5";

/** A picture still on its way would be lost: the form waits for it and is sent by itself as soon as it is there. */
export function sendWhenUploaded(form: HTMLFormElement, editor: ClassicEditor): void {
  const pending = editor.plugins.get(PendingActions);
  form.addEventListener("submit", (event) => {
    if (!pending.hasAny) return;
    event.preventDefault();
    const submitter = event.submitter;
    submitter?.setAttribute("aria-busy", "true");
    pending.once("change:hasAny", () => {
      submitter?.removeAttribute("aria-busy");
      form.requestSubmit(submitter);
    });
  });
}
