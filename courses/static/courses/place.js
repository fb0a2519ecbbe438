// Tells the site which step is being read. It keeps the place of learners it knows and forgets it for anybody else.
const own = document.currentScript;
fetch(own.dataset.place, { method: "POST", keepalive: true }).catch(() => {});
