import type { ClassicEditor } from "ckeditor5";

import { Autosave } from "./draft/autosave";
import type { Facts } from "./draft/facts";

const SYNC_AFTER = 300;
/** What the form says about itself, not about the listing. */
const MARKS = new Set(["csrfmiddlewaretoken", "draft", "base", "writer"]);

/**
 * What the author has written.
 *
 * Keeps the textarea equal to the editor, so that the form is sent and restored like any other,
 * and has every change kept.
 */
export class Draft {
  private editor: ClassicEditor | null = null;
  private readonly autosave: Autosave | null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly textarea: HTMLTextAreaElement,
    facts: Facts | null,
  ) {
    form.addEventListener("formdata", (event) => event.formData.set(textarea.name, this.html()));
    form.addEventListener("submit", () => this.sync());
    form.addEventListener("input", () => this.changed());
    this.autosave = facts && new Autosave(facts, () => this.values());
  }

  /** Takes the text from this editor from now on. */
  follow(editor: ClassicEditor): void {
    this.editor = editor;
    this.sync();
  }

  /** Something was typed, in the editor or in another field. */
  changed(): void {
    this.autosave?.changed();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sync(), SYNC_AFTER);
  }

  private sync(): void {
    this.textarea.value = this.html();
    this.textarea.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private html(): string {
    return this.editor ? this.editor.getData() : this.textarea.value;
  }

  /** The named fields as the form would send them. */
  private values(): Record<string, string[]> {
    const values: Record<string, string[]> = {};
    for (const [name, value] of new FormData(this.form)) {
      if (typeof value === "string" && !MARKS.has(name)) (values[name] ??= []).push(value);
    }
    return values;
  }
}
