// Keys of the moderators' desk: each button says its own. Without scripts the buttons do the same.
"use strict";

// The place on the keyboard counts, not the letter: most moderators have the Russian layout on.
const keyOf = (event) => (event.code === "Slash" ? "/" : event.code.replace(/^(Key|Digit|Numpad)/, "").toLowerCase());
const typing = (target) => target.closest("input, textarea, select, [contenteditable]");

document.addEventListener("click", (event) => {
  const reason = event.target.closest("[data-words]");
  if (!reason) return;
  const comment = document.getElementById("comment");
  comment.value = [comment.value.trim(), reason.dataset.words].filter(Boolean).join("\n");
  // What is typed now are words: on the page each letter would be a decision.
  comment.focus();
  comment.setSelectionRange(comment.value.length, comment.value.length);
});

// A form goes once, however quickly a key is pressed again; the page that comes back may send it anew.
let isSent = false;
document.addEventListener("submit", (event) => {
  if (isSent) event.preventDefault();
  else setTimeout(() => { isSent = false; }, 5000); // whoever has stopped the page from loading may go on
  isSent = true;
});
window.addEventListener("pageshow", () => { isSent = false; });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = CSS.escape(keyOf(event));
  const field = document.querySelector(`[data-key-focus="${key}"]`);
  const button = document.querySelector(`[data-key="${key}"]:not(:disabled)`);
  if (!field && !button) return;
  event.preventDefault();
  if (field) field.focus();
  else if (!event.repeat) button.click();
});
