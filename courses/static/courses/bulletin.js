// Says while somebody types how long it takes to read the words out.
const told = document.querySelector("[data-bulletin]");
const area = document.querySelector("textarea[name=bulletin]");
const tell = () => {
  const syllables = area.value.trim().split(/\s+/).filter(Boolean).length;
  const seconds = Math.round(syllables / Number(told.dataset.bulletin));
  told.textContent = syllables ? told.dataset.words.replace("{seconds}", seconds) : "";
};
if (told && area) {
  area.addEventListener("input", tell);
  tell();
}
