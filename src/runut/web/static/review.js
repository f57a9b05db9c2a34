"use strict";
// What a script adds to review: the keyboard in the queue, and words taken by selecting them.
(() => {
  const one = (selector, inside = document) => inside.querySelector(selector);
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const words = (key) => document.documentElement.dataset[key] || "";

  // Offsets are code points; strings here are UTF-16.
  const codePoints = (text) => [...text].length;
  const flat = (text) => text.trim().split(/\s+/).join(" ");

  const lineOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest("[data-start]");
  const inLine = (line, node, offset) => {
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    const skipped = all("[data-skip]", line).filter((part) => range.intersectsNode(part));
    const more = skipped.reduce((sum, part) => sum + codePoints(part.textContent), 0);
    return Number(line.dataset.start) + codePoints(range.toString()) - more;
  };
  // A point between lines belongs to the next line at a selection's start, to the one before at its end.
  const offsetOf = (box, node, offset, atEnd) => {
    const line = lineOf(node);
    if (line && box.contains(line)) return inLine(line, node, offset);
    const point = document.createRange();
    point.setStart(node, offset);
    const lines = all("[data-start]", box);
    const beyond = lines.findIndex((l) => point.comparePoint(l, 0) > 0);
    if (!atEnd) return beyond < 0 ? null : Number(lines[beyond].dataset.start);
    const last = lines[beyond < 0 ? lines.length - 1 : beyond - 1];
    return last ? Number(last.dataset.start) + codePoints(last.textContent) : null;
  };
  const selected = (box) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!range.intersectsNode(box)) return null;
    const start = offsetOf(box, range.startContainer, range.startOffset, false);
    const end = offsetOf(box, range.endContainer, range.endOffset, true);
    const text = flat(selection.toString());
    return text && start !== null && end !== null && start < end ? { start, end, text } : null;
  };

  // Words of the text into the input that was last used.
  const box = one("[data-words]");
  const form = one("[data-form]");
  if (box && form) {
    const takers = all("[data-shape=words], [data-shape=passages]", form);
    let held = null;
    document.addEventListener("selectionchange", () => {
      const now = selected(box);
      if (now) held = now;
      for (const button of all(".take", form)) button.disabled = !held;
    });
    const fill = (part, more) => {
      if (!held) return;
      const input = one("textarea", part);
      const at = one("input[type=hidden]", part);
      const join = more && input.value.trim();
      input.value = join ? `${input.value.trim()}\n${held.text}` : held.text;
      at.value = join ? `${at.value},${held.start}-${held.end}` : `${held.start}-${held.end}`;
      input.dispatchEvent(new Event("taken"));
      input.focus();
    };
    for (const part of takers) {
      const input = one("textarea", part);
      const button = (key, more) => {
        const made = document.createElement("button");
        made.type = "button";
        made.className = "take";
        made.textContent = words(key);
        made.disabled = true;
        made.addEventListener("click", () => fill(part, more));
        input.parentElement.append(made);
      };
      button("take", false);
      if (part.dataset.shape === "passages") button("takeMore", true);
      // What is typed by hand is looked for; places that no longer fit are dropped.
      input.addEventListener("input", () => { one("input[type=hidden]", part).value = ""; });
    }
    // On the page that adds, a selection goes straight into the empty first input.
    const first = takers[0];
    if (first && !one("input[name=key]", form)) {
      box.addEventListener("mouseup", () => setTimeout(() => {
        const now = selected(box);
        if (now && !one("textarea", first).value.trim()) { held = now; fill(first, false); }
      }));
    }
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      setTimeout(() => form.requestSubmit(one("button.main", form))); // within the event it would open another tab
    });
    one(".bad-input :is(input, textarea, select)", form)?.focus();
    one("mark", box)?.scrollIntoView({ block: "nearest" });
  }

  // On an article's page: a selection offers to add what was missed.
  const article = one("[data-article]");
  if (article && !form && article.dataset.add !== undefined) {
    let picker = null;
    const close = () => { picker?.remove(); picker = null; };
    document.addEventListener("selectionchange", () => {
      const now = selected(article);
      if (!now) { if (!picker?.contains(document.activeElement)) close(); return; }
      if (!picker) {
        picker = document.createElement("div");
        picker.className = "picker";
        document.body.append(picker);
      }
      const edge = getSelection().getRangeAt(0).getBoundingClientRect();
      picker.style.top = `${edge.bottom + scrollY + 6}px`;
      picker.style.left = `${Math.max(8, Math.min(edge.left + scrollX, document.documentElement.clientWidth - 260))}px`;
      picker.replaceChildren(...["statement", "quantity"].map((kind) => {
        const link = document.createElement("a");
        link.href = `/articles/${article.dataset.article}/add?kind=${kind}&start=${now.start}&end=${now.end}`;
        link.textContent = `+ ${words(kind === "statement" ? "addStatement" : "addQuantity")}`;
        return link;
      }));
    });
    document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  }

  // The queue by keyboard.
  const queue = one("[data-review]");
  if (queue) {
    const items = all(".item", queue);
    const KEPT = `runut-at ${location.pathname}`;
    let at = -1;
    const go = (to) => {
      if (!items.length) return;
      at = Math.max(0, Math.min(to, items.length - 1));
      items.forEach((item, number) => item.classList.toggle("at", number === at));
      items[at].focus({ preventScroll: true });
      items[at].scrollIntoView({ block: "nearest" });
      sessionStorage.setItem(KEPT, String(at));
    };
    const kept = sessionStorage.getItem(`${KEPT} back`);
    if (kept !== null) { sessionStorage.removeItem(`${KEPT} back`); go(Number(kept)); }
    for (const item of items) item.addEventListener("focusin", () => { at = items.indexOf(item); });
    queue.addEventListener("submit", () => { if (at >= 0) sessionStorage.setItem(`${KEPT} back`, String(at)); });
    const press = (act) => {
      const target = at >= 0 ? one(`[data-act=${act}]`, items[at]) : null;
      if (!target) return;
      sessionStorage.setItem(`${KEPT} back`, String(at));
      if (target.matches("form")) target.requestSubmit();
      else target.click();
    };
    const keys = one("[data-keys]");
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest("input, textarea, select")) return;
      const key = event.key.toLowerCase();
      if (key === "j") go(at + 1);
      else if (key === "k") go(at - 1);
      else if (key === "a") press("accept");
      else if (key === "r") press("reject");
      else if (key === "e") press("edit");
      else if (key === "u") one("[data-last] form, .item.at [data-act=undo]")?.requestSubmit();
      else if (key === "?") { keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); }
      else return;
      event.preventDefault();
    });
  }
})();
