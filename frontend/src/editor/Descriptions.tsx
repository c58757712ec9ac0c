import type { ClassicEditor } from "ckeditor5";
import { type ReactElement, useRef } from "react";
import { createPortal } from "react-dom";

import { describe, type Picture, showInText } from "./pictures";
import type { Words } from "./words";

interface Props {
  editor: ClassicEditor;
  pictures: Picture[];
  words: Words;
}

/** Asks for a description of each picture that has none; what has been asked for stays, to be changed. */
export function Descriptions({ editor, pictures, words }: Props): ReactElement {
  const asked = useRef(new Set<string>());
  for (const { id, description } of pictures) {
    if (!description.trim()) asked.current.add(id);
  }
  const missing = pictures.filter(({ description }) => !description.trim());
  const place = document.querySelector("[data-missing-descriptions]");
  return (
    <>
      {pictures.map(
        (picture, index) =>
          asked.current.has(picture.id) && (
            <div key={picture.id} className="upload described">
              <img src={picture.source} alt="" width="80" height="60" />
              <div className="field">
                <label htmlFor={fieldOf(picture)}>
                  {words.say("picture", { n: index + 1 })}. {words.say("describe")}
                </label>
                <input
                  className="input"
                  id={fieldOf(picture)}
                  maxLength={500}
                  value={picture.description}
                  onChange={(event) => describe(editor, picture, event.target.value)}
                />
              </div>
              <div className="buttons">
                <button className="button button-quiet" type="button" onClick={() => showInText(editor, picture)}>
                  {words.say("show")}
                </button>
              </div>
            </div>
          ),
      )}
      {place && missing.length > 0 && createPortal(<Jumps pictures={pictures} missing={missing} words={words} />, place)}
    </>
  );
}

/** From the list beside the form to the fields. */
function Jumps({ pictures, missing, words }: Omit<Props, "editor"> & { missing: Picture[] }): ReactElement {
  return (
    <>
      {"; "}
      {words.say("stillMissing")}{" "}
      {missing.map((picture, index) => (
        <span key={picture.id}>
          {index > 0 && ", "}
          <a href={`#${fieldOf(picture)}`}>{words.say("picture", { n: pictures.indexOf(picture) + 1 })}</a>
        </span>
      ))}
    </>
  );
}

function fieldOf(picture: Picture): string {
  return `description-${picture.id}`;
}
