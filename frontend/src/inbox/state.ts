import type { View } from "./address";
import { type Choice, isUnread, type Listing, type Move, type Numbers, type Received } from "./types";

/** A move that can be taken back, until then. */
export interface Done {
  move: Move;
  ids: number[];
  names: string;
  /** Milliseconds since 1970; null for a deleted response, which is kept for thirty days. */
  until: number | null;
}

export interface State {
  view: View;
  rows: Received[];
  next: string | null;
  numbers: Numbers;
  /** The opened one that the address names and the list doesn't hold. */
  elsewhere: Received | null;
  /** The one that stands beside the list while the address names none: it stays when others come above it. */
  beside: number | null;
  picked: ReadonlySet<number>;
  /** Why a move on this row was refused. */
  faults: ReadonlyMap<number, string>;
  /** The newest one is offered; after it, the one before. */
  done: Done[];
  /** What a screen reader is told. */
  voice: string;
  offline: boolean;
  answers: string[];
  note: string;
  role: string;
  again: boolean;
  /** Triage: how many were decided in this sitting, and how many were put off. */
  passed: number;
  later: number;
  listings: ReadonlyMap<number, Listing>;
}

/** What the author has chosen for the opened response: nothing yet. */
export const UNDECIDED: Choice = { note: "", role: "", again: false };

export const NOTHING: Omit<State, "view"> = {
  rows: [],
  next: null,
  numbers: { tabs: [], listings: [], to_decide: 0 },
  elsewhere: null,
  beside: null,
  picked: new Set(),
  faults: new Map(),
  done: [],
  voice: "",
  offline: false,
  answers: [],
  ...UNDECIDED,
  passed: 0,
  later: 0,
  listings: new Map(),
};

/** The response that stands open: in triage the one to decide, in the list the chosen one, else the first. */
export function openedIn({ view, rows, later, elsewhere, beside }: State): Received | undefined {
  // What was put off comes again when the rest is decided.
  if (view.mode === "triage") return rows[later] ?? rows[0];
  if (view.open === null) return rows.find(({ id }) => id === beside) ?? rows[0];
  return rows.find(({ id }) => id === view.open) ?? (elsewhere?.id === view.open ? elsewhere : undefined);
}

/** The row below these, or else above them: where one goes on. */
export function following(rows: Received[], ids: number[]): Received | undefined {
  const last = rows.findLastIndex(({ id }) => ids.includes(id));
  const left = (row: Received): boolean => !ids.includes(row.id);
  return rows.slice(last + 1).find(left) ?? rows.slice(0, Math.max(last, 0)).findLast(left);
}

export function belongs(row: Received, view: View): boolean {
  if (view.status === "deleted") return row.deleted_at !== null;
  return row.deleted_at === null && row.status === view.status && (!view.unread || isUnread(row));
}

/** Puts rows where their time says; a triage begins with the oldest. */
export function putBack(rows: Received[], back: Received[], { mode }: View): Received[] {
  const direction = mode === "triage" ? 1 : -1;
  const others = rows.filter(({ id }) => !back.some((row) => row.id === id));
  return [...others, ...back].sort(
    (one, other) => direction * (Date.parse(one.created_at) - Date.parse(other.created_at) || one.id - other.id),
  );
}

export function without<T>(set: ReadonlySet<T>, gone: T[]): ReadonlySet<T> {
  return new Set([...set].filter((one) => !gone.includes(one)));
}
