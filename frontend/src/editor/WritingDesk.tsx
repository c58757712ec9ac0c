import { CKEditor } from "@ckeditor/ckeditor5-react";
import { ClassicEditor, type Translations } from "ckeditor5";
import { type ReactElement, useMemo, useState } from "react";

import { Companions } from "./Companions";
import { editorConfig } from "./config";
import { describeEditable } from "./describe";
import type { Draft } from "./draft";
import type { Words } from "../shared/words";

interface Props {
  textarea: HTMLTextAreaElement;
  draft: Draft;
  language: string;
  translations: Translations[];
  words: Words;
  onReady: (editor: ClassicEditor) => void;
}

/** The editor itself, and what stands around it. */
export function WritingDesk({ textarea, draft, language, translations, words, onReady }: Props): ReactElement {
  // `version` grows with each change of the text: what stands around the editor reads it anew.
  const [{ editor, version }, setState] = useState<{ editor: ClassicEditor | null; version: number }>({
    editor: null,
    version: 0,
  });
  // Taken once: a later value would be set into the editor, over what is being typed.
  const [initialText] = useState(() => textarea.value);
  const config = useMemo(() => editorConfig({ language, translations, textarea }), [language, translations, textarea]);

  return (
    <>
      <CKEditor
        editor={ClassicEditor}
        config={config}
        data={initialText}
        onReady={(ready) => {
          describeEditable(ready, textarea);
          setState({ editor: ready, version: 0 });
          onReady(ready);
        }}
        onChange={() => {
          draft.changed();
          setState((state) => ({ ...state, version: state.version + 1 }));
        }}
        onError={(error) => console.error(error)}
      />
      {editor && <Companions editor={editor} version={version} textarea={textarea} words={words} />}
    </>
  );
}
