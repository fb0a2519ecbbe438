// Shows a field only when it applies. Without this script every field is there, and says when to fill it in.
"use strict";
(() => {
  const form = document.querySelector("[data-eform]");
  const answer = (name) => new FormData(form).get(name) || "";
  const holds = (rule) => {
    if (rule.all) return rule.all.every(holds);
    if (rule.any) return rule.any.some(holds);
    if (rule.not) return !holds(rule.not);
    if (rule.filled) return answer(rule.field).trim() !== "";
    return (rule.one_of || [rule.equals]).includes(answer(rule.field));
  };
  const parts = [...form.querySelectorAll("[data-show-if]")];
  const refresh = () => parts.forEach((part) => { part.hidden = !holds(JSON.parse(part.dataset.showIf)); });
  form.addEventListener("change", refresh);
  refresh();
})();
