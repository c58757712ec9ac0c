import { cookie } from "../shared/cookie";
import { forget, WORDS } from "./leftovers";

const KEPT_DAYS = 30;
const TAKEN = "words-taken";

interface Kept {
  text: string;
  at: number;
}

/**
 * Keeps what is typed into `<textarea data-keep="player:form:version">` through a reload, a closed tab or an answer that
 * never came. The server says in a cookie what it has taken; a page of another version has no use for what was kept.
 */
export function keepWords(): void {
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>("textarea[data-keep]")];
  forgetServed(fields.map(keyOf));
  for (const field of fields) keep(field);
}

const keyOf = (field: HTMLTextAreaElement): string => `${WORDS}${field.dataset.keep}`;
const upTo = (sign: number, key: string): string => key.slice(0, sign + 1);
const formOf = (key: string): string => upTo(key.lastIndexOf(":"), key);
const playerOf = (key: string): string => upTo(key.indexOf(":", WORDS.length), key);

/** Forgets what is old, another player's or of an earlier version, and what the server says it has taken. */
function forgetServed(shown: string[]): void {
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  const taken = cookie(TAKEN).split(".");
  document.cookie = `${TAKEN}=; Max-Age=0; Path=/`;
  forget((key) => {
    const kept = read(key);
    if (!kept || kept.at < oldest || taken.some((name) => formOf(key).endsWith(`:${name}:`))) return true;
    return shown.some((one) => key !== one && (formOf(one) === formOf(key) || playerOf(one) !== playerOf(key)));
  }, WORDS);
}

function keep(field: HTMLTextAreaElement): void {
  const key = keyOf(field);
  const kept = read(key);
  // Anything else that stands there is newer: the server has given it back, or the browser has.
  if (kept && !field.hasAttribute("aria-invalid") && [field.defaultValue, ""].includes(field.value)) {
    field.value = kept.text;
    field.dispatchEvent(new Event("input"));
  }
  field.addEventListener("input", () => {
    if (field.value === field.defaultValue || !field.value.trim()) forget((other) => other === key, WORDS);
    else write(key, { text: field.value, at: Date.now() });
  });
}

function read(key: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}

function write(key: string, kept: Kept): void {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // No room, or no storage: the text stands in the field alone.
  }
}
