/** What the server said in the page, in the reader's language: the script itself speaks none. */
export class Words {
  constructor(
    private readonly sayings: DOMStringMap,
    readonly language: string,
  ) {}

  /** Says it with what stands in braces filled in, figures as the language writes them. `name` may have dashes. */
  say(name: string, values: Record<string, number | string> = {}): string {
    return (this.sayings[name.replace(/-([a-z])/g, (_dash, letter: string) => letter.toUpperCase())] ?? "").replace(/{(\w+)}/g, (whole, key: string) => {
      const value = values[key];
      return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(this.language) : value;
    });
  }

  percent(figure: number): string {
    return (figure / 100).toLocaleString(this.language, { style: "percent" });
  }
}
