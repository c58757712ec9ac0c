import { createContext, useContext, useSyncExternalStore } from "react";

import type { Words } from "../shared/words";
import type { Inbox } from "./Inbox";
import type { Moves } from "./Moves";
import type { State } from "./state";

interface Everything {
  inbox: Inbox;
  moves: Moves;
  words: Words;
}

export const Known = createContext<Everything | null>(null);

/** The page's words alone. */
export function useWords(): Words {
  const known = useContext(Known);
  if (!known) throw new Error("This stands outside of the inbox.");
  return known.words;
}

/** What every part of the inbox knows, and what is shown now. */
export function useInbox(): Everything & { state: State } {
  const known = useContext(Known);
  if (!known) throw new Error("This stands outside of the inbox.");
  return { ...known, state: useSyncExternalStore(known.inbox.subscribe, known.inbox.snapshot) };
}
