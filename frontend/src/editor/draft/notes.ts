import { type Facts, openAnew, part } from "./facts";
import type { Newer } from "./server";

/** Asks which of two texts is to stay; nothing is written over until the author has chosen. */
export function askWhich(facts: Facts, newer: Newer, choices: { theirs: () => void; mine: () => void }): void {
  const note = part(facts.form, "[data-newer-note]");
  const mine = part<HTMLButtonElement>(note, "[data-keep-mine]");
  part(note, "[data-newer-words]").textContent = newer.detail;
  // What has become a listing goes on there.
  mine.hidden = newer.reason === "sent";
  note.hidden = false;
  // What was found when the page was opened is neither what is here nor what is newer.
  for (const found of facts.form.querySelectorAll<HTMLElement>("[data-found-note]")) found.hidden = true;
  mine.onclick = () => {
    note.hidden = true;
    choices.mine();
  };
  part<HTMLButtonElement>(note, "[data-take-theirs]").onclick = () => {
    choices.theirs();
    if (newer.url) location.assign(newer.url);
    else openAnew(facts);
  };
}
