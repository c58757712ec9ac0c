import type { AnchorHTMLAttributes, ReactElement } from "react";

import { addressOf, type View } from "./address";
import { useInbox } from "./known";

interface Props extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: Partial<View>;
}

/** A link inside the inbox: a plain click reloads nothing, any other one is the browser's. */
export function Link({ to, ...attributes }: Props): ReactElement {
  const { inbox, state } = useInbox();
  return (
    <a
      {...attributes}
      href={addressOf({ ...state.view, ...to })}
      onClick={(event) => {
        if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        inbox.go(to);
      }}
    />
  );
}
