import type { ReactElement } from "react";

import { useWords } from "./known";
import type { Received } from "./types";
import { clockOn } from "./when";

/** That and when the player has changed the text. */
export function Edited({ row }: { row: Received }): ReactElement | null {
  const words = useWords();
  if (row.edited_at === null) return null;
  return (
    <>
      {" "}
      <span className="muted edited">{words.say("edited", { time: clockOn(row.edited_at, words.language) })}</span>
    </>
  );
}
