import { type ReactElement, useState } from "react";

import { useInbox } from "./known";
import { Mark } from "./Mark";
import { NoteField } from "./NoteField";
import { isOpen, type Move } from "./types";

/** What may be done with the ticked responses; stands there as soon as one is ticked. */
export function BulkBar(): ReactElement | null {
  const { inbox, state, moves, words } = useInbox();
  const [note, setNote] = useState("");
  const open = state.rows.filter(isOpen);
  const { picked } = state;
  if (open.length < 2) return null;
  const decide = (move: Move): void => {
    void moves.decideMany(move, note);
    setNote("");
  };
  return (
    <div className={picked.size > 0 ? "bulk bulk-active" : "bulk"} role="group" aria-label={words.say("withChosen")}>
      <label className="choice">
        <input
          type="checkbox"
          checked={open.every(({ id }) => picked.has(id))}
          onChange={({ target }) => inbox.set({ picked: new Set(target.checked ? open.map(({ id }) => id) : []) })}
        />
        <span>{picked.size > 0 ? words.say("chosen", { n: picked.size }) : words.say("chooseAll")}</span>
      </label>
      {picked.size > 0 && (
        <>
          <NoteField id="bulk-note" value={note} onChange={setNote} />
          <button className="button button-small" type="button" aria-label={words.say("acceptChosen")} onClick={() => decide("accept")}>
            <Mark name="u-check" />
            {words.say("accept")}
          </button>
          <button className="button button-small" type="button" aria-label={words.say("declineChosen")} onClick={() => decide("decline")}>{words.say("decline")}</button>
          <button className="button button-small button-quiet button-bad" type="button" aria-label={words.say("deleteChosen")} onClick={() => decide("delete")}>
            <Mark name="u-bin" />
            {words.say("delete")}
          </button>
        </>
      )}
    </div>
  );
}
