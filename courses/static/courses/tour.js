// The walk through somebody's first guide: one step at a time beside the form, each pointing at its field. The card
// never lies over the field that is being written in: it goes to the other corner, else it folds to one line.
"use strict";
(function () {
  function begin(box) {
    const all = box.querySelector("[data-tour-steps]");
    const stops = Array.from(box.querySelectorAll("[data-tour-stop]"));
    const where = box.querySelector("[data-tour-where]");
    const again = box.querySelector("[data-tour-again]");
    const buttons = box.querySelector("[data-tour-buttons]");
    const away = box.querySelector("[data-tour-away]");
    const unfold = box.querySelector("[data-tour-unfold]");
    const words = away.textContent;
    const token = box.closest("form").querySelector("[name=csrfmiddlewaretoken]");
    const home = box.parentElement; // the panel clips what stands in it: the card lies above the page
    let place = 0; // below, above, below as one line, above as one line
    let at = Math.min(Math.max(Number(box.dataset.step) || 1, 1), stops.length);

    function keep(name, value) {
      const data = new FormData();
      data.append(name, value);
      data.append("csrfmiddlewaretoken", token.value);
      fetch(box.dataset.tour, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } }).catch(() => {});
    }

    function target() {
      const found = document.querySelector(stops[at - 1].dataset.tourStop);
      return found && (found.closest(".w-panel__wrapper") || found);
    }

    function unmark() {
      document.querySelectorAll(".tt-here").forEach((one) => one.classList.remove("tt-here"));
    }

    function point(scroll) {
      unmark();
      const found = target();
      if (!found) return;
      found.classList.add("tt-here");
      if (scroll) found.scrollIntoView({ block: found.offsetHeight > innerHeight / 2 ? "start" : "center" });
    }

    function put(where) {
      place = where;
      box.classList.toggle("tt-up", where % 2 === 1);
      box.classList.toggle("tt-fold", where > 1);
      unfold.hidden = where < 2;
    }

    function covers(field) {
      const mine = box.getBoundingClientRect();
      const its = field.getBoundingClientRect();
      return mine.left < its.right && its.left < mine.right && mine.top < its.bottom && its.top < mine.bottom;
    }

    function giveWay() {
      const field = document.activeElement;
      if (!box.classList.contains("tt-card") || box.contains(field)) return;
      if (!field.matches("input, textarea, select, [contenteditable=true]")) return;
      if (place < 2 && !covers(field)) return; // no more moves than are needed
      for (const one of [0, 1, 2, 3]) {
        put(one);
        if (!covers(field)) return;
      }
    }

    let asked = 0;
    const giveWaySoon = () => { asked = asked || requestAnimationFrame(() => { asked = 0; giveWay(); }); };

    function show(scroll) {
      all.hidden = false;
      again.hidden = true;
      if (box.parentElement === home) document.body.append(box);
      box.classList.add("tt-card");
      stops.forEach((one, number) => { one.hidden = number + 1 !== at; });
      where.textContent = where.dataset.words.replace("%s", at);
      box.querySelector("[data-tour-back]").hidden = at === 1;
      box.querySelector("[data-tour-next]").hidden = at === stops.length;
      away.textContent = at === stops.length ? away.dataset.done : words;
      point(scroll);
    }

    function go(step) {
      at = step;
      show(true);
      keep("buoc", step);
    }

    function close() {
      all.hidden = true;
      again.hidden = false;
      put(0);
      box.classList.remove("tt-card");
      home.prepend(box);
      unmark();
      keep("cat", 1);
      again.querySelector("a").focus();
    }

    where.hidden = false;
    buttons.hidden = false;
    all.insertBefore(where, all.querySelector("ol"));
    where.setAttribute("aria-live", "polite");
    box.querySelector("[data-tour-next]").addEventListener("click", () => go(at + 1));
    box.querySelector("[data-tour-back]").addEventListener("click", () => go(at - 1));
    box.querySelector("[data-tour-show]").addEventListener("click", () => {
      point(true);
      const found = target();
      const input = found && (found.matches("button") ? found : found.querySelector("input:not([type=hidden]), textarea, button"));
      if (input) input.focus({ preventScroll: true });
    });
    away.addEventListener("click", close);
    unfold.addEventListener("click", () => {
      put(place - 2);
      box.querySelector("[data-tour-next]:not([hidden]), [data-tour-away]").focus();
    });
    for (const kind of ["focusin", "input", "scroll"]) document.addEventListener(kind, giveWaySoon, { capture: true, passive: true });
    addEventListener("resize", giveWaySoon);
    box.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
    again.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      at = 1;
      keep("lai", 1);
      show(true);
      box.querySelector("[data-tour-next]").focus();
    });
    if (!("closed" in box.dataset)) show(at > 1);
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-tour]").forEach(begin));
})();
