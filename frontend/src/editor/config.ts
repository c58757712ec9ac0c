import {
  Autoformat,
  AutoLink,
  BlockQuote,
  Bold,
  type EditorConfig,
  Essentials,
  Heading,
  ImageBlock,
  ImageCaption,
  ImageResizeButtons,
  ImageResizeEditing,
  ImageResizeHandles,
  ImageStyle,
  ImageToolbar,
  ImageUpload,
  Italic,
  Link,
  List,
  MediaEmbed,
  Paragraph,
  PasteFromOffice,
  PendingActions,
  SimpleUploadAdapter,
  Table,
  TableCaption,
  TableToolbar,
  type Translations,
} from "ckeditor5";

import { CleanPaste } from "./CleanPaste";
import { cookie } from "../shared/cookie";
import { PictureIds } from "./PictureIds";
import { RootOnly } from "./RootOnly";
import { Uploads } from "./Uploads";
import { VIDEO_HOSTS } from "./videoHosts";

interface Choices {
  language: string;
  translations: Translations[];
  textarea: HTMLTextAreaElement;
}

/** What a listing may hold, and nothing else: the server allows the same. */
export function editorConfig({ language, translations, textarea }: Choices): EditorConfig {
  return {
    licenseKey: "GPL",
    language,
    translations,
    // What is typed stays above the bar with the buttons.
    ui: { viewportOffset: { bottom: heightBelow(textarea.form) } },
    root: { label: textarea.dataset.label ?? "", placeholder: textarea.placeholder },
    plugins: [
      Essentials, Paragraph, Heading, Bold, Italic, Link, AutoLink, List, BlockQuote, Autoformat, PasteFromOffice,
      Table, TableToolbar, TableCaption,
      ImageBlock, ImageUpload, ImageCaption, ImageStyle, ImageToolbar, ImageResizeEditing, ImageResizeHandles, ImageResizeButtons, SimpleUploadAdapter,
      MediaEmbed, PendingActions, PictureIds, RootOnly, CleanPaste, Uploads,
    ],
    toolbar: [
      "heading", "|", "bold", "italic", "link", "|", "bulletedList", "numberedList", "blockQuote", "insertTable",
      "|", "uploadImage", "mediaEmbed", "|", "undo", "redo",
    ],
    heading: {
      options: [
        { model: "paragraph", title: "Paragraph", class: "ck-heading_paragraph" },
        { model: "heading2", view: "h2", title: "Heading 2", class: "ck-heading_heading2", upcastAlso: ["h1"] },
        { model: "heading3", view: "h3", title: "Heading 3", class: "ck-heading_heading3", upcastAlso: ["h4", "h5", "h6"] },
      ],
    },
    list: { multiBlock: false },
    link: { defaultProtocol: "https://" },
    table: { contentToolbar: ["tableColumn", "tableRow", "mergeTableCells", "|", "toggleTableCaption"] },
    image: {
      insert: { type: "block" },
      upload: { types: ["jpeg", "png", "webp", "gif"] },
      styles: { options: ["block", "alignLeft", "alignRight"] },
      resizeUnit: "%",
      resizeOptions: [
        { name: "resizeImage:original", value: null },
        { name: "resizeImage:50", value: "50" },
        { name: "resizeImage:75", value: "75" },
      ],
      toolbar: [
        "imageStyle:block", "imageStyle:alignLeft", "imageStyle:alignRight", "|",
        "toggleImageCaption", "imageTextAlternative", "|", "resizeImage",
      ],
    },
    // No preview, so no request to a foreign host while writing.
    mediaEmbed: { previewsInData: false, providers: VIDEO_HOSTS },
    largestUpload: Number(textarea.dataset.maxUpload),
    simpleUpload: {
      uploadUrl: textarea.dataset.uploadUrl ?? "",
      headers: () => ({ "X-CSRFToken": cookie("csrftoken"), Accept: "application/json" }),
    },
  };
}

function heightBelow(form: HTMLFormElement | null): number {
  const bar = form?.querySelector<HTMLElement>(".send-bar");
  return bar ? bar.offsetHeight + Number.parseFloat(getComputedStyle(bar).bottom || "0") : 0;
}
