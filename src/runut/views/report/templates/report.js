"use strict";
// Three things: another language, rows that open where an address points, and lists that can be narrowed.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const root = document.documentElement;

  const number = (text, ui) => {
    const [whole, part] = text.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ui["number.thousands"]);
    return part && Number(part) ? grouped + ui["number.decimal"] + part : grouped;
  };
  const day = (text, ui) => text.split("/").map((one) => {
    const [y, m, d] = one.split("-");
    return [d && String(Number(d)), m && ui["month." + Number(m)], y].filter(Boolean).join(" ");
  }).join("–");

  const speak = (code) => {
    const ui = words[code];
    if (!ui) return;
    root.lang = code;
    for (const e of document.querySelectorAll("[data-t]")) e.textContent = ui[e.dataset.t] ?? e.dataset.t;
    for (const e of document.querySelectorAll("[data-n]")) e.textContent = number(e.dataset.n, ui);
    for (const e of document.querySelectorAll("[data-d]")) e.textContent = day(e.dataset.d, ui);
    for (const e of document.querySelectorAll("[data-ta]")) e.setAttribute("aria-label", ui[e.dataset.ta]);
    for (const b of document.querySelectorAll("[data-ui]")) b.setAttribute("aria-pressed", String(b.dataset.ui === code));
  };
  for (const b of document.querySelectorAll("[data-ui]")) {
    b.parentElement.hidden = false;
    b.addEventListener("click", () => speak(b.dataset.ui));
  }

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) if (e.localName === "details") e.open = true;
    target.scrollIntoView({ block: target.classList.contains("at") ? "center" : "start" });
  };
  addEventListener("hashchange", show);
  if (location.hash) show();
})();
