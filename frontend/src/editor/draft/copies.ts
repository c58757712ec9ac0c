import { COPIES, forget } from "../../site/leftovers";
import type { State } from "./server";

const KEPT_DAYS = 30;

/** A text that the server didn't have yet when it was put here. */
export interface Copy extends State {
  uid: string;
  listing: number | null;
  at: number;
}

const keyOf = (author: number, copy: { uid: string; writer: string }): string =>
  `${COPIES}${author}:${copy.uid}.${copy.writer}`;

/** Puts a copy into the browser; false when it has no room or no storage. */
export function putCopy(author: number, copy: Copy): boolean {
  try {
    localStorage.setItem(keyOf(author, copy), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

export function dropCopy(author: number, copy: { uid: string; writer: string }): void {
  forget((key) => key === keyOf(author, copy));
}

/** The author's copies, the newest first; another player's and very old ones are forgotten. */
export function copiesOf(author: number): Copy[] {
  forget((key) => !key.startsWith(`${COPIES}${author}:`));
  const found: Copy[] = [];
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(COPIES)) found.push(JSON.parse(localStorage.getItem(key) ?? "") as Copy);
    }
  } catch {
    return [];
  }
  const oldest = Date.now() - KEPT_DAYS * 86_400_000;
  for (const copy of found) if (copy.at < oldest) dropCopy(author, copy);
  return found.filter((copy) => copy.at >= oldest).sort((one, other) => other.at - one.at);
}
