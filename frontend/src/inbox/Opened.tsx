import type { ReactElement } from "react";

import { Decide } from "./Decide";
import { step } from "./keys";
import { useInbox } from "./known";
import { Link } from "./Link";
import { Edited } from "./Edited";
import { initialOf, Mark } from "./Mark";
import { isUnread, type Received } from "./types";
import { ageOf, monthOf } from "./when";

// One may write to whoever waits for an answer or has got a place.
const TALKING = new Set<Received["status"]>(["new", "shortlisted", "accepted"]);

/** One response, to read and to decide. */
export function Opened({ row }: { row: Received }): ReactElement {
  const { inbox, state, words } = useInbox();
  const { view, rows } = state;
  const { author, listing } = row;
  const at = rows.findIndex(({ id }) => id === row.id);
  const place = row.slot || row.role;
  const inList = view.mode === "list";
  return (
    <section className="panel triage" id="opened" aria-labelledby="who" tabIndex={-1}>
      <div className="triage-top">
        <span>
          {words.say(`is-${row.status}`)}
          {isUnread(row) && `, ${words.say("new")}`}
          {row.decided_at && `, ${ageOf(row.decided_at, words)}`}
        </span>
        <span className="buttons">
          {at > 0 && (
            <button className="tool" type="button" aria-label={words.say("previousOne")} onClick={() => step(inbox, -1)}>
              <Mark name="u-prev" />
            </button>
          )}
          {at >= 0 && at < rows.length - 1 && (
            <button className="tool" type="button" aria-label={words.say("nextOne")} onClick={() => step(inbox, 1)}>
              <Mark name="u-next" />
            </button>
          )}
          {inList && view.open !== null && <Link className="to-list" to={{ open: null }}>{words.say("toList")}</Link>}
        </span>
      </div>
      <div className="triage-body">
        <div className="triage-who">
          <span className="avatar" aria-hidden="true">{initialOf(author.display_name)}</span>
          <div>
            <h2 id="who"><a className="plain" href={author.url}>{author.display_name}</a></h2>
            <p className="small muted">
              {words.say("since", { since: monthOf(row.author_since, words.language) })}
              {" · "}
              <time dateTime={row.created_at}>{ageOf(row.created_at, words)}</time>
              <Edited row={row} />
            </p>
          </div>
        </div>
        {/* Escaped by the server, with links made of addresses. */}
        <div className="own-words" dangerouslySetInnerHTML={{ __html: row.html }} />
        {inList && (
          <p className={`small of-${listing.category}`}>
            <span className="muted">{words.say("toListing")}</span> <a href={listing.url}>{listing.title}</a>
            {row.helped && <span className="muted"> · {row.helped}</span>}
          </p>
        )}
        {place && (
          <p className={`small of-${place}`}>
            <span className="muted">{words.say(row.slot ? "hasPlace" : "forPlace")}</span>{" "}
            <span className="kind"><Mark name={`m-${place}`} />{words.say(`role-${place}`)}</span>
          </p>
        )}
        {row.decision_note && <p className="small"><span className="muted">{words.say("yourWords")}</span> {row.decision_note}</p>}
        {row.again_allowed && <p className="small">{words.say("allowed")}</p>}
        <p className="buttons">
          {TALKING.has(row.status) && !row.deleted_at && !row.helped && (
            <a className="button button-small" href={`/my/messages/${row.id}/`}>
              <Mark name="u-mail" />
              {words.say(row.status === "accepted" ? "messages" : "write")}
              <span className="hidden-words">: {author.display_name}</span>
            </a>
          )}
          <a className="button button-small button-quiet" href={`/my/responses/${row.id}/history/`}>{words.say("history")}</a>
        </p>
      </div>
      <Decide row={row} />
    </section>
  );
}
