import type { Words } from "../shared/words";
import { complain } from "../site/toast";
import { addressOf, filtersOf, type View, viewOf } from "./address";
import * as api from "./api";
import { belongs, NOTHING, openedIn, type State, UNDECIDED } from "./state";
import { isUnread, type Received } from "./types";

const PAGE = 20;
const MOST = 100;
const SOON = 400;
const EVERY = 30_000;
/** Where words wait for the log-in that an ended session asks for. */
const KEPT = "inbox-kept";

/** What the page knows, and the one way to change it. Whatever is shown can be read again from the server. */
export class Inbox {
  state: State;
  /** Rows whose move is under way: no answer of the server brings them back meanwhile. */
  readonly leaving = new Set<number>();
  private readonly listeners = new Set<() => void>();
  /** Which texts were noted as read: a text that was changed since is another one. */
  private readonly asked = new Map<number, number>();
  private ticket = 0;
  /** Whether the rows are still those of another view. */
  private arriving = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly words: Words) {
    this.state = { ...NOTHING, view: viewOf(location) };
    addEventListener("popstate", () => this.adopt(viewOf(location)));
    for (const event of ["focus", "online"]) addEventListener(event, () => void this.refresh());
    addEventListener("offline", () => this.set({ offline: true }));
    document.addEventListener("visibilitychange", () => this.look());
    setInterval(() => this.look(), EVERY);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): State => this.state;

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  get opened(): Received | undefined {
    return openedIn(this.state);
  }

  /** Goes where a link leads: a step in the browser's history, unless it only says more exactly where one is. */
  go(change: Partial<View>, { replace = false } = {}): void {
    const view = { ...this.state.view, ...change };
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(view));
    this.adopt(view);
  }

  open(row: Received | undefined, { replace = false } = {}): void {
    this.go({ open: row?.id ?? null }, { replace });
  }

  /** Reads the list and its numbers; an answer that comes too late is dropped. */
  async load(): Promise<boolean> {
    const ticket = ++this.ticket;
    const { view, rows } = this.state;
    const size = Math.min(Math.max(rows.length, PAGE), MOST);
    try {
      const [page, numbers] = await Promise.all([api.readPage(view, size), api.readNumbers(view)]);
      if (ticket !== this.ticket) return true;
      this.show(page.results.filter(({ id }) => !this.leaving.has(id)));
      this.set({ next: page.next, numbers, offline: false });
      await this.attend();
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  /** Reads again what is shown, quietly: somebody may have written, or another tab may have decided. */
  async refresh(): Promise<void> {
    if (this.leaving.size === 0) await this.load();
  }

  /** Whoever looks at the list sees new responses come. */
  private look(): void {
    if (document.visibilityState === "visible" && navigator.onLine) void this.refresh();
  }

  refreshSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.refresh(), SOON);
  }

  async readAnswers(): Promise<void> {
    try {
      this.set(await api.readAnswers());
    } catch (error) {
      this.fail(error);
    }
  }

  /** Reads the next page, below what is shown. */
  async more(): Promise<void> {
    const { next, view } = this.state;
    if (!next) return;
    this.set({ next: null });
    try {
      const page = await api.readFurther(next);
      if (String(filtersOf(view)) !== String(filtersOf(this.state.view)) || view.mode !== this.state.view.mode) return;
      const known = new Set(this.state.rows.map(({ id }) => id));
      this.set({ rows: [...this.state.rows, ...page.results.filter(({ id }) => !known.has(id))], next: page.next });
      // Whoever decides faster than pages come has stood before an empty list: the first one that came is read now.
      await this.attend();
    } catch (error) {
      this.set({ next });
      this.fail(error);
    }
  }

  /** Says what went wrong where the page says such things. */
  fail(error: unknown): void {
    if (error instanceof api.Unreachable) {
      this.set({ offline: true });
    } else if (error instanceof api.Refusal) {
      // Later: a move that was refused puts its response back first, with the words that go with it.
      if (error.status === 401) setTimeout(() => this.leaving.size === 0 && this.signIn());
      else complain(error.message);
    } else {
      console.error(error);
    }
  }

  /** Leads to the log-in and back to the opened response, with what was chosen for it. */
  private signIn(): void {
    const { view, note, role, again } = this.state;
    const id = this.opened?.id ?? null;
    sessionStorage.setItem(KEPT, JSON.stringify({ id, note, role, again }));
    const back = addressOf({ ...view, open: view.mode === "list" ? id : null });
    location.assign(`${this.words.say("logInUrl")}?${new URLSearchParams({ next: back })}`);
  }

  /** Puts back what was chosen before the log-in, if its response is open again. */
  takeUp(): void {
    const kept = sessionStorage.getItem(KEPT);
    sessionStorage.removeItem(KEPT);
    if (!kept) return;
    const { id, note, role, again } = JSON.parse(kept);
    if (id !== null && id === this.opened?.id) this.set({ note, role, again });
  }

  /** Looks after the opened response: reads it if the list has it not, notes that it is read, fetches its listing. */
  async attend(): Promise<void> {
    const { view, rows, elsewhere } = this.state;
    const id = view.mode === "list" ? view.open : null;
    try {
      if (id !== null && elsewhere?.id !== id && !rows.some((row) => row.id === id)) {
        this.set({ elsewhere: await api.readOne(id) });
      }
      if (view.mode === "triage" || id !== null) await this.read(this.opened);
    } catch (error) {
      if (error instanceof api.Refusal && error.status === 404 && id !== null) this.open(undefined, { replace: true });
      else this.fail(error);
    }
  }

  /** Shows these rows; what one is reading stays where it is, whoever else has come or gone. */
  private show(rows: Received[]): void {
    const { view, later } = this.state;
    // A triage begins with its first, whatever was open in the list.
    const reading = this.arriving ? undefined : this.opened?.id;
    this.arriving = false;
    const at = rows.findIndex(({ id }) => id === reading);
    const stays = view.mode === "triage" && at >= 0;
    this.set({ rows, later: stays ? at : later, beside: at >= 0 ? (reading ?? null) : (rows[0]?.id ?? null) });
  }

  private adopt(view: View): void {
    const before = this.state.view;
    const same = addressOf({ ...view, open: null }) === addressOf({ ...before, open: null });
    const opened = same ? {} : { picked: new Set<number>(), faults: new Map<number, string>(), later: 0, passed: 0 };
    this.set({ view, ...UNDECIDED, ...opened });
    if (same) void this.attend();
    else {
      this.arriving = view.mode === "triage";
      this.set({ rows: this.state.rows.filter((row) => belongs(row, view)), next: null });
      void this.load();
    }
  }

  private async read(row: Received | undefined): Promise<void> {
    if (!row) return;
    const { listings, view, rows, elsewhere, numbers } = this.state;
    if (isUnread(row) && this.asked.get(row.id) !== row.edits) {
      this.asked.set(row.id, row.edits);
      const seen = { ...row, seen_at: new Date().toISOString() };
      const tabs = numbers.tabs.map((tab) => (tab.name === "unread" ? { ...tab, count: tab.count - 1 } : tab));
      this.set({
        rows: rows.map((one) => (one.id === row.id ? seen : one)),
        elsewhere: elsewhere?.id === row.id ? seen : elsewhere,
        numbers: { ...numbers, tabs },
      });
      // At once: whoever decides faster than the server answers has read it all the same.
      countDown();
      await api.noteSeen(row.id, row.edits);
    }
    if (view.mode === "triage" && !listings.has(row.listing.id)) {
      const listing = await api.readListing(row.listing.id);
      this.set({ listings: new Map(this.state.listings).set(row.listing.id, listing) });
    }
  }
}

/** The numbers that the server put beside the site's links to the inbox: one fewer is new now. */
function countDown(): void {
  for (const badge of document.querySelectorAll<HTMLElement>("[data-unread]")) {
    const left = Number(badge.dataset.unread) - 1;
    badge.dataset.unread = String(left);
    if (badge.firstChild) badge.firstChild.nodeValue = String(left);
    badge.hidden = left < 1;
  }
}
