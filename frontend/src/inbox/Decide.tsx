import type { ReactElement } from "react";

import { useInbox } from "./known";
import { Mark } from "./Mark";
import { allows } from "./Moves";
import { NoteField } from "./NoteField";
import { isOpen, type Move, type Received } from "./types";

/** The author's moves on a response; which of them, its state says. */
export function Decide({ row }: { row: Received }): ReactElement {
  const { inbox, state, moves, words } = useInbox();
  const fault = state.faults.get(row.id);
  const button = (move: Move, key: string, look = ""): ReactElement => (
    <button className={`button ${look}`} type="button" aria-keyshortcuts={key} onClick={() => void moves.decide(move)}>
      {move === "accept" && <Mark name="u-check" />}
      {words.say(move)} <kbd aria-hidden="true">{key}</kbd>
    </button>
  );
  return (
    <div className="triage-act">
      {fault && <p className="says says-bad no-place"><Mark name="u-warn" /><span>{fault}</span></p>}
      {isOpen(row) && (
        <div className="decide">
          <div className="note-line">
            <NoteField id="note" value={state.note} onChange={(note) => inbox.set({ note })} />
          </div>
          <label className="choice again-choice">
            <input type="checkbox" checked={state.again} onChange={({ target }) => inbox.set({ again: target.checked })} />
            <span>{words.say("again")}</span>
          </label>
          {row.is_full && <p className="says no-place"><Mark name="u-warn" /><span>{words.say("full")}</span></p>}
          {row.places.length > 0 && !row.is_full && <PlaceChoice row={row} />}
          {allows(row, "accept") && button("accept", "A", "button-main")}
          {button("decline", "D")}
          {allows(row, "shortlist") && button("shortlist", "S")}
        </div>
      )}
      {row.status === "declined" && !row.again_allowed && !row.deleted_at && (
        <button className="button" type="button" onClick={() => void moves.allow(row)}>{words.say("allow")}</button>
      )}
      {row.slot && !row.undo_until && (
        <button className="button" type="button" onClick={() => void moves.free(row)}>{words.say("free")}</button>
      )}
      {row.deleted_at || row.undo_until ? (
        <button className="button" type="button" onClick={() => void moves.takeBack(row)}>
          <Mark name="u-undo" />
          {words.say(row.deleted_at ? "bringBack" : "undo")}
        </button>
      ) : null}
      {allows(row, "delete") && (
        <button className="button button-quiet button-bad push" type="button" onClick={() => void moves.decide("delete")}>
          <Mark name="u-bin" />
          {words.say("delete")}
        </button>
      )}
    </div>
  );
}

function PlaceChoice({ row }: { row: Received }): ReactElement {
  const { inbox, state, words } = useInbox();
  const wished = row.places.some(({ role }) => role === row.role) ? row.role : "";
  return (
    <select
      className="input place-choice"
      data-place-choice
      aria-label={words.say("whichPlace")}
      value={state.role || wished}
      onChange={({ target }) => inbox.set({ role: target.value })}
    >
      <option value="">{words.say("whichPlaceShort")}</option>
      {row.places.map(({ role, name }) => <option key={role} value={role}>{name}</option>)}
    </select>
  );
}
