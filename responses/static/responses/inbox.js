/* What the inbox does beside its forms: keys while the opened response has the focus, and noting what was read. */
"use strict";

const opened = document.getElementById("opened");

if (opened && document.querySelector(".inbox-chosen")) opened.focus({ preventScroll: true });

opened?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, textarea, select")) return;
  const key = event.code.startsWith("Key") ? event.code.slice(3) : event.key;
  const control = opened.querySelector(`[data-press="${CSS.escape(key)}"]`);
  if (!control) return;
  event.preventDefault();
  control.click();
});

const unread = document.querySelector("form[data-seen]");
if (unread) {
  unread.hidden = true;
  fetch(unread.action, { method: "POST", body: new FormData(unread), redirect: "manual" });
}
