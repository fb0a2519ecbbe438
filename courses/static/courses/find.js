// Proposals below the search field (the combobox pattern of WAI-ARIA). Without this file, or where data is saved, the
// form does its work alone.
const form = document.querySelector("[data-find]");
const link = navigator.connection || {};
if (form && !link.saveData && !/2g/.test(link.effectiveType)) {
  const box = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  let timer, asked = "", at = -1;
  list.id = "goi-y";
  list.className = "goi-y";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.dataset.say);
  box.after(list);
  const set = (name, value) => box.setAttribute(name, value);
  set("role", "combobox");
  set("aria-autocomplete", "list");
  set("aria-controls", list.id);
  const show = (on) => {
    list.hidden = !on;
    set("aria-expanded", on);
    if (!on) mark(-1);
  };
  const mark = (to) => {
    if (list.children[at]) list.children[at].removeAttribute("aria-selected");
    at = to;
    const row = list.children[at];
    if (!row) return box.removeAttribute("aria-activedescendant");
    row.setAttribute("aria-selected", "true");
    set("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  };
  const ask = async () => {
    const words = asked = box.value.trim();
    if (words.length < 2) return show(false);
    try {
      const answer = await fetch(`${form.dataset.find}?q=${encodeURIComponent(words)}`, { credentials: "omit" });
      const rows = answer.ok ? await answer.text() : "";
      if (words !== asked || document.activeElement !== box) return;
      list.innerHTML = rows;
      show(!!rows);
    } catch { show(false); }
  };
  const open = (row) => { if (row) location.href = row.dataset.h; };
  show(false);
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 300); });
  box.addEventListener("blur", () => setTimeout(() => show(false), 200));
  box.addEventListener("keydown", (event) => {
    const rows = list.children.length;
    if (list.hidden || !rows || event.isComposing) return;
    if (event.key === "Escape") show(false);
    else if (event.key === "ArrowDown") mark((at + 1) % rows);
    else if (event.key === "ArrowUp") mark(at < 1 ? rows - 1 : at - 1);
    else if (event.key === "Enter" && at >= 0) open(list.children[at]);
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => open(event.target.closest("li")));
}
