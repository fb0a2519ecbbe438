// Sends or copies the address of a page. Nothing is asked of Zalo or Facebook before somebody taps.
document.querySelectorAll("[data-send]").forEach((part) => {
  const field = part.querySelector("input");
  const say = (words) => { part.querySelector("[data-done]").textContent = words; };
  // Halls read over plain http, where browsers have no clipboard: the older way works there.
  const copy = async (words) => {
    try {
      await navigator.clipboard.writeText(part.dataset.send);
      say(words);
    } catch {
      field.select();
      if (document.execCommand("copy")) say(words);
    }
  };
  const offer = (name, act) => {
    const button = part.querySelector(`[data-${name}]`);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => act(button.dataset[name]));
  };
  offer("copy", copy);
  offer("zalo", (words) => {
    if (!navigator.share) return copy(words);
    return navigator.share({ title: part.dataset.title, url: part.dataset.send }).catch((no) => no.name === "AbortError" || copy(words));
  });
});
document.querySelectorAll("[data-print]").forEach((place) => {
  place.hidden = false;
  place.addEventListener("click", () => window.print());
});
