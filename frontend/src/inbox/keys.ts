import { type RefObject, useEffect } from "react";

import { isShown } from "../shared/shown";
import type { Inbox } from "./Inbox";
import { useInbox } from "./known";
import type { Moves } from "./Moves";
import { UNDECIDED } from "./state";
import type { Move } from "./types";

const OFF = "tavern-inbox-keys";
const MOVES: Record<string, Move> = { KeyA: "accept", KeyD: "decline", KeyS: "shortlist", Delete: "delete" };

/** Single keys are a help to many and a trap to some: the choice is remembered. */
export const keys = {
  areOn: remembered() !== "off",
  turn(on: boolean): void {
    keys.areOn = on;
    remember(on ? "on" : "off");
  },
};

function remembered(): string | null {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null; // Storage is switched off.
  }
}

function remember(choice: string): void {
  try {
    localStorage.setItem(OFF, choice);
  } catch {
    // Storage is switched off: the choice holds as long as the page.
  }
}

/** Keys by their place on the keyboard, so that a Cyrillic layout works as well. */
export function useKeys(help: RefObject<HTMLDialogElement | null>): void {
  const { inbox, moves } = useInbox();
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (isTyping(event) || help.current?.open) return;
      if (event.key === "?") help.current?.showModal();
      else if (!keys.areOn || event.shiftKey || !act(event, inbox, moves)) return;
      event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [inbox, moves, help]);
}

function isTyping({ target, ctrlKey, metaKey, altKey, defaultPrevented }: KeyboardEvent): boolean {
  const field = target instanceof Element && target.matches("input:not([type=checkbox]), textarea, select");
  return ctrlKey || metaKey || altKey || defaultPrevented || field;
}

/** Says whether the key means something here. */
function act(event: KeyboardEvent, inbox: Inbox, moves: Moves): boolean {
  const { code } = event;
  const { view, answers } = inbox.state;
  const move = MOVES[code];
  const inList = event.target instanceof Element && event.target.closest(".letters") !== null;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  // On a narrow screen the list may stand alone: nobody decides what isn't seen.
  if (move) {
    if (isShown(document.getElementById("opened"))) void moves.decide(move);
  } else if (code === "KeyU") void moves.undo();
  else if (code === "KeyJ" || (inList && code === "ArrowDown")) step(inbox, 1);
  else if (code === "KeyK" || (inList && code === "ArrowUp")) step(inbox, -1);
  else if (code === "KeyX" && view.mode === "list") tick(inbox);
  else if (code === "KeyT" && view.mode === "list") inbox.go({ mode: "triage", open: null });
  else if (code === "Escape" && (view.mode === "triage" || view.open !== null)) inbox.go({ mode: "list", open: null });
  else if (digit && answers[Number(digit) - 1] !== undefined) inbox.set({ note: answers[Number(digit) - 1] ?? "" });
  else return false;
  return true;
}

export function step(inbox: Inbox, by: number): void {
  const { rows, view } = inbox.state;
  const at = rows.findIndex(({ id }) => id === inbox.opened?.id);
  if (view.mode === "triage") {
    inbox.set({ later: rows[at + by] ? at + by : 0, ...UNDECIDED });
    void inbox.attend();
    if (rows.length - at < 5) void inbox.more();
    return;
  }
  // The first step opens what stands beside the list already.
  const to = rows[view.open === null && by > 0 ? Math.max(at, 0) : at + by];
  if (to) inbox.open(to, { replace: view.open !== null });
  if (at + by >= rows.length - 2) void inbox.more();
}

export function tick(inbox: Inbox, id = inbox.opened?.id): void {
  const { picked, rows } = inbox.state;
  if (id === undefined || !rows.some((row) => row.id === id)) return;
  inbox.set({ picked: picked.has(id) ? new Set([...picked].filter((one) => one !== id)) : new Set(picked).add(id) });
}
