import { readFacts } from "./draft/facts";
import { recover } from "./draft/recover";
import { takeServed } from "./draft/served";

/** Puts the editor in the place of every `<textarea data-editor>`; until then, and if it can't load, the textarea works. */
async function mount(textarea: HTMLTextAreaElement): Promise<void> {
  const loading = import("./mount");
  const facts = textarea.form && readFacts(textarea.form);
  if (facts) takeServed(facts);
  if (facts && (await recover(facts))) return;
  const { mountEditor } = await loading;
  await mountEditor(textarea, facts);
}

for (const textarea of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-editor]")) {
  mount(textarea).catch((error: unknown) => console.error(error));
}
