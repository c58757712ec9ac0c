// The page of a mailing lives: it asks every two seconds how far the letters are. Without it, reloading does.
(() => {
  const EVERY = 2000;
  const SLOWEST = 30000;
  const box = document.querySelector("[data-mailing]");

  const show = (counts) => {
    const bar = document.querySelector(".mailing-bar");
    let open = 0;
    for (const [name, count] of Object.entries(counts)) {
      const place = document.querySelector(`[data-count="${name}"]`);
      if (place) place.textContent = count;
      if (name === "queued" || name === "sending") open += count;
    }
    if (bar) bar.value = Number(bar.dataset.total) - open;
  };

  const read = () => {
    const counts = {};
    for (const place of document.querySelectorAll("[data-count]")) counts[place.dataset.count] = Number(place.textContent);
    return counts;
  };
  show(read());
  if (!box) return;

  const ask = async (wait) => {
    let next = EVERY;
    try {
      const answer = await fetch(box.dataset.mailing, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const now = await answer.json();
      // Other buttons belong to another state.
      if (now.status !== box.dataset.status) return window.location.reload();
      show(now.counts);
      box.querySelector("[data-rate]").textContent = now.per_minute ?? "—";
      box.querySelector("[data-left]").textContent = now.left || "—";
    } catch {
      next = Math.min(wait * 2, SLOWEST);
    }
    setTimeout(ask, next, next);
  };
  setTimeout(ask, EVERY, EVERY);
})();
