import { createRoot } from "react-dom/client";

import { Words } from "../shared/words";
import { App } from "./App";
import { Inbox } from "./Inbox";
import { Known } from "./known";
import { Moves } from "./Moves";

/** Takes the place of the server's inbox once it knows as much; until then, and if it can't, that one works. */
async function mount(place: HTMLElement): Promise<void> {
  const words = new Words(
    document.querySelector<HTMLElement>("[data-inbox-words]")?.dataset ?? {},
    document.documentElement.lang || "ru",
  );
  const inbox = new Inbox(words);
  if (!(await inbox.load())) return;
  inbox.takeUp();
  void inbox.readAnswers();
  const links = [...place.querySelectorAll<HTMLAnchorElement>("a[data-elsewhere]")];
  const elsewhere = links.map(({ href, innerHTML }) => ({ href, html: innerHTML }));
  const root = document.createElement("div");
  place.replaceChildren(root);
  createRoot(root).render(
    <Known value={{ inbox, moves: new Moves(inbox), words }}>
      <App elsewhere={elsewhere} />
    </Known>,
  );
}

const place = document.querySelector<HTMLElement>("[data-inbox]");
if (place) mount(place).catch((error: unknown) => console.error(error));
