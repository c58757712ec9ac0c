import { Plugin } from "ckeditor5";

const ROOTS = new Set(["$root", "$clipboardHolder", "$documentFragment"]);
const BLOCKS = new Set(["imageBlock", "media", "table", "heading2", "heading3", "blockQuote"]);

/** A block stands in the text itself, never inside another one: that is how a listing is stored. */
export class RootOnly extends Plugin {
  static get pluginName() {
    return "RootOnly" as const;
  }

  afterInit(): void {
    this.editor.model.schema.addChildCheck((context, child) => {
      if (BLOCKS.has(child.name) && !ROOTS.has(context.last.name)) return false;
      return undefined;
    });
  }
}
