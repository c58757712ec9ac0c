import type { Editor } from "ckeditor5";

export interface Counts {
  characters: number;
  pictures: number;
}

/** Counts what the server limits: characters as a reader sees them, a line break for each paragraph, and pictures. */
export function countContent(editor: Editor): Counts {
  const root = editor.model.document.getRoot();
  if (!root) return { characters: 0, pictures: 0 };
  let characters = 0;
  let pictures = 0;
  let lines = 0;
  for (const item of editor.model.createRangeIn(root).getItems()) {
    if (item.is("$textProxy")) characters += [...item.data].length;
    else if (item.is("element", "imageBlock")) pictures += 1;
    else if (item.is("element") && editor.model.schema.checkChild(item, "$text") && !item.isEmpty) lines += 1;
  }
  return { characters: characters + Math.max(0, lines - 1), pictures };
}
