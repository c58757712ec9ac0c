import { type Facts, part } from "./facts";

export type Mood = "unsaved" | "saving" | "saved" | "lost" | "newer";

const TROUBLES: readonly Mood[] = ["lost", "newer"];

/** Says where the text is, in both places where the page shows it; aloud only when that becomes better or worse. */
export class StateLine {
  private told: Mood | null = null;

  constructor(private readonly facts: Facts) {}

  show(mood: Mood, words: string): void {
    for (const line of this.facts.form.querySelectorAll<HTMLElement>("[data-draft-state]")) {
      line.dataset.draftState = mood;
      part(line, "span").textContent = words;
    }
    const worth = TROUBLES.includes(mood) || mood === "saved";
    if (!worth || mood === this.told) return;
    this.told = mood;
    part(this.facts.form, "[data-draft-voice]").textContent = words;
  }
}
