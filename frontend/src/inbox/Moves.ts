import { complain } from "../site/toast";
import * as api from "./api";
import type { Inbox } from "./Inbox";
import { belongs, type Done, following, openedIn, putBack, UNDECIDED, without } from "./state";
import { type Choice, isOpen, type Move, type Outcome, type Received } from "./types";

const MOST_UNDONE = 50;

/** What the author does with responses: shown at once, put back where the server refuses. */
export class Moves {
  /** Moves reach the server one after the other, in the order in which they were made. */
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly inbox: Inbox) {
    addEventListener("beforeunload", (event) => {
      if (inbox.leaving.size > 0) event.preventDefault();
    });
  }

  /** Makes the move on the opened response, if its state has that move. */
  async decide(move: Move): Promise<void> {
    const { inbox } = this;
    const row = inbox.opened;
    if (!row || inbox.leaving.has(row.id) || !allows(row, move)) return;
    const { note, role, again } = inbox.state;
    const chosen = role || (row.places.some((place) => place.role === row.role) ? row.role : "");
    if (move === "accept" && row.places.length > 0 && !chosen) {
      inbox.set({ faults: new Map(inbox.state.faults).set(row.id, inbox.words.say("choosePlace")) });
      document.querySelector<HTMLElement>("[data-place-choice]")?.focus();
      return;
    }
    const place = move === "accept" && row.places.length > 0 ? chosen : "";
    await this.make(move, [row], { note, role: place, again: again && move === "decline" });
  }

  /** Makes the move on everything that is ticked. */
  async decideMany(move: Move, note: string): Promise<void> {
    const { rows, picked } = this.inbox.state;
    await this.make(move, rows.filter(({ id }) => picked.has(id)), { ...UNDECIDED, note });
  }

  /** Takes back the newest move that still can be. */
  async undo(): Promise<void> {
    await this.underWay;
    const entry = this.inbox.state.done.at(-1);
    if (entry && entry.until !== 0) await this.reverse(entry);
  }

  /** Takes back the latest move on one response, or brings it back from the deleted. */
  async takeBack(row: Received): Promise<void> {
    const move = row.deleted_at ? "delete" : "accept";
    await this.reverse({ move, ids: [row.id], names: row.author.display_name, until: null });
  }

  private async reverse(entry: Done): Promise<void> {
    const { inbox } = this;
    const before = inbox.state.done;
    inbox.set({ done: before.filter(({ ids }) => !ids.every((id) => entry.ids.includes(id))) });
    try {
      const outcomes = await api.takeBack(entry.move === "delete" ? "restore" : "undo", entry.ids);
      this.bringBack(outcomes.flatMap(({ done, response }) => (done && response ? [response] : [])), entry);
      const refused = outcomes.find(({ done }) => !done);
      if (refused) complain(refused.detail);
    } catch (error) {
      inbox.set({ done: before });
      this.say(error);
    }
    inbox.refreshSoon();
  }

  /** Drops what can't be taken back any more, or what the author has put away. */
  forget(entry: Done): void {
    this.inbox.set({ done: this.inbox.state.done.filter((one) => one !== entry) });
  }

  free(row: Received): Promise<void> {
    return this.change(api.freePlace(row.id));
  }

  /** Lets a declined player respond once more. */
  allow(row: Received): Promise<void> {
    return this.change(api.allowAgain(row.id));
  }

  private async change(asked: Promise<Received>): Promise<void> {
    try {
      this.show([await asked]);
    } catch (error) {
      this.say(error);
    }
  }

  /** Shows these rows as the server says that they are now. */
  private show(fresh: Received[]): void {
    const { rows, elsewhere } = this.inbox.state;
    const now = (row: Received): Received => fresh.find(({ id }) => id === row.id) ?? row;
    this.inbox.set({ rows: rows.map(now), elsewhere: elsewhere && now(elsewhere) });
  }

  private async make(move: Move, moved: Received[], choice: Choice): Promise<void> {
    if (moved.length === 0) return;
    const { inbox } = this;
    const ids = moved.map(({ id }) => id);
    const before = inbox.opened;
    this.takeAway(ids);
    this.underWay = this.underWay.then(async () => {
      const outcomes = await this.send(move, moved, choice);
      for (const id of ids) inbox.leaving.delete(id);
      const done = outcomes.filter((outcome) => outcome.done);
      if (done.length > 0) this.remember(move, moved, done);
      const kept = moved.filter(({ id }) => !done.some((outcome) => outcome.id === id));
      if (kept.length > 0) this.putRowsBack(kept, outcomes, before, choice);
      inbox.refreshSoon();
    });
    await this.underWay;
  }

  private async send(move: Move, moved: Received[], choice: Choice): Promise<Outcome[]> {
    try {
      return await api.makeMove(move, moved, choice);
    } catch (error) {
      this.say(error);
      return [];
    }
  }

  /** Shows the list without these rows, and what follows them. */
  private takeAway(ids: number[]): void {
    const { inbox } = this;
    const { rows, view, picked, faults, numbers, elsewhere } = inbox.state;
    const opened = inbox.opened;
    const next = opened && ids.includes(opened.id) ? following(rows, ids) : opened;
    for (const id of ids) inbox.leaving.add(id);
    inbox.set({
      rows: rows.filter(({ id }) => !ids.includes(id)),
      elsewhere: elsewhere && ids.includes(elsewhere.id) ? null : elsewhere,
      picked: without(picked, ids),
      faults: new Map([...faults].filter(([id]) => !ids.includes(id))),
      numbers: { ...numbers, to_decide: Math.max(numbers.to_decide - ids.length, 0) },
      passed: inbox.state.passed + ids.length,
      beside: next?.id ?? null,
      ...UNDECIDED,
    });
    if (view.mode === "list" && view.open !== null && next?.id !== view.open) inbox.open(next, { replace: true });
    else void inbox.attend();
    if (inbox.state.rows.length < 5) void inbox.more();
  }

  private remember(move: Move, moved: Received[], done: Outcome[]): void {
    const { inbox } = this;
    const ids = done.map(({ id }) => id);
    const names = ids.length === 1 ? (moved.find(({ id }) => id === ids[0])?.author.display_name ?? "") : String(ids.length);
    const ends = done.flatMap(({ response }) => (response?.undo_until ? [Date.parse(response.undo_until)] : []));
    const until = move === "delete" ? null : ends.length > 0 ? Math.min(...ends) : 0;
    const entry: Done = { move, ids, names, until };
    const next = inbox.opened;
    const said = inbox.words.say(`did-${move}`, { who: names });
    const voice = next ? `${said} ${inbox.words.say("nextIs", { who: next.author.display_name })}` : said;
    inbox.set({ done: [...inbox.state.done, entry].slice(-MOST_UNDONE), voice });
  }

  /** Shows again what was refused, and says why; what was open is open again, with the words that were typed. */
  private putRowsBack(moved: Received[], outcomes: Outcome[], before: Received | undefined, choice: Choice): void {
    const { inbox } = this;
    // Refused because the player has changed the text: what is shown again is the new one.
    const kept = moved.map((row) => outcomes.find(({ id }) => id === row.id)?.response ?? row);
    const { rows, view, numbers, later } = inbox.state;
    const faults = new Map(inbox.state.faults);
    for (const { id, detail } of outcomes) {
      if (kept.some((row) => row.id === id)) faults.set(id, detail);
    }
    const back = putBack(rows, kept.filter((row) => belongs(row, view)), view);
    inbox.set({
      rows: back,
      faults,
      numbers: { ...numbers, to_decide: numbers.to_decide + kept.length },
      passed: inbox.state.passed - kept.length,
      later: view.mode === "triage" ? Math.max(back.findIndex(({ id }) => id === before?.id), 0) : later,
    });
    if (before && kept.some(({ id }) => id === before.id)) {
      if (view.mode === "list" && view.open !== null) inbox.open(before, { replace: true });
      inbox.set({ beside: before.id, note: choice.note, role: choice.role, again: choice.again });
      void inbox.attend();
    }
    for (const row of kept) {
      const why = faults.get(row.id);
      if (why) complain(inbox.words.say("notDone", { who: row.author.display_name, why }));
    }
  }

  private bringBack(back: Received[], entry: Done): void {
    const { inbox } = this;
    const { rows, view, numbers, passed, later } = inbox.state;
    const mine = back.filter((row) => belongs(row, view));
    const all = putBack(rows.filter(({ id }) => !entry.ids.includes(id)), mine, view);
    const [first] = mine;
    inbox.set({
      rows: all,
      voice: inbox.words.say("takenBack", { who: entry.names }),
      numbers: { ...numbers, to_decide: numbers.to_decide + mine.length },
      passed: Math.max(passed - mine.length, 0),
      later: view.mode === "triage" && first ? all.indexOf(first) : later,
      ...UNDECIDED,
    });
    if (view.mode === "list" && first && back.length === 1 && openedIn(inbox.state)?.id !== first.id) {
      inbox.open(first, { replace: true });
    }
  }

  private say(error: unknown): void {
    if (error instanceof api.Unreachable) complain(this.inbox.words.say("unreachable"));
    this.inbox.fail(error);
  }
}

export function allows(row: Received, move: Move): boolean {
  if (move === "delete") return row.deleted_at === null && !row.helped;
  if (move === "shortlist") return isOpen(row) && row.status === "new";
  if (move === "accept") return isOpen(row) && !row.is_full;
  return isOpen(row);
}
