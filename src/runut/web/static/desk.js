"use strict";
// What a script adds to pages that work without one.
(() => {
  const all = (selector, inside = document) => inside.querySelectorAll(selector);
  const one = (selector, inside = document) => inside.querySelector(selector);

  // The bar of running work moves; when it is done, the page is read anew.
  for (const line of all("[data-job]")) {
    const bar = one("progress", line);
    const told = one("[role=status]", line);
    const look = async () => {
      try {
        const answer = await fetch(`/api/jobs/${line.dataset.job}`);
        const job = answer.ok ? await answer.json() : null;
        if (job && job.state !== "running") return location.reload();
        if (job) {
          if (job.total) { bar.max = job.total; bar.value = Math.min(job.done, job.total); }
          told.textContent = job.total ? `${job.done} / ${job.total}` : `${job.done}`;
        }
      } catch { /* the server is away for a moment */ }
      setTimeout(look, 1000);
    };
    look();
  }

  // On a narrow screen filters fold away, unless one is chosen.
  for (const box of all("[data-facets]:not([data-chosen])")) {
    if (matchMedia("(max-width: 48rem)").matches) box.open = false;
  }

  // Files may be dropped on the form; what is being sent is not sent twice.
  for (const form of all("[data-upload]")) {
    const field = one("input[type=file]", form);
    for (const kind of ["dragover", "dragleave", "drop"]) {
      form.addEventListener(kind, (event) => {
        event.preventDefault();
        form.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) field.files = event.dataTransfer.files;
      });
    }
    form.addEventListener("submit", () => {
      const button = one("button", form);
      setTimeout(() => { button.disabled = true; });
    });
    addEventListener("pageshow", () => { one("button", form).disabled = false; });
  }

  // "/" goes to the search, as in many places.
  addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = one("#q");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  });
})();
