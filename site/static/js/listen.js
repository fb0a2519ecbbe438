// Plays a sound in place. Without this the link opens the sound file.
let playing = null;

function stop() {
  if (!playing) return;
  playing.sound.pause();
  playing.words.textContent = playing.before;
  playing = null;
}

function play(link, words) {
  const sound = new Audio(link.href);
  playing = { link, words, sound, before: words.textContent };
  words.textContent = link.dataset.playing;
  sound.addEventListener("ended", stop);
  sound.play().catch(() => { stop(); location.href = link.href; });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-listen]");
  const words = link && link.querySelector("[data-words]");
  if (!words || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const again = playing && playing.link === link;
  stop();
  if (!again) play(link, words);
});
