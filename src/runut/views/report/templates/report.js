"use strict";
// What a script adds to a page that works without one: another language, rows that open where an address points,
// lists that can be narrowed, and tables to take away.
(() => {
  const words = JSON.parse(document.getElementById("words").textContent);
  const root = document.documentElement;
  const all = (selector, inside = document) => inside.querySelectorAll(selector);
  let ui = words[root.lang];

  const number = (text) => {
    const [whole, part] = text.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ui["number.thousands"]);
    return part && Number(part) ? grouped + ui["number.decimal"] + part : grouped;
  };
  const day = (text) => {
    const days = text.split("/").map((one) => {
      const [y, m, d] = one.split("-");
      return [d && String(Number(d)), m && ui["month." + Number(m)], y].filter(Boolean);
    });
    const [one, other] = days;
    if (other && one.length === other.length) {
      while (one.length > 1 && one.at(-1) === other[one.length - 1]) one.pop(); // "15–22 Okt 2024"
    }
    return days.map((words) => words.join(" ")).join(one.length === 1 ? "–" : " – ");
  };

  const speak = (code) => {
    ui = words[code] ?? ui;
    root.lang = code;
    for (const e of all("[data-t]")) e.textContent = ui[e.dataset.t] ?? e.dataset.t;
    for (const e of all("[data-n]")) e.textContent = number(e.dataset.n);
    for (const e of all("[data-d]")) e.textContent = day(e.dataset.d);
    for (const e of all("[data-ta]")) e.setAttribute("aria-label", ui[e.dataset.ta]);
    for (const b of all("[data-ui]")) b.setAttribute("aria-pressed", String(b.dataset.ui === code));
  };
  for (const b of all("[data-ui]")) {
    b.parentElement.hidden = false;
    b.addEventListener("click", () => speak(b.dataset.ui));
  }

  const show = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let e = target; e; e = e.parentElement) {
      if (e.localName === "details") e.open = true;
      if (e.hidden) e.hidden = false;
    }
    target.scrollIntoView({ block: target.closest(".para") ? "center" : "start" });
  };
  addEventListener("hashchange", show);
  if (location.hash) show();

  const made = (name, key, act) => {
    const e = document.createElement(name);
    if (name === "button") {
      e.type = "button";
      e.dataset.t = key;
      e.textContent = ui[key];
      e.addEventListener("click", act);
    } else {
      e.type = "search";
      e.dataset.ta = key;
      e.setAttribute("aria-label", ui[key]);
      e.placeholder = "⌕";
      e.addEventListener("input", act);
    }
    return e;
  };
  const FEW = 7; // a list of so many rows is read faster than it is searched
  for (const list of all("[data-list]")) {
    const tools = document.createElement("div");
    tools.className = "tools";
    if (list.children.length > FEW) {
      tools.append(made("input", "filter", (event) => {
        const asked = event.target.value.toLowerCase();
        for (const row of list.children) row.hidden = !row.textContent.toLowerCase().includes(asked);
      }));
    }
    const rows = [...all(":scope details", list)];
    if (rows.length > 1) {
      tools.append(made("button", "open-all", () => rows.forEach((row) => { row.open = true; })));
      tools.append(made("button", "close-all", () => rows.forEach((row) => { row.open = false; })));
    }
    if (tools.childElementCount) list.before(tools);
  }

  const cell = (text) => `"${text.trim().replace(/\s+/g, " ").replace(/^([=+\-@\t])/, "'$1").replace(/"/g, '""')}"`;
  const table = (block) => {
    const lines = [["question", "origin", "low", "high", "written", "said_on", "chain", "article", "sentence"]];
    for (const origin of all(".origin", block)) {
      for (const row of all(".report", origin)) {
        const [low, high, written, said] = row.dataset.row.split("|");
        lines.push([
          block.querySelector("h4").textContent, origin.querySelector(".oname b").textContent, low, high, written, said,
          row.querySelector(".via").textContent, row.querySelector("footer").textContent, row.querySelector(".q p").textContent,
        ]);
      }
    }
    return lines.map((line) => line.map(cell).join(",")).join("\r\n") + "\r\n";
  };
  for (const block of all(".block[id]")) {
    const button = made("button", "csv", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([table(block)], { type: "text/csv" }));
      link.download = block.id + ".csv";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    const tools = document.createElement("span");
    tools.className = "tools";
    tools.append(button);
    block.querySelector(".ask p").append(tools);
  }

  // Paper cannot be clicked: the rows of the ledger and of those who deny are open on it.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...all(".block[id] > .origin:not([open]), [id$=stands] > .row:not([open])")];
    for (const row of opened) row.open = true;
  });
  addEventListener("afterprint", () => { for (const row of opened) row.open = false; });
})();
