import { type ReactElement, useEffect, useState } from "react";

import { readFacts } from "./api";
import { useInbox } from "./known";
import { Mark } from "./Mark";
import type { FactChoices, Listing } from "./types";

const KINDS = ["hours", "server", "level"] as const;

/** The listing that is answered: what it is, how it stands, whom it looks for. */
export function ListingSide({ listing }: { listing: Listing }): ReactElement {
  const { words } = useInbox();
  const facts = useFacts(listing);
  return (
    <section className={`listing-side of-${listing.category}`} aria-label={words.say("listing")}>
      <div className="panel">
        <p className="small">
          <span className="kind"><Mark name={`m-${listing.category}`} />{words.say(`role-${listing.category}`)}</span>{" "}
          <span className="muted">{words.say(`state-${listing.status}`)}</span>
        </p>
        <h2><a className="plain" href={listing.url}>{listing.title}</a></h2>
        {listing.excerpt && <p className="soft">{listing.excerpt}</p>}
        {(facts.length > 0 || listing.slots.length > 0) && (
          <dl className="facts">
            {listing.slots.map(({ role, wanted, filled }) => (
              <Fact key={role} name={words.say(`role-${role}`)}>{words.say("progress", { n: filled, total: wanted })}</Fact>
            ))}
            {facts.map(([kind, value]) => <Fact key={kind} name={words.say(`fact-${kind}`)}>{value}</Fact>)}
          </dl>
        )}
      </div>
    </section>
  );
}

function Fact({ name, children }: { name: string; children: string }): ReactElement {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

let choices: Promise<FactChoices> | undefined;

/** The facts that the listing says, by their names. */
function useFacts({ facts }: Listing): [string, string][] {
  const [names, setNames] = useState<FactChoices | null>(null);
  useEffect(() => {
    choices ??= readFacts();
    choices.then(setNames, () => (choices = undefined));
  }, []);
  if (!names) return [];
  return KINDS.flatMap((kind): [string, string][] => {
    const said = [facts[kind]].flat();
    const found = names[kind].filter(({ slug }) => said.includes(slug)).map(({ name }) => name);
    return found.length > 0 ? [[kind, found.join(", ")]] : [];
  });
}
