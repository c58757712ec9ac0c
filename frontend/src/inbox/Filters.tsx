import { type ReactElement, useEffect, useState } from "react";

import { useInbox } from "./known";

const PAUSE = 350;

/** By listing and by words; both act by themselves. */
export function Filters(): ReactElement {
  const { inbox, state, words } = useInbox();
  const { view, numbers } = state;
  const [sought, setSought] = useState(view.q);
  useEffect(() => setSought(view.q), [view.q]);
  useEffect(() => {
    if (sought === view.q) return;
    const typing = setTimeout(() => inbox.go({ q: sought, open: null }, { replace: true }), PAUSE);
    return () => clearTimeout(typing);
  }, [sought, view.q, inbox]);
  return (
    <form className="filters inbox-filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {(numbers.listings.length > 1 || view.listing !== "") && (
        <div className="field">
          <label htmlFor="which">{words.say("listing")}</label>
          <select className="input" id="which" value={view.listing} onChange={({ target }) => inbox.go({ listing: target.value, open: null })}>
            <option value="">{words.say("allListings")}</option>
            {numbers.listings.map(({ id, title, count }) => <option key={id} value={id}>{`${title} (${count})`}</option>)}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="sought">{words.say("sought")}</label>
        <input className="input" id="sought" type="search" maxLength={100} value={sought} onChange={({ target }) => setSought(target.value)} />
      </div>
    </form>
  );
}
