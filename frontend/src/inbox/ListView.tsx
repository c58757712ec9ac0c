import { type ReactElement, useEffect } from "react";

import { scrollStrips } from "../site/strip";
import type { Elsewhere } from "./App";
import { isTab, tabOf } from "./address";
import { BulkBar } from "./BulkBar";
import { Filters } from "./Filters";
import { useInbox } from "./known";
import { Link } from "./Link";
import { Mark } from "./Mark";
import { Opened } from "./Opened";
import { Row } from "./Row";
import { openedIn } from "./state";

/** The list, and one of it opened: beside it, or on a phone in its place. */
export function ListView({ elsewhere }: { elsewhere: Elsewhere[] }): ReactElement {
  const { inbox, state, words } = useInbox();
  const { view, rows, numbers, next } = state;
  const opened = openedIn(state);
  useEffect(scrollStrips, [view.status, view.unread, numbers.tabs.length]);
  return (
    <>
      <div className="inbox-head">
        <Filters />
        {numbers.to_decide > 0 && (
          <Link className="button" to={{ mode: "triage", open: null }}>
            <Mark name="u-next" />
            {words.say("oneByOne")} <span className="figure">{numbers.to_decide}</span>
          </Link>
        )}
      </div>
      <nav className="tabs" aria-label={words.say("tabs")}>
        {numbers.tabs.map(({ name, count }) => (
          <Link key={name} to={tabOf(view, name)} aria-current={isTab(view, name) ? "page" : undefined}>
            {words.say(`tab-${name}`)} <span className="figure">{count}</span>
          </Link>
        ))}
        {elsewhere.map(({ href, html }) => (
          <a key={href} href={href} dangerouslySetInnerHTML={{ __html: html }} />
        ))}
      </nav>
      {opened || rows.length > 0 ? (
        <div className={view.open === null ? "inbox" : "inbox inbox-chosen"}>
          {opened && <Opened row={opened} />}
          <div className="letters-side">
            <ul className="letters" aria-label={words.say("responses")}>
              {rows.map((row) => <Row key={row.id} row={row} isOpened={row.id === opened?.id} />)}
            </ul>
            <BulkBar />
            {next && <button className="button" type="button" onClick={() => void inbox.more()}>{words.say("older")}</button>}
          </div>
        </div>
      ) : (
        <Nothing />
      )}
    </>
  );
}

/** Nothing here: what that means, and what to do next. */
export function Nothing(): ReactElement {
  const { state, words } = useInbox();
  const { view, numbers } = state;
  const waits = view.status === "new" && !view.q;
  const isUnheard = waits && !view.unread && !view.listing && numbers.tabs.every(({ count }) => count === 0);
  return (
    <div className="section">
      <div className="empty" id="nothing" role="status" tabIndex={-1}>
        <Mark name={waits && !isUnheard ? "u-check" : "u-reply"} />
        <h2>{words.say(isUnheard ? "unheard" : waits ? "allAnswered" : "nothing")}</h2>
        <p>{words.say(isUnheard ? "unheardHint" : waits ? "nobodyWaits" : "nothingSuits")}</p>
        {view.mode === "triage" || !waits ? (
          <Link className="button" to={{ mode: "list", status: "new", unread: false, listing: "", q: "", open: null }}>{words.say("toList")}</Link>
        ) : (
          <a className="button" href={words.say("mineUrl")}>{words.say("mine")}</a>
        )}
      </div>
    </div>
  );
}
