import { type ReactElement, type RefObject, useState } from "react";

import { keys } from "./keys";
import { useInbox } from "./known";

const LINES = [
  ["A", "accept"], ["D", "decline"], ["S", "shortlist"], ["Delete", "delete"], ["U", "undo"],
  ["J", "nextOne"], ["K", "previousOne"], ["X", "tick"], ["T", "oneByOne"], ["1–9", "chooseAnswer"], ["Esc", "toList"],
] as const;

/** Which key does what, and the switch for whom single keys disturb. */
export function Help({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }): ReactElement {
  const { words } = useInbox();
  const [on, setOn] = useState(keys.areOn);
  return (
    <dialog className="panel inbox-help" ref={dialog} aria-labelledby="keys-h">
      <h2 id="keys-h">{words.say("keys")}</h2>
      <dl>
        {LINES.map(([key, saying]) => (
          <div key={key}>
            <dt><kbd>{key}</kbd></dt>
            <dd>{words.say(saying)}</dd>
          </div>
        ))}
      </dl>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          onChange={({ target }) => {
            keys.turn(target.checked);
            setOn(target.checked);
          }}
        />
        <span>{words.say("keysOn")}</span>
      </label>
      <form method="dialog">
        <button className="button" type="submit">{words.say("close")}</button>
      </form>
    </dialog>
  );
}
