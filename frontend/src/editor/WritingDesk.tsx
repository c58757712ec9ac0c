import { CKEditor } from "@ckeditor/ckeditor5-react";
import { ClassicEditor, type Translations } from "ckeditor5";
import { type ReactElement, useMemo, useState } from "react";
import { createPortal } from "react-dom";

import { editorConfig } from "./config";
import { type Counts, countContent } from "./counts";
import { describeEditable } from "./describe";
import type { Draft } from "./draft";
import { figure, type Words } from "./words";

interface Props {
  textarea: HTMLTextAreaElement;
  draft: Draft;
  language: string;
  translations: Translations[];
  words: Words;
  onReady: (editor: ClassicEditor) => void;
}

/** The editor itself, and the figures under it. */
export function WritingDesk({ textarea, draft, language, translations, words, onReady }: Props): ReactElement {
  const [counts, setCounts] = useState<Counts | null>(null);
  // Taken once: a later value would be set into the editor, over what is being typed.
  const [initialText] = useState(() => textarea.value);
  const config = useMemo(
    () => editorConfig({ language, translations, words, uploadUrl: textarea.dataset.uploadUrl ?? "" }),
    [language, translations, words, textarea],
  );

  return (
    <>
      <CKEditor
        editor={ClassicEditor}
        config={config}
        data={initialText}
        onReady={(editor) => {
          describeEditable(editor, textarea);
          setCounts(countContent(editor));
          onReady(editor);
        }}
        onChange={(_event, editor) => {
          draft.changed();
          setCounts(countContent(editor));
        }}
        onError={(error) => console.error(error)}
      />
      {counts && <Figures counts={counts} words={words} language={language} />}
    </>
  );
}

function Figures({ counts, words, language }: { counts: Counts; words: Words; language: string }): ReactElement | null {
  const place = document.querySelector("[data-editor-figures]");
  if (!place) return null;
  const tooMany = counts.characters > words.maxCharacters || counts.pictures > words.maxPictures;
  return createPortal(
    <span className={tooMany ? "figure too-many" : "figure"}>
      {figure(words.characters, counts.characters, words.maxCharacters, language)}
      {counts.pictures > 0 && ", " + figure(words.pictures, counts.pictures, words.maxPictures, language)}
    </span>,
    place,
  );
}
