import { forget } from "../../site/leftovers";
import { cookie } from "../../shared/cookie";
import { dropCopy, putCopy } from "./copies";
import { type Facts, openAnew, part } from "./facts";
import { askWhich } from "./notes";
import { insist, keep, type Newer, newWriter, type Outcome, type State } from "./server";
import { SignIn } from "./signIn";
import { StateLine } from "./stateLine";
import { watchForTwins } from "./twins";

const COPY_AFTER = 300;
const SEND_AFTER = 1_200;
const SEND_AT_LEAST_EVERY = 8_000;
const RETRY_FROM = 2_000;
const RETRY_UP_TO = 60_000;

/**
 * Keeps what is typed: in this browser at once, on the server a moment later, and says which of the two is so.
 *
 * A text that the server has needs no copy; one that it hasn't is tried again until it has.
 */
export class Autosave {
  private readonly writer = newWriter();
  private readonly line: StateLine;
  private readonly signIn: SignIn;
  private latest: State;
  private kept: number;
  private base: number | null;
  private dirty = false;
  private copied = true;
  private waitsForChoice = false;
  private signedOut = false;
  private failures = 0;
  private firstChangeAt = 0;
  private copyTimer = 0;
  private sendTimer = 0;
  private underway: AbortController | null = null;

  constructor(
    private readonly facts: Facts,
    private readonly values: () => Record<string, string[]>,
  ) {
    this.line = new StateLine(facts);
    this.signIn = new SignIn(facts, () => this.isBack());
    this.kept = facts.sequence;
    this.base = facts.base;
    this.latest = { writer: this.writer, sequence: facts.sequence, after: facts.sequence, base: facts.base, values: {} };
    part<HTMLInputElement>(facts.form, "[name=writer]").value = this.writer;
    this.listen();
    watchForTwins(facts.uid, () => (part(facts.form, "[data-twin-note]").hidden = false));
    if (facts.unsent) this.changed();
  }

  /** Something was typed, in the editor or in another field. */
  changed(): void {
    if (!this.dirty) {
      this.dirty = true;
      this.firstChangeAt = Date.now();
      // So that a reload, a restored tab and the way back after signing in find the same text.
      if (location.pathname + location.search !== this.facts.page) history.replaceState(null, "", this.facts.page);
    }
    this.copied = false;
    if (!this.failures && !this.waitsForChoice && !this.signedOut) this.say("unsaved", "unsaved");
    clearTimeout(this.copyTimer);
    this.copyTimer = window.setTimeout(() => this.copy(), COPY_AFTER);
    if (this.failures) return;
    const patience = this.firstChangeAt + SEND_AT_LEAST_EVERY - Date.now();
    this.sendIn(Math.max(0, Math.min(SEND_AFTER, patience)));
  }

