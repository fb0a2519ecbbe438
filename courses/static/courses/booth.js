// The booth: one step at a time, three keys. What was recorded goes out behind her back and stays on the device until
// the server has it. Without this file the page is the words of all steps, each with a form for a file.
"use strict";
(() => {
  const booth = document.querySelector("[data-booth]");
  const plain = document.querySelector("[data-plain]");
  if (!booth) { if (plain) plain.hidden = true; return; }
  const word = (name) => booth.querySelector(`[data-w="${name}"]`).textContent;
  const problem = booth.querySelector("[data-problem]");
  const complain = (name) => { problem.textContent = name && word(name); problem.hidden = !name; };
  plain.hidden = true;
  if (!window.isSecureContext) { complain("insecure"); return; }
  if (!navigator.mediaDevices || !window.MediaRecorder) { complain("unsupported"); return; }

  const { user, page, language, longest, better } = booth.dataset;
  const token = booth.querySelector("[name=csrfmiddlewaretoken]").value;
  const steps = [...booth.querySelectorAll("[data-step]")].map((node, place) => ({
    node, place, url: node.dataset.url, mark: node.dataset.mark, done: "done" in node.dataset,
    key: [user, page, language, node.dataset.step].join("/"), player: node.querySelector(":scope > audio"), name: node.querySelector("h2").textContent,
  }));
  const keys = booth.querySelector("[data-keys]");
  const key = (name) => keys.querySelector(`[data-key=${name}]`);
  const [record, hear, next, back] = ["record", "hear", "next", "back"].map(key);
  const time = keys.querySelector("[data-time]");
  const told = keys.querySelector("[data-told]");
  const end = booth.querySelector("[data-end]");
  const label = (button, text) => { button.querySelector("[data-label]").textContent = text; };
  const tell = (text) => { told.textContent = text; };
  let now = 0; // place of the step that is shown; steps.length is the end
  let stream = null;
  let recorder = null; // while it runs
  let asked = false; // the browser asks for the microphone
  const KIND = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"].find((kind) => MediaRecorder.isTypeSupported(kind));

  // --- what waits to be sent: on the device, else (a private window) in this page only ---
  const memory = new Map();
  const opened = new Promise((done) => {
    try {
      const asking = indexedDB.open("thu-tieng", 1);
      asking.onupgradeneeded = () => asking.result.createObjectStore("cho", { keyPath: "key" });
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => done(null);
    } catch { done(null); }
  });
  const inStore = async (mode, act) => {
    const base = await opened;
    if (!base) throw new Error("no store");
    return new Promise((done, fail) => {
      const asking = act(base.transaction("cho", mode).objectStore("cho"));
      asking.onsuccess = () => done(asking.result);
      asking.onerror = () => fail(asking.error);
    });
  };
  const put = async (entry) => {
    memory.delete(entry.key);
    try { await inStore("readwrite", (store) => store.put(entry)); } catch { memory.set(entry.key, entry); }
  };
  const all = async () => {
    let kept = [];
    try { kept = await inStore("readonly", (store) => store.getAll()); } catch { /* none */ }
    return [...kept, ...memory.values()].filter((entry) => entry.user === user).sort((a, b) => a.at - b.at);
  };
  const drop = async (entry) => { // unless it was recorded again meanwhile
    if (memory.has(entry.key) && memory.get(entry.key).at === entry.at) memory.delete(entry.key);
    try {
      const kept = await inStore("readonly", (store) => store.get(entry.key));
      if (kept && kept.at === entry.at) await inStore("readwrite", (store) => store.delete(entry.key));
    } catch { /* it was in memory */ }
  };

  // --- sending ---
  async function send(entry) {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", token);
    body.append("chu", entry.mark);
    body.append("cach", "thu");
    body.append("tep", entry.blob, "thu");
    const answer = await fetch(entry.url, {
      method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual",
    });
    if (answer.type === "opaqueredirect" || answer.status === 403) return "door";
    if (answer.status === 201) return "";
    if (answer.status === 404) return "gone";
    if (answer.status === 422) return (await answer.json()).error || word("refused");
    throw new Error(answer.status);
  }
  let sending = null;
  let timer = 0;
  const sendAll = () => {
    clearTimeout(timer);
    sending = sending || sendEach().finally(() => { sending = null; });
    return sending;
  };
  async function sendEach() {
    for (let list = await all(); list.length; list = await all()) {
      const [entry] = list;
      let trouble = "";
      try { trouble = await send(entry); } catch { trouble = "offline"; }
      if (trouble === "offline" || trouble === "door") {
        const name = trouble === "offline" && memory.size ? "memory" : trouble;
        tell(`${word(name)} ${list.length}`);
        timer = setTimeout(sendAll, 8000);
        return;
      }
      await drop(entry);
      const step = steps.find(({ key: one }) => one === entry.key);
      if (trouble) {
        if (step) { step.done = false; problem.textContent = `${step.name}: ${trouble === "gone" ? word("gone") : trouble}`; problem.hidden = false; }
        tell(word("refused"));
      } else {
        if (step) step.node.querySelector("[data-state]").textContent = word("saved");
        tell(word("saved"));
      }
    }
  }
  addEventListener("online", sendAll);
  addEventListener("beforeunload", (event) => { if (memory.size || recorder) event.preventDefault(); });

  // --- one step on the screen ---
  const shown = () => steps[now];
  const has = () => Boolean(shown() && shown().player.getAttribute("src"));
  function paint() {
    const busy = Boolean(recorder);
    label(record, word(busy ? "stop" : has() ? "again" : "record"));
    record.toggleAttribute("data-on", busy);
    const first = busy || !(shown() && shown().fresh); // the one filled key: what comes next
    record.classList.toggle("go", first);
    next.classList.toggle("go", !first);
    label(next, word(now === steps.length - 1 ? "end" : "next"));
    hear.disabled = busy || !has();
    next.disabled = busy;
    back.disabled = busy || now === 0;
    record.hidden = hear.hidden = next.hidden = now === steps.length;
  }
  function show(place, quietly) {
    now = Math.max(0, Math.min(steps.length, place));
    for (const step of steps) { step.node.hidden = step.place !== now; step.player.pause(); }
    for (const node of document.querySelectorAll("[data-head], [data-more]")) node.hidden = now > 0;
    end.hidden = now < steps.length;
    time.textContent = "";
    if (now === steps.length) finish();
    paint();
    const head = (now === steps.length ? end : shown().node).querySelector("h2");
    if (quietly) { // the page has just opened: nothing moves, unless the keys lie over the words
      const said = shown() && shown().node.querySelector(".say").getBoundingClientRect();
      if (said && said.bottom > keys.getBoundingClientRect().top) head.scrollIntoView({ block: "start" });
      return;
    }
    complain("");
    head.focus({ preventScroll: true });
    head.scrollIntoView({ block: "start" }); // the words have the whole screen above the keys
  }
  function finish() {
    const left = steps.filter((step) => !step.done);
    end.querySelector("[data-left]").textContent = word(left.length ? "left" : "done");
    end.querySelector("[data-jump]").replaceChildren(...left.map((step) => {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn";
      button.textContent = step.place + 1;
      button.setAttribute("aria-label", step.name);
      button.addEventListener("click", () => show(step.place));
      line.append(button);
      return line;
    }));
    const onward = end.querySelector("[data-next]");
    if (onward) onward.classList.toggle("go", !left.length);
  }

  // --- recording ---
  async function listen() {
    if (stream && stream.active) return true;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } });
      return true;
    } catch (error) {
      complain(["NotFoundError", "OverconstrainedError", "NotReadableError"].includes(error.name) ? "missing" : "denied");
      for (const one of booth.querySelectorAll("[data-file]")) one.open = true;
      return false;
    }
  }
  // The loudest moment, so that a dead microphone is noticed at the first step and not at the fortieth.
  function ear() {
    try {
      const context = new AudioContext();
      const analyser = context.createAnalyser();
      context.createMediaStreamSource(stream).connect(analyser);
      const wave = new Float32Array(analyser.fftSize);
      let loudest = context.state === "running" ? 0 : null;
      const look = setInterval(() => {
        analyser.getFloatTimeDomainData(wave);
        if (context.state === "running") loudest = Math.max(loudest || 0, ...wave.map(Math.abs));
      }, 100);
      return () => { clearInterval(look); context.close(); return loudest === null || loudest > 0.004; };
    } catch { return () => true; }
  }
  async function start() {
    if (asked) return;
    asked = true;
    const ready = await listen();
    asked = false;
    if (!ready || recorder || !shown()) return;
    complain("");
    tell("");
    const step = shown();
    step.player.pause();
    step.node.querySelector("h2").scrollIntoView({ block: "start" });
    const heard = ear();
    const pieces = [];
    const began = performance.now();
    const mine = new MediaRecorder(stream, { mimeType: KIND, audioBitsPerSecond: 48000 });
    recorder = mine;
    const clock = setInterval(() => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      time.textContent = `${word("recording")} ${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}${seconds >= better ? ` · ${word("long")}` : ""}`;
      if (seconds >= longest - 2) stop();
    }, 250);
    mine.ondataavailable = ({ data }) => { if (data.size) pieces.push(data); };
    mine.onstop = () => {
      clearInterval(clock);
      recorder = null;
      const loud = heard();
      const long = performance.now() - began > 700;
      time.textContent = "";
      if (!long || !loud) tell(word(long ? "silent" : "short"));
      else keep(step, new Blob(pieces, { type: mine.mimeType }));
      paint();
    };
    mine.start();
    paint();
  }
  function stop() {
    if (recorder && recorder.state !== "inactive") recorder.stop();
  }
  async function keep(step, blob) {
    if (step.address) URL.revokeObjectURL(step.address);
    step.address = URL.createObjectURL(blob);
    step.player.src = step.address;
    step.player.hidden = false;
    step.done = step.fresh = true;
    tell(word("sending"));
    paint();
    await put({ key: step.key, user, url: step.url, mark: step.mark, blob, at: Date.now() });
    if (sending) await sending;
    sendAll();
  }

  const acts = {
    record: () => (recorder ? stop() : start()),
    hear: () => { shown().player.currentTime = 0; shown().player.play().catch(() => {}); },
    next: () => show(now + 1),
    back: () => show(now - 1),
  };
  keys.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-key]");
    if (button && !button.disabled) acts[button.dataset.key]();
  });
  const STROKES = { " ": "record", Enter: "next", ArrowRight: "next", ArrowLeft: "back" };
  // Whatever was reached with the keyboard answers to it as ever; a button that a finger or the mouse pressed does not.
  const own = ({ target }) => target.closest("a, input, select, textarea, summary, audio, form, button:focus-visible");
  const stroke = (event) => {
    const name = STROKES[event.key];
    if (!name || event.ctrlKey || event.altKey || event.metaKey || own(event) || now === steps.length) return;
    event.preventDefault(); // a key that has the focus is not pressed as well
    if (event.type === "keydown" && !event.repeat && (name === "record" || !recorder)) acts[name]();
  };
  document.addEventListener("keydown", stroke);
  document.addEventListener("keyup", stroke);
  addEventListener("pagehide", () => { if (stream) for (const track of stream.getTracks()) track.stop(); });

  booth.classList.add("live");
  const more = document.querySelector("[data-more]");
  more.open = false;
  booth.after(more); // what is to be read comes first
  for (const one of booth.querySelectorAll("[data-file]")) one.open = Boolean(one.querySelector(".bad, .err"));
  keys.hidden = false;
  const wanted = /^#buoc-(\d+)$/.exec(location.hash);
  const wrong = steps.findIndex(({ node }) => node.querySelector(".bad, .err"));
  const open = steps.findIndex(({ done }) => !done);
  show(wrong >= 0 ? wrong : wanted ? wanted[1] - 1 : Math.max(open, 0), true);
  sendAll();
})();
