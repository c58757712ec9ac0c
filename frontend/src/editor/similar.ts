const WAIT = 600;
const SHORTEST = 3;

/** Shows, while the title is typed, what hangs on the board already; failing, it keeps quiet. */
export function showSimilar(form: HTMLFormElement): void {
  const place = form.querySelector<HTMLElement>("[data-similar]");
  if (!place) return;
  const look = new Look(form, place);
  form.addEventListener("input", (event) => {
    if (event.target instanceof HTMLElement && ["title", "category"].includes(event.target.getAttribute("name") ?? "")) look.later();
  });
}

class Look {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private asked = "";
  private request: AbortController | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    private readonly place: HTMLElement,
  ) {}

  later(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.now(), WAIT);
  }

  private async now(): Promise<void> {
    const fields = new FormData(this.form);
    const title = String(fields.get("title") ?? "").trim();
    const query = new URLSearchParams({
      title,
      category: String(fields.get("category") ?? ""),
      besides: this.place.dataset.besides ?? "",
    }).toString();
    if (query === this.asked) return;
    this.asked = query;
    this.request?.abort();
    this.request = new AbortController();
    this.show(title.length < SHORTEST ? "" : await this.ask(query, this.request.signal));
  }

  /** The fragment; "" where there is nothing to show; null where nothing is known, as too often or signed out. */
  private async ask(query: string, signal: AbortSignal): Promise<string | null> {
    try {
      const answer = await fetch(`${this.place.dataset.similar ?? ""}?${query}`, { signal });
      return answer.ok && !answer.redirected ? await answer.text() : null;
    } catch {
      return null;
    }
  }

  private show(fragment: string | null): void {
    if (fragment === null) return;
    this.place.innerHTML = fragment;
    this.place.hidden = fragment === "";
    const says = this.form.querySelector("[data-similar-says]");
    const words = (this.place.dataset.words ?? "").replace("{n}", String(this.place.querySelectorAll("li").length));
    if (says) says.textContent = fragment === "" ? "" : words;
  }
}
