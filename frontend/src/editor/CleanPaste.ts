import {
  ClipboardPipeline,
  type ClipboardInputTransformationEvent,
  FileRepository,
  ImageUploadEditing,
  PasteFromOffice,
  Plugin,
  priorities,
  type ViewDocumentClipboardInputEvent,
  type ViewDocumentFragment,
  type ViewElement,
  ViewUpcastWriter,
} from "ckeditor5";

import { inert, styleSheets } from "./cleanHtml";

const DATA_PICTURE = /^data:(image\/(?:jpeg|png|webp|gif));base64,([a-z0-9+/=\s]+)$/i;
const LITTLE_SIGN = /emoji|emote|smil/i;
const TINY = 3;

/** Makes what is pasted or dropped ours: nothing that acts, pictures uploaded, those of other sites left out. */
export class CleanPaste extends Plugin {
  static get pluginName() {
    return "CleanPaste" as const;
  }

  static get requires() {
    return [ClipboardPipeline, FileRepository, ImageUploadEditing, PasteFromOffice] as const;
  }

  init(): void {
    this.uploadLonePictures();
    this.takeOutWhatActs();
    this.takePictures();
  }

  /** A picture copied in a browser comes as a file and as HTML with its address: the file is what counts. */
  private uploadLonePictures(): void {
    const { document } = this.editor.editing.view;
    this.listenTo<ViewDocumentClipboardInputEvent>(
      document,
      "clipboardInput",
      (event, { dataTransfer }) => {
        const files = [...dataTransfer.files].filter((file) => file.type.startsWith("image/"));
        const html = dataTransfer.getData("text/html");
        if (files.length === 0 || !html || inert(html).replace(/<[^>]*>/g, "").trim()) return;
        event.stop();
        this.editor.execute("uploadImage", { file: files });
      },
      { priority: "high" },
    );
  }

  private takeOutWhatActs(): void {
    const { document } = this.editor.editing.view;
    const office = priorities.low + 10;
    this.listenTo<ViewDocumentClipboardInputEvent>(
      document,
      "clipboardInput",
      (_event, data) => {
        if (typeof data.content === "string") data.content = inert(data.content);
      },
      { priority: office + 1 },
    );
    this.listenTo<ViewDocumentClipboardInputEvent>(
      document,
      "clipboardInput",
      (_event, data) => {
        const extra = data.extraContent as { stylesString?: string } | undefined;
        if (extra) extra.stylesString = styleSheets(data.dataTransfer.getData("text/html"));
      },
      { priority: office - 1 },
    );
  }

  /** Comes after the clean-up of Word's HTML and before CKEditor would fetch what is embedded. */
  private takePictures(): void {
    this.listenTo<ClipboardInputTransformationEvent>(
      this.editor.plugins.get(ClipboardPipeline),
      "inputTransformation",
      (_event, { content }) => {
        // None takes back what was said of the paste before.
        this.fire("leftOut", this.picturesOf(content).filter((picture) => !this.take(picture)).length);
      },
      { priority: priorities.normal + 1 },
    );
  }

  private picturesOf(content: ViewDocumentFragment): ViewElement[] {
    const items = [...this.editor.editing.view.createRangeIn(content)].map(({ item }) => item);
    return items.filter((item): item is ViewElement => item.is("element", "img"));
  }

  /** Keeps, uploads, replaces or drops the picture; false means that the author should hear of it. */
  private take(picture: ViewElement): boolean {
    const writer = new ViewUpcastWriter(this.editor.editing.view.document);
    const source = picture.getAttribute("src") ?? "";
    if (picture.hasAttribute("data-image-id") || picture.hasAttribute("data-ck-upload-id")) {
      if (isOurs(source)) return true;
    }
    const file = fileOf(source);
    if (file) {
      const loader = this.editor.plugins.get(FileRepository).createLoader(file);
      if (!loader) return false;
      writer.setAttribute("src", "", picture);
      writer.setAttribute("uploadProcessed", "true", picture);
      writer.setAttribute("uploadId", loader.id, picture);
      return true;
    }
    if (LITTLE_SIGN.test(picture.getAttribute("class") ?? "")) {
      const { index, parent } = picture;
      if (parent) writer.insertChild(index ?? 0, writer.createText(picture.getAttribute("alt") ?? ""), parent as ViewElement);
      writer.remove(picture);
      return true;
    }
    removeWithFrame(picture, writer);
    return isInvisible(picture);
  }
}

/** Takes the paragraph, figure or link along that held nothing else. */
function removeWithFrame(picture: ViewElement, writer: ViewUpcastWriter): void {
  let emptied: ViewElement = picture;
  while (emptied.parent?.is("element") && emptied.parent.childCount === 1) emptied = emptied.parent;
  writer.remove(emptied);
}

function isOurs(source: string): boolean {
  return source === "" || new URL(source, location.href).origin === location.origin;
}

/** A page's counter of visits is no loss. */
function isInvisible(picture: ViewElement): boolean {
  const sides = [picture.getAttribute("width"), picture.getAttribute("height")];
  return sides.every((side) => side !== undefined && Number.parseInt(side, 10) < TINY);
}

function fileOf(source: string): File | null {
  const [, type, code] = DATA_PICTURE.exec(source) ?? [];
  if (!type || !code) return null;
  try {
    const bytes = Uint8Array.from(atob(code), (sign) => sign.charCodeAt(0));
    return new File([bytes], `picture.${type.slice("image/".length).toLowerCase()}`, { type: type.toLowerCase() });
  } catch {
    return null;
  }
}
