import type { ReactElement } from "react";

import { useInbox } from "./known";

interface Props {
  id: string;
  value: string;
  onChange: (note: string) => void;
}

/** A few words that go along with a decision; the ready answers are offered. */
export function NoteField({ id, value, onChange }: Props): ReactElement {
  const { state, words } = useInbox();
  return (
    <>
      <label className="hidden-words" htmlFor={id}>{words.say("note")}</label>
      <input
        className="input"
        id={id}
        maxLength={300}
        autoComplete="off"
        list={`${id}-ready`}
        placeholder={words.say("notePlaceholder")}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      <datalist id={`${id}-ready`}>{state.answers.map((answer) => <option key={answer} value={answer} />)}</datalist>
    </>
  );
}
