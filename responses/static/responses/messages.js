/* An open conversation: sends without a reload, shows what comes in, and notes what was read. All of it works without. */
"use strict";

const talk = document.getElementById("talk");
const write = document.getElementById("talk-write");
const news = document.getElementById("talk-news");
const SOON = 5_000;
const RARELY = 60_000;
let wait = SOON;
let timer = 0;

const state = () => talk.querySelector(".talk").dataset.state;
const visible = () => document.visibilityState === "visible";
const atEnd = () => document.documentElement.scrollHeight - innerHeight - scrollY < 200;
const toEnd = () => write.scrollIntoView({ block: "end" });

/* What is on the screen of somebody who looks at it counts as read. */
function noteRead() {
  const form = talk.querySelector("form[data-seen]");
  if (!form || !visible()) return;
  form.removeAttribute("data-seen");
  form.hidden = true;
  fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => {});
}

function show(section) {
  talk.replaceChildren(section);
  const seen = write.querySelector("[name=seen]");
  const shown = [...section.querySelectorAll("[id^=message-]")].at(-1);
  if (seen && shown) seen.value = shown.id.slice("message-".length);
  noteRead();
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

async function look() {
  const answer = await fetch(`${talk.dataset.fresh}?state=${encodeURIComponent(state())}`, { redirect: "manual" });
  if (answer.status === 204) return false;
  if (!answer.ok) throw new Error(`answered ${answer.status}`);
  const section = parsed(await answer.text()).querySelector(".talk");
  const follows = atEnd();
  const grown = section.querySelectorAll(".said-new").length > 0;
  show(section);
  if (grown) news.textContent = news.dataset.words;
  if (follows) toEnd();
  return true;
}

/* Ever more seldom while nothing happens, and not at all behind another tab. */
function plan(delay = wait) {
  clearTimeout(timer);
  if (!visible()) return;
  timer = setTimeout(async () => {
    news.textContent = "";
    const changed = await look().catch(() => false);
    wait = changed ? SOON : Math.min(wait * 1.5, RARELY);
    plan();
  }, delay);
}

async function send(form) {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
  const page = parsed(await answer.text());
  const section = page.querySelector(".talk");
  const next = page.getElementById("talk-write");
  if (!section || !next) {
    if (!answer.ok || !answer.redirected) throw new Error(`answered ${answer.status}`);
    // The session is over: the server has kept the text, and the form to sign in leads back to it.
    location.assign(answer.url);
    return;
  }
  show(section);
  const nonce = next.querySelector("[name=nonce]");
  if (answer.ok && nonce) {
    form.elements.nonce.value = nonce.value;
    form.elements.text.value = "";
    form.elements.text.removeAttribute("aria-invalid");
    write.querySelectorAll("#message-error, #talk-write > .says").forEach((fault) => fault.remove());
    form.elements.text.dispatchEvent(new Event("input"));
  } else {
    write.replaceChildren(...next.childNodes);
  }
  write.querySelector("#message")?.focus({ preventScroll: true });
  toEnd();
}

write?.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.hasAttribute("aria-busy")) return;
  const button = form.querySelector("[type=submit]");
  const fault = form.querySelector(".talk-fault");
  for (const one of [form, button]) one.setAttribute("aria-busy", "true");
  fault.hidden = true;
  await send(form).catch(() => (fault.hidden = false));
  for (const one of [form, button]) one.removeAttribute("aria-busy");
  wait = SOON;
  plan();
});

/* The second of two quick clicks says nothing new: it would take the focus from the field that was emptied between. */
for (const kind of ["mousedown", "click"]) {
  write?.addEventListener(kind, (event) => {
    if (event.detail > 1 && event.target.closest("[type=submit]")) event.preventDefault();
  });
}

if (talk && write) {
  noteRead();
  if (!location.hash && !("older" in talk.dataset) && talk.querySelector("[id^=message-]")) toEnd();
  if (!("older" in talk.dataset)) {
    document.addEventListener("visibilitychange", () => {
      noteRead();
      wait = SOON;
      plan(0);
    });
    plan();
  }
}
