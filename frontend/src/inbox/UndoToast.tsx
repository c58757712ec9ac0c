import { type ReactElement, useEffect, useState } from "react";

import { useInbox } from "./known";
import { Mark } from "./Mark";
import type { Done } from "./state";

const SECOND = 1000;
const LEAVES_AFTER = 8 * SECOND;

/** The newest move and the way back, for as long as there is one. */
export function UndoToast(): ReactElement | null {
  const { state, moves, words } = useInbox();
  const entry = state.done.at(-1);
  const left = useSecondsLeft(entry, () => entry && moves.forget(entry));
  if (!entry) return null;
  const undoable = entry.until !== 0;
  return (
    <div className="toast inbox-toast">
      <span>
        {words.say(`did-${entry.move}`, { who: entry.names })}
        {left !== null && <span className="figure" aria-hidden="true"> {clockOf(left)}</span>}
      </span>
      {undoable && (
        <button className="button button-small" type="button" aria-keyshortcuts="U" onClick={() => void moves.undo()}>
          <Mark name="u-undo" />
          {words.say("undo")} <kbd aria-hidden="true">U</kbd>
        </button>
      )}
      <button className="put-away" type="button" aria-label={words.say("close")} onClick={() => moves.forget(entry)}>
        <Mark name="u-cross" />
      </button>
    </div>
  );
}

const clockOf = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

/** Counts down; null where there is no such time. Calls `onEnd` when it is over. */
function useSecondsLeft(entry: Done | undefined, onEnd: () => void): number | null {
  const [now, setNow] = useState(Date.now);
  const ends = entry?.until || null;
  useEffect(() => {
    if (!entry) return;
    setNow(Date.now());
    if (entry.until === null) return;
    if (entry.until === 0) {
      const leaving = setTimeout(onEnd, LEAVES_AFTER);
      return () => clearTimeout(leaving);
    }
    const ticking = setInterval(() => {
      setNow(Date.now());
      if (entry.until && entry.until <= Date.now()) onEnd();
    }, SECOND);
    return () => clearInterval(ticking);
  }, [entry]);
  return ends === null ? null : Math.max(Math.ceil((ends - now) / SECOND), 0);
}
