// Shows a field only when it applies, and lets a choice change what follows from it. Without this script every field is
// there and says when to fill it in, and each such choice has its button.
"use strict";
(() => {
  const form = document.querySelector("[data-eform]");
  const known = JSON.parse(form.dataset.known || "{}");  // answered on other pages
  const answer = (name) => new FormData(form).get(name) ?? known[name] ?? "";
  const time = (text) => {  // NaN where it is no date: compares as false with everything
    const [, day, month, year] = text.trim().match(/^(\d{1,2})\D?(\d{1,2})\D?(\d{4})$/) || [];
    return year ? Date.UTC(year, month - 1, day) : NaN;
  };
  const age = (text) => (Date.parse(form.dataset.filedOn) - time(text)) / 864e5;
  const holds = (rule) => {
    if (rule.all) return rule.all.every(holds);
    if (rule.any) return rule.any.some(holds);
    if (rule.not) return !holds(rule.not);
    if (rule.filled) return answer(rule.field).trim() !== "";
    if (rule.older_than_days !== undefined) return age(answer(rule.field)) > rule.older_than_days;
    if (rule.before) return time(answer(rule.field)) < time(answer(rule.before));
    if (rule.contains) {
      const words = (text) => ` ${text.normalize("NFC").toLowerCase().split(/[^\p{L}\p{N}]+/u).join(" ")} `;
      return rule.contains.some((word) => words(answer(rule.field)).includes(words(word)));
    }
    return (rule.one_of || [rule.equals]).includes(answer(rule.field));
  };
  const parts = [...form.querySelectorAll("[data-show-if]")];
  const blocks = [...form.querySelectorAll("[data-part]")];
  const refresh = () => {
    parts.forEach((part) => { part.hidden = !holds(JSON.parse(part.dataset.showIf)); });
    blocks.forEach((block) => { block.hidden = !block.querySelector(":scope > div:not([hidden])"); });
  };
  // A link to a paper opens it.
  addEventListener("hashchange", () => {
    const paper = document.getElementById(location.hash.slice(1));
    if (paper && paper.tagName === "DETAILS") paper.open = true;
  });
  // An arrow key that runs through a closed list changes it at every line: whoever chooses by keys presses the button.
  let byKey = false;
  form.addEventListener("keydown", () => { byKey = true; });
  form.addEventListener("pointerdown", () => { byKey = false; });
  form.addEventListener("change", (event) => {
    refresh();
    const button = form.querySelector(`[name=cap_nhat][value="${event.target.name}"]`);
    if (!button) return;
    if (byKey) button.parentElement.hidden = false;
    else button.click();
  });
  form.querySelectorAll("[data-update]").forEach((line) => { line.hidden = true; });
  refresh();
})();
