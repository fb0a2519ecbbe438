// In a class: brings the news of the class to the page, and sends her signs without leaving it.
// Without this file both come with the next page.
(() => {
  const bar = document.querySelector("[data-lop]");
  const news = document.querySelector("[data-lop-news]");
  const form = document.getElementById("lop");
  if (!bar || !news || !form || !window.fetch || !window.DOMParser) return;
  let etag = bar.dataset.etag;

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const hand = fresh.querySelector("[data-lop-hand]");
    const mine = bar.querySelector("[data-lop-hand]");
    if (hand && mine) {
      mine.value = hand.value;
      mine.innerHTML = hand.innerHTML;
      hand.parentElement.remove();
    }
    news.innerHTML = fresh.body.innerHTML;
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(bar.dataset.lop, {
        headers: etag ? { "If-None-Match": etag } : {},
        credentials: "same-origin",
        cache: "no-store",
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect") { // the class is over
        bar.hidden = news.hidden = true;
        clearInterval(clock);
      } else if (answer.status === 200) {
        show(await answer.text());
        etag = answer.headers.get("ETag") || "";
      }
    } catch (error) {
      // a weak network: the next round comes
    }
  };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-lop-act]");
    if (!button) return;
    event.preventDefault();
    const body = new FormData(form);
    body.append(button.name, button.value);
    button.disabled = true;
    try {
      await fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual" });
      etag = "";
      await ask();
      button.disabled = false;
    } catch (error) {
      button.disabled = false;
      button.removeAttribute("data-lop-act"); // the next press sends it the plain way
    }
  });

  const clock = setInterval(ask, bar.dataset.every * 1000);
  document.addEventListener("visibilitychange", ask);
})();
