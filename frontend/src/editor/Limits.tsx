import type { ClassicEditor } from "ckeditor5";
import { type ReactElement, useEffect, useRef } from "react";

import { type Counts, KINDS } from "./counts";
import type { Words } from "../shared/words";

// From here on a screen reader hears how much room is left.
const NEAR = 0.9;

interface Props {
  editor: ClassicEditor;
  counts: Counts;
  limits: Counts;
  words: Words;
}

/** How much there is of what is limited; of videos and tables only where there are any. */
export function Figures({ counts, limits, words }: Omit<Props, "editor">): ReactElement {
  const shown = KINDS.filter((kind) => kind === "characters" || counts[kind] > 0);
  return (
    <>
      {shown.map((kind) => (
        <span key={kind} className={counts[kind] > limits[kind] ? "figure too-many" : "figure"}>
          {words.say(kind, { n: counts[kind], max: limits[kind] })}
        </span>
      ))}
    </>
  );
}

/** What is too much, near the field, while it is written. It is read out when a limit is passed, not at every key. */
export function OverLimits({ editor, counts, limits, words }: Props): ReactElement[] {
  const over = KINDS.filter((kind) => counts[kind] > limits[kind]);
  const near = over.length === 0 && counts.characters >= limits.characters * NEAR;
  const level = over.join() || (near ? "near" : "");
  const heard = useRef(level);
  const sentences = over.map((kind) => words.say(sayingOf(kind), { n: counts[kind] - limits[kind], max: limits[kind] }));

  useEffect(() => {
    if (heard.current === level) return;
    const before = heard.current;
    heard.current = level;
    const left = words.say("nearCharacters", { n: limits.characters - counts.characters });
    const said = over.length > 0 ? sentences.join(" ") : near ? left : before !== "near" && words.say("within");
    if (said) editor.ui.ariaLiveAnnouncer.announce(said);
  });

  return sentences.map((sentence) => (
    <p key={sentence} className="says says-bad">
      <span>{sentence}</span>
    </p>
  ));
}

function sayingOf(kind: string): string {
  return `over${kind[0]?.toUpperCase()}${kind.slice(1)}`;
}
