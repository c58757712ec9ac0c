// The translations of the packages in use; all of them together are twice as heavy.
import basicStyles from "@ckeditor/ckeditor5-basic-styles/dist/translations/ru.js";
import blockQuote from "@ckeditor/ckeditor5-block-quote/dist/translations/ru.js";
import clipboard from "@ckeditor/ckeditor5-clipboard/dist/translations/ru.js";
import core from "@ckeditor/ckeditor5-core/dist/translations/ru.js";
import enter from "@ckeditor/ckeditor5-enter/dist/translations/ru.js";
import heading from "@ckeditor/ckeditor5-heading/dist/translations/ru.js";
import image from "@ckeditor/ckeditor5-image/dist/translations/ru.js";
import link from "@ckeditor/ckeditor5-link/dist/translations/ru.js";
import list from "@ckeditor/ckeditor5-list/dist/translations/ru.js";
import mediaEmbed from "@ckeditor/ckeditor5-media-embed/dist/translations/ru.js";
import selectAll from "@ckeditor/ckeditor5-select-all/dist/translations/ru.js";
import table from "@ckeditor/ckeditor5-table/dist/translations/ru.js";
import ui from "@ckeditor/ckeditor5-ui/dist/translations/ru.js";
import undo from "@ckeditor/ckeditor5-undo/dist/translations/ru.js";
import upload from "@ckeditor/ckeditor5-upload/dist/translations/ru.js";
import widget from "@ckeditor/ckeditor5-widget/dist/translations/ru.js";
import type { Translations } from "ckeditor5";

// As people say it, in the place of the package's literal words.
const ours: Translations = {
  ru: {
    dictionary: {
      Paragraph: "Обычный текст",
      "Heading 2": "Заголовок",
      "Heading 3": "Подзаголовок",
      "Media embed": "Видео по ссылке",
      "Insert media": "Вставить видео",
      "Media URL": "Адрес видео",
      "Paste the media URL in the input.": "Вставьте адрес видео.",
      "The URL must not be empty.": "Вставьте адрес видео.",
      "This media URL is not supported.": "По этому адресу видео не узнать. Подойдут YouTube, Vimeo, Twitch, VK Видео и RuTube.",
      "Tip: Paste the URL into the content to embed faster.": "Адрес можно вставить и прямо в текст.",
    },
    getPluralForm: null,
  },
};

export const RUSSIAN: Translations[] = [
  core, ui, widget, clipboard, enter, selectAll, undo, upload,
  basicStyles, blockQuote, heading, image, link, list, mediaEmbed, table, ours,
];
