import { type Copy, copiesOf, dropCopy, putCopy } from "./copies";
import { type Facts, openAnew, part } from "./facts";
import { askWhich } from "./notes";
import { insist, keep } from "./server";

/**
 * Brings back, before the editor opens, what this browser holds and the server never got: it is sent now,
 * and the page opened anew with it. True when that is under way.
 */
export async function recover(facts: Facts): Promise<boolean> {
  if (facts.unsent) {
    // The form's text is the newest there is; the page that sent it left a copy of the same.
    dropCopy(facts.author, { uid: facts.uid, writer: facts.sender });
    return false;
  }
  const copies = copiesOf(facts.author);
  const mine = copies.find((copy) => copy.uid === facts.uid || copy.uid === facts.madeFrom);
  if (mine) return sendAtLast(facts, mine);
  const other = facts.listing ? undefined : copies.find((copy) => !copy.listing && !isListed(copy.uid));
  if (other) offer(facts, other);
  return false;
}

async function sendAtLast(facts: Facts, copy: Copy): Promise<boolean> {
  const outcome = await keep(facts, copy);
  if (outcome.kind === "newer") {
    askWhich(facts, outcome.newer, {
      theirs: () => dropCopy(facts.author, copy),
      mine: () => {
        const chosen = { ...copy, ...insist(copy, outcome.newer) };
        putCopy(facts.author, chosen);
        void sendAtLast(facts, chosen);
      },
    });
    return false;
  }
  if (outcome.kind !== "kept") return false;
  dropCopy(facts.author, copy);
  if (outcome.sequence === facts.sequence) return false;
  openAnew(facts);
  return true;
}

function isListed(uid: string): boolean {
  return document.querySelector(`[data-other="${CSS.escape(uid)}"]`) !== null;
}

/** A new page doesn't fill itself with an older text: it offers it. */
function offer(facts: Facts, copy: Copy): void {
  const note = part(facts.form, "[data-local-note]");
  const words = part(note, "span");
  words.textContent = (words.textContent ?? "").replace("{time}", new Date(copy.at).toLocaleTimeString(document.documentElement.lang, { timeStyle: "short" }));
  part<HTMLButtonElement>(note, "[data-restore]").onclick = () => location.assign(`?draft=${copy.uid}`);
  part<HTMLButtonElement>(note, "[data-forget]").onclick = () => {
    dropCopy(facts.author, copy);
    note.hidden = true;
  };
  note.hidden = false;
}
