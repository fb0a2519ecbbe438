// What a careful person would look at on a page, measured. Returns plain data; the tests judge it.
(() => {
  const box = (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return { x, y, width, height };
  };
  const shown = (node) =>
    node.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) && !node.closest(".vh") && box(node).width > 1;
  const name = (node) =>
    `<${node.localName}${node.className && typeof node.className === "string" ? ` class="${node.className}"` : ""}> ` +
    (node.innerText || node.name || node.id || "").trim().slice(0, 40);
  // A link in the middle of a sentence is as tall as its line.
  const inSentence = (node) =>
    node.localName === "a" &&
    getComputedStyle(node).display === "inline" &&
    [...node.parentElement.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim());
  // A radio button or a box to tick is pressed anywhere on its label.
  const target = (node) => (/^(radio|checkbox)$/.test(node.type) ? node.closest("label") : null) || node;
  const controls = [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((node) => shown(node) && !node.matches(".skip") && !inSentence(node))
    .map((node) => ({ what: name(node), ...box(target(node)) }));
  const room = (node) => {
    const style = getComputedStyle(node.parentElement);
    return node.parentElement.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  };
  const meta = (named) => document.querySelector(`meta[name=${named}]`)?.content || "";
  const links = [...document.querySelectorAll("[href], [src], form[action]")]
    .map((node) => node.href?.baseVal ?? (node.localName === "form" ? node.action : node.href || node.src))
    .filter((address) => address && !address.startsWith(location.origin + "/") && !/^(tel:|data:|#)/.test(address));
  const same = (field, line) => field.innerText.replace(/^Lỗi:\s*/, "").trim() === line.innerText.trim();
  const list = document.querySelector("[data-errs]");
  // Every line of the list leads to its field, and the field says the same words. Only what belongs to no field
  // (a name and a password that do not fit together) stands in the list alone.
  const lostErrors = [...(list ? list.querySelectorAll("li") : [])].filter((line) => {
    const link = line.querySelector("a");
    if (!link) return !!document.querySelector(".err");
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return !field || ![...document.querySelectorAll(".err")].some((words) => same(words, link));
  });
  return {
    listFocused: !!list && document.activeElement === list,
    lostErrors: lostErrors.map((line) => line.innerText),
    title: document.title,
    lang: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1")].map((node) => node.innerText),
    robots: meta("robots"),
    og: document.querySelectorAll("meta[property^='og:']").length,
    passwords: document.querySelectorAll("input[type=password]").length,
    filled: [...document.querySelectorAll("input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select")]
      .filter((node) => (node.autocomplete || node.form?.autocomplete) !== "off")
      .map(name),
    outside: links,
    go: [...document.querySelectorAll("main .btn.go")].filter(shown).map((node) => ({ what: name(node), room: room(node), ...box(node) })),
    small: controls.filter(({ width, height }) => width < 47.5 || height < 47.5),
    tiny: [...document.querySelectorAll("body *")]
      .filter((node) => [...node.childNodes].some((part) => part.nodeType === 3 && part.textContent.trim()) && !node.closest("svg") && shown(node))
      .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 17.9)
      .map(name),
  };
})();
