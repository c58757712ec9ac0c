import type { ClassicEditor } from "ckeditor5";

const SYNC_AFTER = 300;

/**
 * What the author has written and whether the server has it.
 *
 * Keeps the textarea equal to the editor, so that the form is sent and restored like any other,
 * and warns before unsaved words are left behind.
 */
export class Draft {
  private editor: ClassicEditor | null = null;
  private unsaved = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly textarea: HTMLTextAreaElement,
  ) {
    form.addEventListener("input", () => this.changed());
    form.addEventListener("formdata", (event) => event.formData.set(textarea.name, this.html()));
    // Heard after every other listener: one of them may have held the form back.
    addEventListener("submit", (event) => {
      if (event.target === form && !event.defaultPrevented) this.sent();
    });
    addEventListener("beforeunload", (event) => {
      if (this.unsaved) event.preventDefault();
    });
  }

  /** Takes the text from this editor from now on. */
  follow(editor: ClassicEditor): void {
    this.editor = editor;
    this.sync();
  }

  /** Something was typed, in the editor or in another field. */
  changed(): void {
    this.unsaved = true;
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sync(), SYNC_AFTER);
  }

  private sent(): void {
    this.sync();
    this.unsaved = false;
  }

  private sync(): void {
    this.textarea.value = this.html();
    this.textarea.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private html(): string {
    return this.editor ? this.editor.getData() : this.textarea.value;
  }

  private tell(): void {
    for (const line of this.form.querySelectorAll<HTMLElement>("[data-draft-state]")) {
      line.dataset.draftState = "unsaved";
      const words = line.querySelector("span");
      if (words) words.textContent = line.dataset.unsaved ?? "";
    }
  }
}
