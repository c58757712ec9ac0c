import { cookie } from "../../shared/cookie";
import { type Facts, part } from "./facts";

const SNOOZE = 60_000;

/** Lets the author sign in again without leaving the page; `onReturn` says whether the session is back. */
export class SignIn {
  private readonly dialog = part<HTMLDialogElement>(document, "[data-sign-in]");
  private readonly says = part(this.dialog, "[data-says]");
  private quietUntil = 0;

  constructor(
    private readonly facts: Facts,
    private readonly onReturn: () => Promise<boolean>,
  ) {
    part<HTMLFormElement>(this.dialog, "form").addEventListener("submit", (event) => {
      event.preventDefault();
      void this.enter();
    });
    this.dialog.addEventListener("close", () => (this.quietUntil = Date.now() + SNOOZE));
    part(this.dialog, "[data-later]").addEventListener("click", () => this.dialog.close());
    // The session may have come back in another tab.
    addEventListener("focus", () => {
      if (this.dialog.open) void this.tryAgain("");
    });
  }

  /** Asks, unless the author has just put it off. */
  ask({ atOnce = false } = {}): void {
    if (this.dialog.open || (!atOnce && Date.now() < this.quietUntil)) return;
    this.says.textContent = "";
    this.dialog.showModal();
  }

  private async enter(): Promise<void> {
    const [email, password] = this.dialog.querySelectorAll("input");
    const body = new URLSearchParams({ login: email?.value ?? "", password: password?.value ?? "" });
    const headers = { "X-Requested-With": "XMLHttpRequest", Accept: "application/json" };
    try {
      if (!cookie("csrftoken")) await fetch(this.facts.logIn);
      const answer = await fetch(this.facts.logIn, {
        method: "POST",
        body,
        headers: { ...headers, "X-CSRFToken": cookie("csrftoken") },
      });
      if (answer.ok) await this.tryAgain(this.says.dataset.more ?? "");
      else this.says.textContent = complaintsOf(await answer.json());
    } catch {
      this.says.textContent = this.says.dataset.unreachable ?? "";
    }
  }

  private async tryAgain(otherwise: string): Promise<void> {
    if (!(await this.onReturn())) {
      this.says.textContent = otherwise;
      return;
    }
    for (const input of this.dialog.querySelectorAll<HTMLInputElement>("input[type=password]")) input.value = "";
    this.dialog.close();
    this.quietUntil = 0;
  }
}

interface LogInForm {
  form: { errors: string[]; fields: Record<string, { errors: string[] }> };
}

function complaintsOf({ form }: LogInForm): string {
  return [...form.errors, ...Object.values(form.fields).flatMap((field) => field.errors)].join(" ");
}
