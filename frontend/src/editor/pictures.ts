import type { ClassicEditor, ModelElement } from "ckeditor5";

/** A picture in the text that the server has. */
export interface Picture {
  id: string;
  source: string;
  description: string;
  element: ModelElement;
}

/** Reads the text's pictures in their order. */
export function picturesIn(editor: ClassicEditor): Picture[] {
  const nodes = [...(editor.model.document.getRoot()?.getChildren() ?? [])];
  return nodes.flatMap((element) => {
    if (!element.is("element", "imageBlock") || !element.hasAttribute("imageId")) return [];
    const [id, source, description] = ["imageId", "src", "alt"].map((name) => String(element.getAttribute(name) ?? ""));
    return [{ id: id ?? "", source: source ?? "", description: description ?? "", element }];
  });
}

export function describe(editor: ClassicEditor, picture: Picture, description: string): void {
  editor.model.change((writer) => writer.setAttribute("alt", description, picture.element));
}

/** Selects the picture in the text and brings it into view. */
export function showInText(editor: ClassicEditor, picture: Picture): void {
  editor.model.change((writer) => writer.setSelection(picture.element, "on"));
  editor.editing.view.scrollToTheSelection();
  editor.editing.view.focus();
}
