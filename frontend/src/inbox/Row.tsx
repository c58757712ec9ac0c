import type { ReactElement } from "react";

import { Edited } from "./Edited";
import { Link } from "./Link";
import { tick } from "./keys";
import { useInbox } from "./known";
import { initialOf, Mark } from "./Mark";
import { isOpen, isUnread, type Received } from "./types";
import { ageOf } from "./when";

/** One response in the list, with a box to tick while it can be decided. */
export function Row({ row, isOpened }: { row: Received; isOpened: boolean }): ReactElement {
  const { inbox, state, words } = useInbox();
  const { author, listing } = row;
  const unread = isUnread(row);
  const fault = state.faults.get(row.id);
  const place = row.slot || row.role;
  return (
    <li className={`of-${listing.category}${isOpen(row) ? " may-pick" : ""}`}>
      {isOpen(row) && (
        <label className="pick">
          <input type="checkbox" checked={state.picked.has(row.id)} onChange={() => tick(inbox, row.id)} />
          <span className="hidden-words">{words.say("choose", { who: author.display_name })}</span>
        </label>
      )}
      <Link className={unread ? "letter letter-new" : "letter"} to={{ open: row.id }} aria-current={isOpened ? "true" : undefined}>
        <span className="avatar" aria-hidden="true">{initialOf(author.display_name)}</span>
        <span className="who">
          {author.display_name}
          {unread && <span className="hidden-words">, {words.say("new")}</span>}
        </span>
        <time dateTime={row.created_at}>{ageOf(row.created_at, words)}</time>
        <Edited row={row} />
        <span className="text">{row.text.slice(0, 90)}</span>
        {row.names_place && (
          <span className={`to of-${place}`}>
            <Mark name={`m-${place}`} />
            <span>{words.say(row.slot ? "hasPlace" : "forPlace")}: {words.say(`role-${place}`)}</span>
          </span>
        )}
        <span className="to">
          <Mark name={`m-${listing.category}`} />
          <span>{row.helped ? `${row.helped} · ${listing.title}` : listing.title}</span>
        </span>
        {fault && <span className="to says-bad">{fault}</span>}
      </Link>
    </li>
  );
}
