/** Puts the editor in the place of every `<textarea data-editor>`; until then, and if it can't load, the textarea works. */
async function mount(textarea: HTMLTextAreaElement): Promise<void> {
  const { mountEditor } = await import("./mount");
  await mountEditor(textarea);
}

for (const textarea of document.querySelectorAll<HTMLTextAreaElement>("textarea[data-editor]")) {
  mount(textarea).catch((error: unknown) => console.error(error));
}
