/** Texts that a browser keeps while they are written: gone when the server has them, and when their author leaves. */
export const COPIES = "tavern-text:";
export const WORDS = "tavern-words:";

const SAVED = "saved-draft";

/** Drops the copy of what the server has just saved (it says so in a cookie), and all of them at the way out. */
export function clearLeftovers(): void {
  const saved = document.cookie.split("; ").find((part) => part.startsWith(`${SAVED}=`));
  if (saved) {
    forget((key) => key.endsWith(`:${saved.slice(SAVED.length + 1)}`));
    document.cookie = `${SAVED}=; Max-Age=0; Path=/`;
  }
  document.addEventListener("submit", ({ target }) => {
    // A field may be called "action", so the property may be that field.
    const way = target instanceof HTMLFormElement ? target.getAttribute("action") : null;
    if (way?.endsWith("/accounts/logout/")) for (const kind of [COPIES, WORDS]) forget(() => true, kind);
  });
}

/** Forgets the copies of a kind that `which` names; a browser that keeps nothing has nothing to forget. */
export function forget(which: (key: string) => boolean, kind = COPIES): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(kind) && which(key)) localStorage.removeItem(key);
    }
  } catch {
    // Storage is switched off.
  }
}
