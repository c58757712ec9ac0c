import { cookie } from "../shared/cookie";
import type { View } from "./address";
import { filtersOf } from "./address";
import type { Choice, FactChoices, Listing, Move, Numbers, Outcome, Page, Received } from "./types";

const API = "/api/v1/";

/** The server said no, in words for people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    words: string,
    readonly code = "",
  ) {
    super(words);
  }
}

/** Nobody answered. */
export class Unreachable extends Error {}

async function ask<T>(path: string, method = "GET", body?: unknown): Promise<T> {
  const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") };
  let answer: Response;
  try {
    answer = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  } catch {
    throw new Unreachable();
  }
  const said = await answer.json().catch(() => null);
  // Whoever stands before the server and finds it gone answers in no format of ours.
  if (!said) throw new Unreachable();
  if (answer.ok) return said as T;
  throw new Refusal(answer.status, Object.values<string[]>(said.errors ?? {}).flat().join(" ") || said.detail, said.code);
}

export function readPage(view: View, size: number): Promise<Page> {
  const query = filtersOf(view);
  if (view.mode === "triage") query.set("ordering", "created_at");
  query.set("page_size", String(size));
  return ask(`${API}responses/inbox/?${query}`);
}

export const readFurther = (next: string): Promise<Page> => ask(next.slice(next.indexOf(API)));
export const readNumbers = (view: View): Promise<Numbers> => ask(`${API}responses/inbox/counts/?${filtersOf(view)}`);
export const readOne = (id: number): Promise<Received> => ask(`${API}responses/${id}/`);
export const readListing = (id: number): Promise<Listing> => ask(`${API}listings/${id}/`);
export const readFacts = (): Promise<FactChoices> => ask(`${API}facts/`);
export const readAnswers = (): Promise<{ answers: string[] }> => ask(`${API}responses/answers/`);
export const keepAnswers = (answers: string[]): Promise<{ answers: string[] }> =>
  ask(`${API}responses/answers/`, "PUT", { answers });
export const noteSeen = (id: number, edits: number): Promise<Received> => ask(`${API}responses/${id}/seen/`, "POST", { edits });
export const allowAgain = (id: number): Promise<Received> => ask(`${API}responses/${id}/allow/`, "POST", {});
export const freePlace = (id: number): Promise<Received> => ask(`${API}responses/${id}/free/`, "POST", {});

/** Makes one move on one response or on several, on the texts that the page shows; says what became of each. */
export async function makeMove(move: Move, rows: Pick<Received, "id" | "edits">[], { note, role, again }: Choice): Promise<Outcome[]> {
  const [first] = rows;
  if (role && first) return [await acceptFor(first, note, role)];
  const edits = Object.fromEntries(rows.map((row) => [row.id, row.edits]));
  const body = { move, ids: rows.map(({ id }) => id), note, again, edits };
  const { results } = await ask<{ results: Outcome[] }>(`${API}responses/bulk/`, "POST", body);
  return results;
}

/** Takes back a move on these responses, or brings them back from the deleted. */
export async function takeBack(move: "undo" | "restore", ids: number[]): Promise<Outcome[]> {
  const { results } = await ask<{ results: Outcome[] }>(`${API}responses/bulk/`, "POST", { move, ids });
  return results;
}

async function acceptFor({ id, edits }: Pick<Received, "id" | "edits">, note: string, role: string): Promise<Outcome> {
  try {
    const response = await ask<Received>(`${API}responses/${id}/accept/`, "POST", { note, role, edits });
    return { id, done: true, detail: "", code: "", response };
  } catch (error) {
    if (!(error instanceof Refusal) || error.status === 401) throw error;
    const response = error.code === "text-changed" ? await readOne(id) : null;
    return { id, done: false, detail: error.message, code: error.code, response };
  }
}