  private listen(): void {
    const { form } = this.facts;
    form.addEventListener("submit", (event) => {
      this.copy();
      if (!this.signedOut) return;
      event.preventDefault();
      this.signIn.ask({ atOnce: true });
    });
    // Heard after every other listener: one of them may have held the form back.
    addEventListener("submit", (event) => {
      if (event.target === form && !event.defaultPrevented) this.rest();
    });
    addEventListener("beforeunload", (event) => {
      this.copy();
      if (this.dirty && !this.copied) event.preventDefault();
    });
    addEventListener("pageshow", (event) => {
      // What the history brings back may be older than what was saved since.
      if (event.persisted && this.copied) openAnew(this.facts);
    });
    addEventListener("online", () => this.sendIn(0));
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") this.sendIn(0);
    });
    part(document, "[data-discard]").addEventListener("submit", () => {
      this.rest();
      this.dirty = false;
      forget((key) => key.includes(`:${this.facts.uid}.`));
    });
  }

  /** Takes the form's state, and puts it into the browser until the server has it. */
  private copy(): void {
    clearTimeout(this.copyTimer);
    if (!this.dirty || this.copied) return;
    const { uid, listing, author } = this.facts;
    const sequence = Math.max(this.latest.sequence, this.kept) + 1;
    this.latest = { writer: this.writer, sequence, after: this.kept, base: this.base, values: this.values() };
    this.copied = putCopy(author, { ...this.latest, uid, listing, at: Date.now() });
  }

  private sendIn(milliseconds: number): void {
    clearTimeout(this.sendTimer);
    this.sendTimer = window.setTimeout(() => void this.send(), milliseconds);
  }

  private async send(): Promise<void> {
    if (!this.dirty || this.underway || this.waitsForChoice) return;
    this.copy();
    const state = { ...this.latest, after: this.kept, base: this.base };
    this.underway = new AbortController();
    if (!this.failures && !this.signedOut) this.say("saving", "saving");
    const outcome = await keep(this.facts, state, this.underway.signal);
    const stopped = this.underway.signal.aborted;
    this.underway = null;
    if (!stopped) this.take(outcome, state);
  }

  private take(outcome: Outcome, sent: State): void {
    this.signedOut = outcome.kind === "signedOut";
    if (outcome.kind === "kept") this.isKept(outcome.sequence, outcome.words, sent);
    else if (outcome.kind === "newer") this.isOlder(outcome.newer);
    else if (outcome.kind === "signedOut") this.isSignedOut();
    else if (outcome.kind === "refused") this.tell("lost", outcome.words);
    else this.tryLater(outcome.kind, outcome.kind === "failing" ? outcome.wait * 1000 : 0);
  }

  private isKept(sequence: number, words: string, sent: State): void {
    this.failures = 0;
    this.kept = sequence;
    // Signing in has changed the token; the server has just said that the author is the same.
    for (const input of document.querySelectorAll<HTMLInputElement>("[name=csrfmiddlewaretoken]")) {
      input.value = cookie("csrftoken");
    }
    this.dirty = !this.copied || this.latest.sequence !== sent.sequence;
    if (this.dirty) {
      this.firstChangeAt = Date.now();
      this.sendIn(SEND_AFTER);
      return;
    }
    dropCopy(this.facts.author, { uid: this.facts.uid, writer: this.writer });
    this.line.show("saved", words);
  }

  private isOlder(newer: Newer): void {
    this.waitsForChoice = true;
    this.say("newer", "newer");
    askWhich(this.facts, newer, {
      theirs: () => {
        this.dirty = false;
        dropCopy(this.facts.author, { uid: this.facts.uid, writer: this.writer });
      },
      mine: () => {
        this.latest = insist(this.latest, newer);
        this.kept = this.latest.after;
        this.base = this.latest.base;
        part<HTMLInputElement>(this.facts.form, "[name=base]").value = String(this.base ?? "");
        this.waitsForChoice = false;
        this.dirty = true;
        this.copied = false;
        this.sendIn(0);
      },
    });
  }

  private isSignedOut(): void {
    this.say("lost", "signedOut");
    this.signIn.ask();
    this.sendIn(RETRY_UP_TO);
  }

  /** Whether the session is there again; what was typed is sent along. */
  private async isBack(): Promise<boolean> {
    this.dirty = true;
    await this.send();
    return !this.signedOut;
  }

  private tryLater(why: "offline" | "failing", wait: number): void {
    this.failures += 1;
    this.say("lost", why);
    const step = Math.min(RETRY_UP_TO, RETRY_FROM * 2 ** (this.failures - 1));
    this.sendIn(Math.max(wait, step * (0.75 + Math.random() / 2)));
  }

  private say(mood: Parameters<StateLine["show"]>[0], word: string): void {
    this.tell(mood, this.facts.words[word] ?? "");
  }

  /** Says it, unless it would be a comfort that isn't true: that the text is safe in this browser. */
  private tell(mood: Parameters<StateLine["show"]>[0], words: string): void {
    this.line.show(mood, mood === "lost" && !this.copied ? (this.facts.words.onlyHere ?? "") : words);
  }

  /** The form is on its way, or the text thrown away: nothing is sent beside it. */
  private rest(): void {
    clearTimeout(this.sendTimer);
    this.underway?.abort();
  }
}
