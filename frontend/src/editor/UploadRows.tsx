import type { ClassicEditor } from "ckeditor5";
import { type ReactElement, type SyntheticEvent, useEffect, useRef, useSyncExternalStore } from "react";

import { complain } from "../site/toast";
import { type Upload, Uploads } from "./Uploads";
import type { Words } from "../shared/words";

interface Props {
  editor: ClassicEditor;
  words: Words;
}

/** Pictures on their way, with a bar, and those that failed, with the reason and a way on. */
export function UploadRows({ editor, words }: Props): ReactElement[] {
  const uploads = editor.plugins.get(Uploads);
  const list = useSyncExternalStore(uploads.subscribe, () => uploads.list);
  return list.map((upload) => (
    <div key={upload.id} className="upload">
      <img src={upload.thumbnail} alt="" width="80" height="60" onError={hide} />
      {upload.failed ? (
        <Failed upload={upload} uploads={uploads} words={words} />
      ) : (
        <Going upload={upload} uploads={uploads} words={words} />
      )}
    </div>
  ));
}

/** What is no picture has no thumbnail either. */
function hide({ currentTarget }: SyntheticEvent<HTMLImageElement>): void {
  currentTarget.style.visibility = "hidden";
}

/** Whoever writes at the top of a long text doesn't see what stands below it. */
function isInSight(element: Element): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

interface RowProps {
  upload: Upload;
  uploads: Uploads;
  words: Words;
}

function Going({ upload, uploads, words }: RowProps): ReactElement {
  const name = `upload-${upload.id}`;
  return (
    <>
      <div>
        <span id={name}>{words.say("uploading", { name: upload.name, percent: words.percent(upload.percent) })}</span>
        <progress max="100" value={upload.percent} aria-labelledby={name} />
      </div>
      <div className="buttons">
        <button className="button button-quiet" type="button" onClick={() => uploads.cancel(upload.id)}>
          {words.say("cancel")}
        </button>
      </div>
    </>
  );
}

function Failed({ upload, uploads, words }: RowProps): ReactElement {
  const row = useRef<HTMLParagraphElement>(null);
  const known = upload.reason !== undefined;
  const reason = upload.isTooLarge ? words.say("tooLarge") : upload.reason || words.say("unreachable");
  const why = `${words.say("failed", { name: upload.name })} ${reason}`;
  useEffect(() => {
    if (known && row.current && !isInSight(row.current)) complain(why);
  }, [known, why]);
  return (
    <>
      <p className="says says-bad" role="alert" ref={row}>
        <span>{why}</span>
      </p>
      <div className="buttons">
        <button className="button" type="button" onClick={() => uploads.retry(upload.id)}>
          {words.say("retry")}
        </button>
        <button className="button button-quiet" type="button" onClick={() => uploads.cancel(upload.id)}>
          {words.say("remove")}
        </button>
      </div>
    </>
  );
}
