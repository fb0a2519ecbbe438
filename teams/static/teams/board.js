// The live board: asks for what has changed every few seconds. Without this file the page refreshes itself.
(() => {
  const board = document.querySelector("[data-board]");
  const updated = document.querySelector("[data-updated]");
  const stale = document.querySelector("[data-stale]");
  if (!board || !window.fetch || !window.DOMParser) return;
  let etag = board.dataset.etag;

  const show = (html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const focused = document.activeElement && document.activeElement.value;
    fresh.querySelectorAll("[data-live]").forEach((part) => {
      const old = document.querySelector(`[data-live="${part.dataset.live}"]`);
      if (old) old.replaceWith(part);
    });
    // A button that had the focus has it again, wherever its card has moved to.
    const again = focused && board.querySelector(`button[value="${CSS.escape(focused)}"]`);
    if (again && document.activeElement === document.body) again.focus({ preventScroll: true });
  };

  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch(board.dataset.board, {
        headers: { "If-None-Match": etag },
        credentials: "same-origin",
        cache: "no-store",
        redirect: "manual",
      });
      if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
        location.reload(); // signed out, or no longer on this team: the page itself says so
        return;
      }
      if (answer.status !== 304 && !answer.ok) throw new Error(answer.status);
      if (answer.status === 200) {
        show(await answer.text());
        etag = answer.headers.get("ETag") || "";
      }
      const at = answer.headers.get("Date");
      if (updated && at) updated.textContent = new Date(at).toLocaleTimeString("vi-VN", { hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
      if (stale) stale.hidden = true;
    } catch (error) {
      if (stale) stale.hidden = false;
    }
  };

  setInterval(ask, board.dataset.every * 1000);
  document.addEventListener("visibilitychange", ask);
})();
