// The release page: the number of readers while conditions are chosen, and how far a dry run is.
// Without scripts a button counts, and a reload shows how far it is.
"use strict";

// Not every browser heeds "autofocus" on what is no field.
document.querySelector("[data-errors]")?.focus();

const audience = document.querySelector("[data-audience]");
if (audience) {
  const shown = document.querySelector("[data-count]");
  let timer = 0;
  let asked = 0;
  const count = async () => {
    const mine = ++asked;
    // The form has more: what stands there is none of this question's business, nor of an address.
    const data = new FormData(audience.closest("form"));
    for (const name of [...data.keys()]) if (!audience.querySelector(`[name="${name}"]`)) data.delete(name);
    shown.parentElement.dataset.waits = "";
    try {
      const answer = await fetch(`${audience.dataset.audience}?${new URLSearchParams(data)}`);
      // A slower answer to an earlier question says nothing any more.
      if (mine !== asked) return;
      shown.textContent = answer.ok ? (await answer.json()).words : "—";
    } catch {
      if (mine === asked) shown.textContent = "—";
    }
    delete shown.parentElement.dataset.waits;
  };
  audience.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(count, 250);
  });
}

const running = document.querySelector("[data-dry-run]");
if (running) {
  const look = async () => {
    try {
      const answer = await fetch(running.dataset.dryRun);
      const { done, percent } = await answer.json();
      // A reload would send again what the page came from.
      if (done) return location.replace(running.dataset.then);
      running.querySelector("progress").value = percent;
      running.querySelector("[data-percent]").textContent = percent;
    } catch {
      // The next look may find the server again.
    }
    return setTimeout(look, 2000);
  };
  setTimeout(look, 1000);
}
