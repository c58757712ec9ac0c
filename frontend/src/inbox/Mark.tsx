import type { ReactElement } from "react";

import { useWords } from "./known";

/** A mark of the site's sprite; screen readers skip it. */
export function Mark({ name }: { name: string }): ReactElement {
  const words = useWords();
  return (
    <svg className="mark" aria-hidden="true">
      <use href={`${words.say("marks")}#${name}`} />
    </svg>
  );
}

export const initialOf = (name: string): string => /[\p{L}\p{N}]/u.exec(name)?.[0].toUpperCase() ?? "?";
