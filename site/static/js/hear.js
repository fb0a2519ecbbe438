// Reads a page aloud. Without it a page still offers one sound made by the server, and lessons their recordings.
// What is read, and in which order, is decided by ui/spoken.py and arrives as a map of the elements.
"use strict";
(() => {
  const bar = document.querySelector("[data-hear]");
  if (!bar) return;
  const { hear: sounds, map, count, one, stop: stopWord, machine } = bar.dataset;
  const main = bar.parentElement;
  // The elements as the server counted them. A page that something else has changed keeps its one sound only.
  const elements = [...main.getElementsByTagName("*")].filter((node) => !bar.contains(node) && !node.ownerSVGElement);
  const parts = []; // in the order of the page
  const spoken = []; // those that the server may say too, by their number; the others were typed by somebody
  const groups = [];
  const buttons = []; // main ones, read last
  if (elements.length === Number(count)) {
    let place = -1;
    for (const [, step, marks] of map.matchAll(/(\d+)([a-z]*)/g)) {
      const node = elements[(place += Number(step))];
      if (marks.includes("g")) groups.push(node);
      if (marks.includes("z")) buttons.push(node);
      if (marks.includes("n")) continue;
      parts.push(node);
      if (!marks.includes("u")) spoken.push(node);
    }
  }
  const RECORDED = "[data-listen]:not([hreflang])"; // of the words as they stand there, not in another language
  const whole = bar.querySelector("[data-all]");
  const offer = bar.querySelector("[data-offer]");
  const synth = window.speechSynthesis;
  const player = new Audio(); // one for all: some phones let only a player go on that a tap has started
  const NOT_READ = "svg, select, textarea, noscript, script, audio, [aria-hidden=true], [data-b]";
  const PICTURE = "svg[aria-label], img[alt]";
  const CONTROL = "a[href], button, summary";
  const FIELD = "input, select, textarea";
  let voice = null; // only a voice inside the device: no word leaves it
  let turn = 0; // grows with every start and stop: what began before is over
  let kept = null; // an utterance that nobody holds may be forgotten in the middle of a word
  let now = null; // what is being read: { button, label, words, marked }
  let heardOnce = null; // the control whose next press counts
  let pressing = false; // a finger or the mouse is down: what lies under it has to stay there

  // --- the words of a part, as they are read ---
  const wordsIn = (node) =>
    [...node.childNodes].map((child) => {
      if (child.nodeType === 3) return child.data;
      if (child.nodeType !== 1) return "";
      if (child.localName === "br") return ", ";
      if (child.matches(NOT_READ) || parts.includes(child)) return " ";
      return `\u200b${wordsIn(child)}\u200b`;
    }).join("");
  const wordsOf = (part) => {
    if (part.localName === "select") return part.selectedOptions[0].text;
    if (part.matches(PICTURE)) return part.getAttribute("aria-label") || part.getAttribute("alt");
    return wordsIn(part)
      .replace(/([\p{L}\p{N}])\u200b+(?=([\p{L}\p{N}]))/gu, (_, before, after) => before + (/\p{Ll}/u.test(after) ? " " : ", "))
      .replace(/\u200b/g, "").replace(/\s+/g, " ").trim();
  };
  // As people say it, and as the server does (kit/voice.py): dates and hours in words, what is copied figure by figure.
  const SUM = "\\b[1-9]\\d{0,2}(?:\\.\\d{3})+\\b(?![.-]\\w)"; // "8.000" is one number
  const CODE = new RegExp(`(?!${SUM})\\b(?=[A-Z0-9]*\\d)[A-Z0-9]+(?:[.-][A-Z0-9]+){2,}\\b`, "g");
  const FIGURES = new RegExp(`${SUM}|\\d{5,}|\\b0\\d+(?: \\d{3,4}\\b)*`, "g");
  const ROMAN = /([Pp]hần |^(?=[IVX]+\.))(I{1,3}|IV|VI{0,3}|IX|X)\b/g; // of a part of a form
  const ROMANS = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
  const apart = (run) => [...run.replace(/ /g, "")].join(" ");
  const figures = (words) => words
    .replace(/(?:\bngày\s+)?\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/gi, (_, day, month, year) => `ngày ${+day} tháng ${+month} năm ${year}`)
    .replace(/\b(\d{1,2}):(\d{2})\b/g, (_, hour, minute) => `${+hour} giờ ${minute}`).replace(/(\d giờ) 00\b/g, "$1")
    .replace(/\b(\d{1,3})\/((?:19|20)\d{2})\b/g, (_, number, year) => `${+number} năm ${year}`) // of a law
    .replace(/\b(\d+)\s*\/\s*(\d+)\b/g, "$1 trên $2")
    .replace(ROMAN, (_, before, part) => before + ROMANS.indexOf(part))
    .replace(CODE, (code) => [...code].map((sign) => ({ ".": "chấm", "-": "gạch" })[sign] || sign).join(" "))
    .replace(/\b(\d)\.(\d{4,})\b/g, (_, first, rest) => `${first} chấm ${apart(rest)}`)
    .replace(FIGURES, (run) => (run.includes(".") ? run : apart(run))).replace(/\s*[·/]\s*/g, ", ");

  // --- one part: a recording, else the device, else the server ---
  const byDevice = (words) => new Promise((done, fail) => {
    kept = Object.assign(new SpeechSynthesisUtterance(figures(words)), { voice, lang: voice.lang, rate: 0.9 });
    const dead = setTimeout(fail, 4000); // a voice that is in the list and nowhere else
    kept.onstart = () => clearTimeout(dead);
    kept.onend = () => { clearTimeout(dead); done(); };
    kept.onerror = () => { clearTimeout(dead); fail(); };
    synth.speak(kept);
  });
  const byFile = (address) => new Promise((done, fail) => {
    player.onended = done;
    player.onerror = fail; // not onabort: the sound before is aborted when the next one comes
    player.src = address;
    player.play().catch(fail);
  });
  const recordingOf = (part) => part.dataset.sound || ("listen" in part.dataset && part.href) || "";
  const addressOf = (part) => {
    const number = spoken.indexOf(part);
    return sounds && number >= 0 ? `${sounds}/${number}` : "";
  };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));

  async function say(part, mine) {
    const recording = recordingOf(part);
    if (recording) {
      try { return await byFile(recording); } catch { if (mine !== turn) return; }
      if (now.button === part) { location.href = recording; return; }
    }
    const words = wordsOf(part);
    if (voice && words) {
      try { return await byDevice(words); } catch { if (mine !== turn) return; voice = null; synth.cancel(); }
    }
    const address = addressOf(part);
    for (let tries = 0; address && tries < 2 && mine === turn; tries += 1) {
      try { return await byFile(address); } catch { await wait(1500); } // the server may be busy once
    }
  }

  function mark(part) {
    if (now.marked) delete now.marked.dataset.said;
    now.marked = part;
    if (!part) return;
    part.dataset.said = "";
    if (pressing) return;
    const { top, bottom } = part.getBoundingClientRect();
    if (top < 60 || bottom > innerHeight - 60) part.scrollIntoView({ block: "center" });
  }

  function stop() {
    turn += 1;
    if (synth) synth.cancel();
    player.pause();
    if (!now) return;
    mark(null);
    if (now.label) now.label.textContent = now.words;
    now = null;
  }

  async function read(list, button) {
    const again = now && button && now.button === button;
    stop();
    if (again || !list.length) return;
    const mine = (turn += 1);
    const label = button && button.querySelector("[data-words]");
    now = { button, label, words: label && label.textContent, marked: null };
    if (label) label.textContent = button.dataset.playing || (voice ? stopWord : `${stopWord} (${machine})`);
    for (const [place, part] of list.entries()) {
      const next = list[place + 1];
      if (!voice && next && addressOf(next)) fetch(addressOf(next)).catch(() => {}); // there when its turn comes
      mark(part);
      await say(part, mine);
      if (mine !== turn) return;
    }
    stop();
  }

  // A page whose elements are not where the server counted them.
  async function readWhole(button) {
    const again = now && now.button === button;
    stop();
    if (again || !sounds) return;
    const mine = (turn += 1);
    const label = button.querySelector("[data-words]");
    now = { button, label, words: label.textContent, marked: null };
    label.textContent = `${stopWord} (${machine})`;
    try { await byFile(sounds); } catch { /* the server has no sound for it */ }
    if (mine === turn) stop();
  }

  // --- what is read: a page in its order, a group, a control ---
  const shows = (part) => (part.checkVisibility ? part.checkVisibility() : part.getClientRects().length > 0);
  const partsIn = (group) => parts.filter((part) => (part === group || group.contains(part)) && shows(part));
  // What is chosen in a list is said after its field, by the device only: the lines of a list open outside the page.
  const chosenIn = (group) => [...group.getElementsByTagName("select")].filter((list) => list.value && shows(list));
  const withChosen = (list, group) => [...list, ...chosenIn(group)].sort((one, other) => (one.compareDocumentPosition(other) & 4 ? -1 : 1));
  // What a recording says already: a lesson has one step a page, a guide one in each section.
  const told = (part) => {
    const covered = part.closest("[data-part]");
    return covered && covered.parentElement.querySelector(RECORDED);
  };
  const inOrder = () => {
    const list = withChosen(parts.filter((part) => shows(part) && !part.hreflang && !told(part)), main);
    return [...list.filter((part) => !buttons.includes(part)), ...list.filter((part) => buttons.includes(part))];
  };
  const around = (node) => (node === main || !node ? undefined : parts.includes(node) ? node : around(node.parentElement));
  const partOf = (control) => around(control) || partsIn(control)[0];

  function add(group) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn t hb";
    button.dataset.b = "";
    const word = document.createElement("span");
    word.dataset.words = "";
    word.textContent = one;
    button.append(whole.firstElementChild.cloneNode(true), word);
    const first = group.localName === "p" ? null : parts.find((part) => part === group || group.contains(part));
    if (first) {
      const about = document.createElement("span");
      about.className = "vh";
      about.textContent = `: ${wordsOf(first).slice(0, 60)}`;
      button.append(about);
    }
    group.dataset.g = "";
    group.append(button);
  }

  function open() {
    if (!whole.hidden) return;
    document.body.dataset.hearing = "";
    whole.hidden = false;
    groups.forEach(add);
  }
  function look() {
    voice = (synth && synth.getVoices().find(({ lang, localService }) => localService && /^vi([-_]|$)/i.test(lang))) || null;
    if (voice || sounds) open();
  }
  if (synth) synth.onvoiceschanged = look;
  look();

  // --- "đọc to khi chạm": chosen once, kept in a cookie that pages without scripts know too ---
  const chosen = () => (document.cookie.match(/(?:^|; )doc_to=([01])/) || [])[1];
  function choose(value) {
    const safe = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `doc_to=${value}; path=/; max-age=15552000; samesite=lax${safe}`;
    offer.hidden = true;
  }

  function touched(event) {
    const control = event.target.closest(CONTROL);
    if (control) {
      if (control === heardOnce) { heardOnce = null; return; }
      heardOnce = control;
      event.preventDefault();
      event.stopPropagation();
      const part = partOf(control);
      if (part) read([part]);
      return;
    }
    const part = around(event.target);
    if (part && !part.control && !event.target.matches(FIELD)) read([part]); // a label's field gets the focus, and speaks

  }

  for (const [kind, down] of Object.entries({ pointerdown: true, pointerup: false, pointercancel: false })) {
    document.addEventListener(kind, () => { pressing = down; }, true);
  }
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const own = target.closest("[data-all], [data-b], [data-choose], [data-listen]");
    if (own) {
      if ("choose" in own.dataset) { choose(own.dataset.choose); stop(); return; }
      if ("listen" in own.dataset) event.preventDefault();
      if (!parts.length && "all" in own.dataset) { readWhole(own); return; }
      const list = "all" in own.dataset ? inOrder() : "b" in own.dataset ? withChosen(partsIn(own.parentElement), own.parentElement) : [own];
      read(list, own);
      if (!chosen()) offer.hidden = false;
    } else if (chosen() === "1" && main.contains(target) && !bar.contains(target)) {
      touched(event);
    }
  }, true);

  document.addEventListener("focusin", ({ target, relatedTarget }) => {
    if (chosen() !== "1" || !main.contains(target) || bar.contains(target) || "b" in target.dataset) return;
    if (target.matches(FIELD)) {
      const group = target.closest("[data-g]");
      const label = [...(target.labels || [])].find((one) => one.contains(target)); // of one choice among several
      const isNew = group && !group.contains(relatedTarget);
      const lines = isNew ? partsIn(group).filter((part) => !part.control || part.control === target) : [];
      read([...lines, ...(lines.includes(label) || !label ? [] : [label]), ...(isNew ? chosenIn(group) : [])]);
    } else if (target.matches(CONTROL) && target.matches(":focus-visible")) { // by the keyboard: the next press counts
      heardOnce = target;
      const part = partOf(target);
      if (part) read([part]);
    }
  });
  document.addEventListener("change", ({ target }) => {
    if (chosen() === "1" && main.contains(target) && target.localName === "select" && target.value) read([target]);
  });
  addEventListener("pagehide", stop);
})();
