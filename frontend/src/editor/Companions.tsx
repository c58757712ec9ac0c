import type { ClassicEditor } from "ckeditor5";
import { type ReactElement, type ReactNode, useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";

import { CleanPaste } from "./CleanPaste";
import { countContent, KINDS, limitsOf } from "./counts";
import { Descriptions } from "./Descriptions";
import { Figures, OverLimits } from "./Limits";
import { picturesIn } from "./pictures";
import { UploadRows } from "./UploadRows";
import type { Words } from "../shared/words";

interface Props {
  editor: ClassicEditor;
  version: number;
  textarea: HTMLTextAreaElement;
  words: Words;
}

/** What stands around the editor: figures, what is too much, pictures on their way and without a description. */
export function Companions({ editor, version, textarea, words }: Props): ReactElement {
  const limits = useMemo(() => limitsOf(textarea), [textarea]);
  const [counts, pictures] = useMemo(() => [countContent(editor), picturesIn(editor)], [editor, version]);
  const leftOut = useLeftOut(editor);

  const tooMuch = KINDS.some((kind) => counts[kind] > limits[kind]);
  const undescribed = pictures.filter(({ description }) => !description.trim()).length;

  // For the ticks beside the form (`ready.ts`).
  useEffect(() => {
    Object.assign(textarea.dataset, { tooMuch, undescribed, pictures: pictures.length });
    textarea.dispatchEvent(new Event("change", { bubbles: true }));
  }, [tooMuch, undescribed, pictures.length, textarea]);

  const known = { editor, counts, limits, words };
  return (
    <>
      <Place name="figures">
        <Figures {...known} />
      </Place>
      <Place name="limits">
        <OverLimits {...known} />
        {leftOut > 0 && (
          <p className="says says-warn" role="status">
            <span>{words.say("leftOut", { n: leftOut })}</span>
          </p>
        )}
      </Place>
      <Place name="pictures">
        <UploadRows editor={editor} words={words} />
        <Descriptions editor={editor} pictures={pictures} words={words} />
      </Place>
    </>
  );
}

/** How many pictures of other sites the last paste would have brought. */
function useLeftOut(editor: ClassicEditor): number {
  const [leftOut, setLeftOut] = useState(0);
  useEffect(() => {
    const paste = editor.plugins.get(CleanPaste);
    const tell = (_event: unknown, count: number): void => setLeftOut(count);
    paste.on("leftOut", tell);
    return () => paste.off("leftOut", tell);
  }, [editor]);
  return leftOut;
}

/** A place that the server's page has left for it. */
function Place({ name, children }: { name: string; children: ReactNode }): ReactElement | null {
  const place = document.querySelector(`[data-editor-${name}]`);
  return place && createPortal(children, place);
}
