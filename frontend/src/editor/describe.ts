import type { ClassicEditor } from "ckeditor5";

/** Gives the editable what the textarea has: its prose look, its hint and error, and its label's click. */
export function describeEditable(editor: ClassicEditor, textarea: HTMLTextAreaElement): void {
  editor.editing.view.change((writer) => {
    const root = editor.editing.view.document.getRoot();
    if (!root) return;
    writer.addClass("prose", root);
    for (const name of ["aria-describedby", "aria-invalid"]) {
      const value = textarea.getAttribute(name);
      if (value) writer.setAttribute(name, value, root);
    }
  });
  for (const label of textarea.labels ?? []) {
    label.addEventListener("click", () => editor.editing.view.focus());
  }
}
