"use strict";
// J and K go from row to row; a link into a closed row opens it; rows are open on paper.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const STOPS = "main summary, main .lines .what a, main .questions li > a:first-child, main .events li, main .spoken > li .q footer a, main .para .sn[href^='#'], main .ask h2 a";

  const stops = () => all(STOPS).filter((e) => e.getClientRects().length);
  const rowOf = (e) => e.closest(".origin, .row, .lines li, .questions li, .events li, .spoken > li, .para, .glance") ?? e;

  let last = null; // where J and K came to: a click beside the rows does not lose it
  const go = (step) => {
    const list = stops();
    if (!list.length) return;
    const here = document.activeElement === document.body && last ? last : document.activeElement;
    let at = list.indexOf(here);
    if (at < 0) {
      const after = list.findIndex((e) => here !== document.body && here.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
      at = step > 0 ? (after < 0 ? -1 : after - 1) : (after < 0 ? 0 : after);
    }
    const next = list[Math.min(list.length - 1, Math.max(0, at + step))];
    if (!next.matches("a[href], summary, [tabindex]")) next.tabIndex = -1;
    last = next;
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    for (const row of all(".at")) row.classList.remove("at");
    rowOf(next).classList.add("at");
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea")) return;
    const step = { j: 1, k: -1 }[event.key.toLowerCase()];
    if (!step) return;
    event.preventDefault();
    go(step);
  });

  const show = () => {
    let named = "";
    try { named = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const target = named && document.getElementById(named);
    if (!target) return;
    for (let e = target; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    target.scrollIntoView({ block: target.closest(".para") ? "center" : "start" });
  };
  addEventListener("hashchange", show);
  show();

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])").filter((e) => !e.closest(".traces"));
    for (const row of opened) row.open = true;
  });
  addEventListener("afterprint", () => { for (const row of opened) row.open = false; });
})();
