/** What the server said in the page, in the reader's language: the script itself speaks none. */
export class Words {
  constructor(
    private readonly sayings: DOMStringMap,
    readonly language: string,
  ) {}

  /** Says it with what stands in braces filled in, figures as the language writes them. */
  say(name: string, values: Record<string, number | string> = {}): string {
    return (this.sayings[name] ?? "").replace(/{(\w+)}/g, (whole, key: string) => {
      const value = values[key];
      return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(this.language) : value;
    });
  }

  percent(figure: number): string {
    return (figure / 100).toLocaleString(this.language, { style: "percent" });
  }
}

export function readWords(form: HTMLFormElement, language: string): Words {
  return new Words(form.querySelector<HTMLElement>("[data-editor-words]")?.dataset ?? {}, language);
}
