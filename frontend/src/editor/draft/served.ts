import { type Facts, part } from "./facts";

/**
 * Takes the fields as the server gave them. At a reload Firefox puts back what stood there before, others on the way
 * back; what this page held is kept elsewhere, and the server may have a newer text by now, from another tab or device.
 */
export function takeServed(facts: Facts): void {
  const [way] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  // The form's own text is the newest there is where it came back unsent.
  if (facts.unsent || way?.type === "navigate") return;
  facts.form.reset();
  part<HTMLInputElement>(facts.form, "[name=base]").value = String(facts.base ?? "");
}
