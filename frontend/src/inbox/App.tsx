import { type ReactElement, useEffect, useRef } from "react";

import { isShown } from "../shared/shown";
import { Help } from "./Help";
import { useKeys } from "./keys";
import { useInbox } from "./known";
import { ListView } from "./ListView";
import { openedIn } from "./state";
import { TriageView } from "./TriageView";
import { UndoToast } from "./UndoToast";

export interface Elsewhere {
  href: string;
  html: string;
}

export function App({ elsewhere }: { elsewhere: Elsewhere[] }): ReactElement {
  const { state, words } = useInbox();
  const help = useRef<HTMLDialogElement>(null);
  useKeys(help);
  useFocusOnOpened();
  useFocusGoesOn();
  const chosen = state.view.mode === "list" && state.view.open !== null;
  useEffect(() => {
    document.getElementById("main")?.classList.toggle("one-response", chosen);
  }, [chosen]);
  return (
    <>
      <div className="toast-place"><UndoToast /></div>
      {state.offline && <p className="says says-warn" role="status">{words.say("offline")}</p>}
      {state.view.mode === "triage" ? <TriageView /> : <ListView elsewhere={elsewhere} />}
      <p className="inbox-foot">
        <button className="button button-small button-quiet" type="button" onClick={() => help.current?.showModal()}>
          {words.say("keys")} <kbd aria-hidden="true">?</kbd>
        </button>
        {state.view.mode === "list" && <a className="small" href={words.say("answersUrl")}>{words.say("readyAnswers")}</a>}
      </p>
      <Help dialog={help} />
      <p className="hidden-words" role="status" data-voice>{state.voice}</p>
    </>
  );
}

/** After a move, or its taking back, the button may be gone: whoever uses keys goes on from what follows. */
function useFocusGoesOn(): void {
  const { state } = useInbox();
  useEffect(() => {
    if (!state.voice || document.activeElement !== document.body) return;
    const next = document.getElementById("opened") ?? document.getElementById("nothing");
    const shown = isShown(next) ? next : document.querySelector<HTMLElement>(".letters a");
    shown?.focus({ preventScroll: true });
  }, [state.voice]);
}

/** The response that one has asked for has the focus; the one that merely stands beside the list has not. */
function useFocusOnOpened(): void {
  const { state } = useInbox();
  const { mode, open } = state.view;
  const asked = mode === "triage" || open !== null ? openedIn(state)?.id : undefined;
  useEffect(() => {
    if (asked !== undefined) document.getElementById("opened")?.focus({ preventScroll: true });
  }, [asked]);
}
