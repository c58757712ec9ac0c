import {
  type DowncastAttributeEvent,
  ImageUploadEditing,
  type ImageUploadCompleteEvent,
  ImageUtils,
  type ModelElement,
  Plugin,
} from "ckeditor5";

/** Keeps `data-image-id`, by which the server knows an uploaded picture, on its `<img>`. */
export class PictureIds extends Plugin {
  static get pluginName() {
    return "PictureIds" as const;
  }

  static get requires() {
    return [ImageUploadEditing, ImageUtils] as const;
  }

  afterInit(): void {
    this.editor.model.schema.extend("imageBlock", { allowAttributes: ["imageId"] });
    this.readIds();
    this.writeIds();
    this.takeIdsOfUploads();
  }

  private readIds(): void {
    this.editor.conversion.for("upcast").attributeToAttribute({
      view: { name: "img", key: "data-image-id" },
      model: "imageId",
    });
  }

  private writeIds(): void {
    const utils = this.editor.plugins.get(ImageUtils);
    this.editor.conversion.for("downcast").add((dispatcher) => {
      dispatcher.on<DowncastAttributeEvent<ModelElement>>("attribute:imageId:imageBlock", (event, data, api) => {
        if (!api.consumable.consume(data.item, event.name)) return;
        const figure = api.mapper.toViewElement(data.item);
        const img = figure && utils.findViewImgElement(figure);
        if (!img) return;
        if (data.attributeNewValue === null) api.writer.removeAttribute("data-image-id", img);
        else api.writer.setAttribute("data-image-id", data.attributeNewValue, img);
      });
    });
  }

  private takeIdsOfUploads(): void {
    const uploads = this.editor.plugins.get(ImageUploadEditing);
    this.listenTo<ImageUploadCompleteEvent>(uploads, "uploadComplete", (_event, { imageElement, data }) => {
      this.editor.model.enqueueChange({ isUndoable: false }, (writer) => {
        writer.setAttribute("imageId", data.imgId, imageElement);
        // Without the attribute a screen reader would read the file's name.
        if (!imageElement.hasAttribute("alt")) writer.setAttribute("alt", "", imageElement);
      });
    });
  }
}
