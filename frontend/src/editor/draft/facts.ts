/** What the server said about this page's draft; the script itself knows no address and speaks no language. */
export interface Facts {
  form: HTMLFormElement;
  uid: string;
  url: string;
  logIn: string;
  author: number;
  listing: number | null;
  /** The revision that the text goes on from. */
  base: number | null;
  /** The number of the kept state that the page was rendered with. */
  sequence: number;
  /** The draft that the listing was made from. */
  madeFrom: string;
  /** The form came back from the server with a refusal: its text is newer than anything kept. */
  unsent: boolean;
  /** The page load that sent it. */
  sender: string;
  /** This page's own address, by which its draft is found again. */
  page: string;
  words: DOMStringMap;
}

export function readFacts(form: HTMLFormElement): Facts | null {
  const keeper = form.querySelector<HTMLElement>("[data-keeper]");
  if (!keeper) return null;
  const { dataset } = keeper;
  const number = (text = ""): number | null => (text ? Number(text) : null);
  const uid = dataset.uid ?? "";
  return {
    form,
    uid,
    url: dataset.url ?? "",
    logIn: dataset.logIn ?? "",
    author: Number(dataset.author),
    listing: number(dataset.listing),
    base: number(dataset.base),
    sequence: Number(dataset.sequence),
    madeFrom: dataset.madeFrom ?? "",
    unsent: "unsent" in dataset,
    sender: dataset.sender ?? "",
    page: dataset.listing ? location.pathname : `${location.pathname}?draft=${uid}`,
    words: dataset,
  };
}

/** Opens the page anew, with what the server has now; never sends a form again. */
export function openAnew(facts: Facts): void {
  location.replace(facts.page);
}

/** Finds the part of the page that a selector names; templates and scripts are of one build. */
export function part<T extends HTMLElement>(within: ParentNode, selector: string): T {
  const found = within.querySelector<T>(selector);
  if (!found) throw new Error(`The page has no ${selector}.`);
  return found;
}
