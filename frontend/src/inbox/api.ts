import { cookie } from "../shared/cookie";
import type { View } from "./address";
import { filtersOf } from "./address";
import type { FactChoices, Listing, Move, Numbers, Outcome, Page, Received } from "./types";

const API = "/api/v1/";

/** The server said no, in words for people. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    words: string,
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
  if (answer.status >= 500) throw new Unreachable();
  const said = await answer.json();
  if (answer.ok) return said as T;
  throw new Refusal(answer.status, Object.values<string[]>(said.errors ?? {}).flat().join(" ") || said.detail);
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
export const noteSeen = (id: number): Promise<Received> => ask(`${API}responses/${id}/seen/`, "POST", {});
export const freePlace = (id: number): Promise<Received> => ask(`${API}responses/${id}/free/`, "POST", {});

/** Makes one move on one response or on several, and says what became of each. */
export async function makeMove(move: Move, ids: number[], note: string, role: string): Promise<Outcome[]> {
  const [id] = ids;
  if (role && id !== undefined) return [await acceptFor(id, note, role)];
  const { results } = await ask<{ results: Outcome[] }>(`${API}responses/bulk/`, "POST", { move, ids, note });
  return results;
}

async function acceptFor(id: number, note: string, role: string): Promise<Outcome> {
  try {
    const response = await ask<Received>(`${API}responses/${id}/accept/`, "POST", { note, role });
    return { id, done: true, detail: "", response };
  } catch (error) {
    if (error instanceof Refusal && error.status !== 401) return { id, done: false, detail: error.message, response: null };
    throw error;
  }
}
