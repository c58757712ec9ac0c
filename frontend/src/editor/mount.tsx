import "./ckeditor.css";
import "./editor.css";

import { createRoot } from "react-dom/client";

import { complainInToasts } from "./complaints";
import { Draft } from "./draft";
import type { Facts } from "./draft/facts";
import { growWithWords, keepOneLine, showReadiness } from "./ready";
import { sendWhenUploaded } from "./sending";
import { showSimilar } from "./similar";
import { loadTranslations } from "./translations";
import { readWords } from "./words";
import { WritingDesk } from "./WritingDesk";

/** Mounts the editor before the textarea, which stays in the form, hidden, and is kept equal to the editor. */
export async function mountEditor(textarea: HTMLTextAreaElement, facts: Facts | null): Promise<void> {
  const form = textarea.form;
  if (!form) throw new Error("The editor's textarea stands outside of a form.");
  const language = document.documentElement.lang || "ru";
  const translations = await loadTranslations(language);

  const place = document.createElement("div");
  place.className = "editor-place";
  textarea.before(place);

  const draft = new Draft(form, textarea, facts);
  showReadiness(form, textarea);
  keepOneLine(form);
  growWithWords(form);
  showSimilar(form);
  createRoot(place).render(
    <WritingDesk
      textarea={textarea}
      draft={draft}
      language={language}
      translations={translations}
      words={readWords(form, language)}
      onReady={(editor) => {
        textarea.hidden = true;
        draft.follow(editor);
        sendWhenUploaded(form, editor);
        complainInToasts(editor);
      }}
    />,
  );
}
