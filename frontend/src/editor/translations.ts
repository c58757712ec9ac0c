import type { Translations } from "ckeditor5";

/** CKEditor speaks English by itself; another language comes when it is needed. */
export async function loadTranslations(language: string): Promise<Translations[]> {
  return language === "ru" ? (await import("./russian")).RUSSIAN : [];
}
