/** What the API says of a response to one's own listing. */
export interface Received {
  id: number;
  status: Status;
  text: string;
  html: string;
  listing: { id: number; title: string; category: string; url: string };
  author: { id: number; display_name: string; url: string };
  author_since: string;
  role: string;
  slot: string;
  decision_note: string;
  places: Place[];
  is_full: boolean;
  names_place: boolean;
  again_allowed: boolean;
  created_at: string;
  edits: number;
  edited_at: string | null;
  seen_at: string | null;
  decided_at: string | null;
  undo_until: string | null;
  deleted_at: string | null;
  /** Whose listing it is, where the reader only helps; else empty. */
  helped: string;
}

export type Status = "new" | "shortlisted" | "accepted" | "declined" | "withdrawn";
export type Move = "accept" | "decline" | "shortlist" | "delete" | "undo" | "restore";

/** What goes with a move: the author's words, the place that the player gets, leave to respond once more. */
export interface Choice {
  note: string;
  role: string;
  again: boolean;
}

export interface Place {
  role: string;
  name: string;
  left: number;
}

export interface Page {
  next: string | null;
  results: Received[];
}

export interface Numbers {
  tabs: { name: string; count: number }[];
  listings: { id: number; title: string; count: number }[];
  to_decide: number;
}

export interface Outcome {
  id: number;
  done: boolean;
  detail: string;
  code: string;
  response: Received | null;
}

/** A listing of one's own, as far as it stands beside its responses. */
export interface Listing {
  title: string;
  category: string;
  excerpt: string;
  url: string;
  status: string;
  slots: { role: string; wanted: number; filled: number }[];
  facts: { server: string; level: string; hours: string[] };
}

export type FactChoices = Record<"server" | "level" | "hours", { slug: string; name: string }[]>;

export const isOpen = ({ status, deleted_at }: Received): boolean =>
  deleted_at === null && (status === "new" || status === "shortlisted");
export const isUnread = ({ status, seen_at }: Received): boolean => status === "new" && seen_at === null;
