// A shared machine: leaves the page after idle minutes, says so before, and tells the server while somebody types.
const here = document.currentScript.dataset;
const whole = Number(here.seconds) * 1000;
const before = Math.min(120000, whole / 2);
const tellEvery = Math.min(60000, whole / 4);
let last = Date.now();
let told = Date.now();
let question = null;

function leave() {
  document.body.replaceChildren();
  location.replace(here.leave);
}

function ask() {
  if (question) return;
  question = document.createElement("dialog");
  question.className = "card stack";
  const words = document.createElement("p");
  words.textContent = here.question;
  const stay = document.createElement("button");
  stay.className = "btn go";
  stay.type = "button";
  stay.textContent = here.stay;
  question.append(words, stay);
  document.body.append(question);
  question.showModal();
}

function active() {
  if (Date.now() - last >= whole) return leave();
  last = Date.now();
  if (question) question.remove();
  question = null;
  if (last - told < tellEvery) return;
  told = last;
  fetch(here.here, { headers: { "X-Here": "1" }, cache: "no-store" }).catch(() => {});
}

function look() {
  const idle = Date.now() - last;
  if (idle >= whole) leave();
  else if (idle >= whole - before) ask();
}

for (const kind of ["pointerdown", "keydown", "input", "wheel", "touchmove"])
  addEventListener(kind, active, { passive: true });
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
setInterval(look, Math.min(5000, whole / 8));
