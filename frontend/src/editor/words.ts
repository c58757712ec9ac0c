import { Words } from "../shared/words";

export function readWords(form: HTMLFormElement, language: string): Words {
  return new Words(form.querySelector<HTMLElement>("[data-editor-words]")?.dataset ?? {}, language);
}
