import type { ReactElement } from "react";

import { useInbox } from "./known";
import { Link } from "./Link";
import { ListingSide } from "./ListingSide";
import { Nothing } from "./ListView";
import { Opened } from "./Opened";
import { ReadyAnswers } from "./ReadyAnswers";
import { openedIn } from "./state";

/** One response at a time, whoever has waited longest first, with the listing beside it. */
export function TriageView(): ReactElement {
  const { state, words } = useInbox();
  const row = openedIn(state);
  const listing = row && state.listings.get(row.listing.id);
  const total = state.passed + state.numbers.to_decide;
  const number = Math.min(state.passed + (row ? state.rows.indexOf(row) : 0) + 1, total);
  return (
    <>
      <div className="triage-line">
        <Link className="to-list" to={{ mode: "list", open: null }}>{words.say("toList")}</Link>
        {row && (
          <>
            <p className="muted" id="progress">{words.say("progress", { n: number, total })}</p>
            <progress max={total} value={number} aria-labelledby="progress" />
          </>
        )}
      </div>
      {row ? (
        <div className="one-by-one">
          <div className="one-by-one-main">
            <Opened row={row} />
            <ReadyAnswers />
          </div>
          {listing && <ListingSide listing={listing} />}
        </div>
      ) : (
        <Nothing />
      )}
    </>
  );
}
