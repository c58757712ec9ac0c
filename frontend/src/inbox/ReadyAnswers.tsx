import { type FormEvent, type ReactElement, useState } from "react";

import { complain } from "../site/toast";
import { keepAnswers, Refusal } from "./api";
import { useInbox } from "./known";

/** Answers kept ready: one press puts one into the field, and they are edited right here, one a line. */
export function ReadyAnswers(): ReactElement {
  const { inbox, state, words } = useInbox();
  const [draft, setDraft] = useState<string | null>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    try {
      const { answers } = await keepAnswers((draft ?? "").split("\n"));
      inbox.set({ answers, voice: words.say("answersSaved") });
      setDraft(null);
    } catch (error) {
      if (!(error instanceof Refusal)) complain(words.say("unreachable"));
      inbox.fail(error);
    }
  };
  if (draft !== null) {
    return (
      <form className="panel ready" onSubmit={(event) => void save(event)}>
        <div className="field">
          <label htmlFor="ready">{words.say("readyAnswers")}</label>
          <textarea className="input" id="ready" rows={6} value={draft} aria-describedby="ready-hint" onChange={({ target }) => setDraft(target.value)} />
          <p className="hint" id="ready-hint">{words.say("readyHint")}</p>
        </div>
        <div className="buttons">
          <button className="button button-small" type="submit">{words.say("save")}</button>
          <button className="button button-small button-quiet" type="button" onClick={() => setDraft(null)}>{words.say("cancel")}</button>
        </div>
      </form>
    );
  }
  return (
    <section className="ready" aria-label={words.say("readyAnswers")}>
      <ul>
        {state.answers.map((answer, index) => (
          <li key={answer}>
            <button className="button button-small" type="button" aria-pressed={state.note === answer} onClick={() => inbox.set({ note: answer })}>
              {index < 9 && <kbd aria-hidden="true">{index + 1}</kbd>} {answer}
            </button>
          </li>
        ))}
      </ul>
      <button className="button button-small button-quiet" type="button" onClick={() => setDraft(state.answers.join("\n"))}>
        {words.say("editAnswers")}
      </button>
    </section>
  );
}
