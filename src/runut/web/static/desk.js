"use strict";
// What a script adds to pages that work without one.
(() => {
  const all = (selector, inside = document) => inside.querySelectorAll(selector);

  // The bar of a running job moves; when it is done, the page is read anew.
  for (const line of all("[data-job]")) {
    const bar = line.querySelector("progress");
    const told = line.querySelector("span");
    const look = async () => {
      const answer = await fetch(`/api/jobs/${line.dataset.job}`);
      if (!answer.ok) return;
      const job = await answer.json();
      if (job.state !== "running") return location.reload();
      if (job.total) { bar.max = job.total; bar.value = job.done; }
      told.textContent = job.total ? `${job.done} / ${job.total}` : `${job.done}`;
      setTimeout(look, 1000);
    };
    look();
  }
})();
