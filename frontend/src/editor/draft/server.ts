import { cookie } from "../../shared/cookie";
import type { Facts } from "./facts";

const MAY_OUTLIVE_THE_PAGE = 20_000;

/** One state of the form, numbered by the page load that wrote it. */
export interface State {
  writer: string;
  sequence: number;
  /** The kept state that this one comes after. */
  after: number;
  base: number | null;
  values: Record<string, string[]>;
}

/** What the server says to a text that isn't the newest: where the newer one stands. */
export interface Newer {
  reason: "newer" | "changed" | "sent";
  detail: string;
  sequence?: number;
  base?: number;
  url?: string;
}

export type Outcome =
  | { kind: "kept"; sequence: number; words: string }
  | { kind: "newer"; newer: Newer }
  | { kind: "signedOut" }
  | { kind: "offline" }
  | { kind: "failing"; wait: number }
  | { kind: "refused"; words: string };

/** Gives the server one state to keep, and says what became of it. */
export async function keep(facts: Facts, state: State, signal?: AbortSignal): Promise<Outcome> {
  const { author, listing } = facts;
  const body = JSON.stringify({ ...state, author, listing });
  try {
    const answer = await fetch(facts.url, {
      method: "PUT",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": cookie("csrftoken") },
      body,
      keepalive: body.length < MAY_OUTLIVE_THE_PAGE,
      signal: signal ?? null,
    });
    return await outcomeOf(answer);
  } catch {
    return { kind: "offline" };
  }
}

async function outcomeOf(answer: Response): Promise<Outcome> {
  if (answer.status === 401) return { kind: "signedOut" };
  if (answer.status === 429 || answer.status >= 500) {
    return { kind: "failing", wait: Number(answer.headers.get("Retry-After")) };
  }
  const said = await answer.json();
  if (answer.ok) return { kind: "kept", sequence: said.sequence, words: said.words };
  if (answer.status === 409 && said.reason) return { kind: "newer", newer: said };
  return { kind: "refused", words: Object.values<string[]>(said.errors ?? {}).flat().join(" ") || said.detail };
}

/** Makes a state the newest by the author's own choice. */
export function insist(state: State, newer: Newer): State {
  const after = newer.sequence ?? state.after;
  return { ...state, after, base: newer.base ?? state.base, sequence: Math.max(after, state.sequence) + 1 };
}

export function newWriter(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
