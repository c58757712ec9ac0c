/** What the server said on the textarea, in the reader's language: the script itself speaks none. */
export interface Words {
  label: string;
  placeholder: string;
  characters: string;
  pictures: string;
  maxCharacters: number;
  maxPictures: number;
}

export function readWords(textarea: HTMLTextAreaElement): Words {
  const { dataset } = textarea;
  return {
    label: dataset.label ?? "",
    placeholder: textarea.placeholder,
    characters: dataset.characters ?? "{n} / {max}",
    pictures: dataset.pictures ?? "{n} / {max}",
    maxCharacters: Number(dataset.maxCharacters),
    maxPictures: Number(dataset.maxPictures),
  };
}

/** Fills `{n}` and `{max}` with figures as the language writes them. */
export function figure(words: string, n: number, max: number, language: string): string {
  return words.replace("{n}", n.toLocaleString(language)).replace("{max}", max.toLocaleString(language));
}
