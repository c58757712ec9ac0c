/** What the page shows, as its address says it. */
export interface View {
  mode: "list" | "triage";
  status: string;
  listing: string;
  unread: boolean;
  q: string;
  open: number | null;
}

const LIST = "/my/responses/";
const TRIAGE = `${LIST}triage/`;
const TO_DECIDE = ["new", "shortlisted"];
const STATES = [...TO_DECIDE, "accepted", "declined", "withdrawn", "deleted"];
const NUMBER = /^[1-9]\d{0,14}$/;

export function viewOf({ pathname, search }: Pick<Location, "pathname" | "search">): View {
  const asked = new URLSearchParams(search);
  const mode = pathname === TRIAGE ? "triage" : "list";
  const unread = asked.get("unread") === "1";
  const status = unread ? "new" : (asked.get("status") ?? "");
  const number = (name: string): string => NUMBER.exec(asked.get(name) ?? "")?.[0] ?? "";
  return {
    mode,
    status: (mode === "list" ? STATES : TO_DECIDE).includes(status) ? status : "new",
    listing: number("listing"),
    unread,
    q: (asked.get("q") ?? "").slice(0, 100),
    open: Number(number("open")) || null,
  };
}

/** The filters alone: the page's address and the API's have the same. */
export function filtersOf({ status, listing, unread, q }: View): URLSearchParams {
  const query = new URLSearchParams({ status });
  if (listing) query.set("listing", listing);
  if (unread) query.set("unread", "1");
  if (q) query.set("q", q);
  return query;
}

export function addressOf(view: View): string {
  const query = filtersOf(view);
  if (view.open) query.set("open", String(view.open));
  return `${view.mode === "triage" ? TRIAGE : LIST}?${query}`;
}

/** The view that a tab of this name leads to. */
export function tabOf(view: View, name: string): View {
  const unread = name === "unread";
  return { ...view, status: unread ? "new" : name, unread, open: null };
}

export const isTab = (view: View, name: string): boolean =>
  view.unread ? name === "unread" : name === view.status;
