// "Is it easy to read?": looks at what stands in the form now, without saving it, and leads to each place.
"use strict";
(function () {
  const WAIT = 3000; // milliseconds after the editor has saved by itself
  let waiting = 0;

  function mark(element) {
    document.querySelectorAll(".tt-here").forEach((one) => one.classList.remove("tt-here"));
    element.classList.add("tt-here");
    element.scrollIntoView({ block: "center" });
  }

  function inputIn(section, name) {
    const named = name && section.querySelector(`[name$="-${name}"]`);
    if (named && named.type !== "hidden") return named;
    return section.querySelector("[role=textbox], input:not([type=hidden]), textarea, select");
  }

  function open(section) {
    for (let at = section; at; at = at.parentElement) {
      const toggle = at.matches("[data-panel]") && at.querySelector("[data-panel-toggle][aria-expanded=false]");
      if (toggle && toggle.closest("[data-panel]") === at) toggle.click();
    }
  }

  function jump(link) {
    const place = document.getElementById(link.dataset.jump);
    if (!place) return false;
    const input = place.matches("input, textarea, select") ? place : inputIn(place, link.dataset.jumpName);
    open(place);
    mark((input && input.closest(".w-field")) || place);
    if (input) input.focus({ preventScroll: true });
    return true;
  }

  function look(box) {
    const form = box.closest("form");
    const body = box.querySelector("[data-review-body]");
    const button = box.querySelector("[data-review-now]");
    const words = button.textContent;
    button.disabled = true;
    button.textContent = box.dataset.working;
    fetch(box.dataset.review, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } })
      .then((answer) => {
        if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
        return answer.text();
      })
      .then((html) => { body.innerHTML = html; })
      .catch(() => { body.textContent = box.dataset.failed; })
      .finally(() => { button.disabled = false; button.textContent = words; });
  }

  function begin(box) {
    const button = box.querySelector("[data-review-now]");
    button.hidden = false;
    button.addEventListener("click", () => look(box));
    box.addEventListener("click", (event) => {
      const link = event.target.closest("[data-jump]");
      if (link && jump(link)) event.preventDefault();
    });
    box.closest("form").addEventListener("w-autosave:success", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => look(box), WAIT);
    });
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-review]").forEach(begin));
})();
