import type { Translations } from "ckeditor5";

// As people say it, in the place of CKEditor's own words.
const ENGLISH: Translations[] = [
  {
    en: {
      dictionary: {
        "Media embed": "Video by address",
        "Insert media": "Insert the video",
        "Media URL": "Address of the video",
        "Paste the media URL in the input.": "Paste the video's address.",
        "The URL must not be empty.": "Paste the video's address.",
        "This media URL is not supported.": "No video is known by this address. YouTube, Vimeo, Twitch, VK Video and RuTube will do.",
        "Tip: Paste the URL into the content to embed faster.": "The address can be pasted into the text, too.",
      },
      getPluralForm: null,
    },
  },
];

/** CKEditor speaks English by itself; another language comes when it is needed. */
export async function loadTranslations(language: string): Promise<Translations[]> {
  return language === "ru" ? (await import("./russian")).RUSSIAN : ENGLISH;
}
