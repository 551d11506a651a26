// Plays from whatever carries a moment, shows where the sound is, and lets the arrow keys walk from word to word.
"use strict";
(() => {
  const sound = document.querySelector("audio");
  const chart = document.querySelector("svg.lanes");
  const cursor = chart && chart.querySelector(".now");
  const script = document.querySelector(".script");
  const stops = script ? [...script.querySelectorAll("span[data-at]")] : [];
  const at = (element) => Number(element.dataset.at);
  const words = stops.filter((stop) => stop.dataset.to).sort((a, b) => at(a) - at(b));
  let lit = null;
  let frame = 0;

  const playFrom = (seconds) => {
    sound.currentTime = seconds;
    // A browser may refuse until it is asked again; its own button is there, too.
    sound.play().catch(() => {});
  };

  const wordAt = (seconds) => {
    let [low, high] = [0, words.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (at(words[middle]) <= seconds) low = middle + 1;
      else high = middle;
    }
    const word = words[low - 1];
    return word && seconds < Number(word.dataset.to) ? word : null;
  };

  const show = () => {
    cancelAnimationFrame(frame);
    const now = sound.currentTime;
    if (cursor) {
      const x = `${(100 * (now - Number(chart.dataset.from))) / Number(chart.dataset.length)}%`;
      cursor.setAttribute("x1", x);
      cursor.setAttribute("x2", x);
    }
    const word = wordAt(now);
    if (word !== lit) {
      if (lit) lit.classList.remove("lit");
      if (word) word.classList.add("lit");
      lit = word;
    }
    if (!sound.paused) frame = requestAnimationFrame(show);
  };
  for (const event of ["play", "pause", "seeked", "timeupdate"]) sound.addEventListener(event, show);

  // One stop for the Tab key, wherever in the words it was left.
  const stopAt = (stop) => {
    for (const other of stops) if (other.tabIndex === 0) other.tabIndex = -1;
    stop.tabIndex = 0;
  };
  if (stops.length) stopAt(stops[0]);

  document.addEventListener("click", (event) => {
    const timed = event.target.closest("[data-at]");
    if (timed) {
      // Whoever marks words to copy them does not want to hear them.
      if (stops.includes(timed) && !getSelection().isCollapsed) return;
      if (stops.includes(timed)) stopAt(timed);
      playFrom(at(timed));
    } else if (chart && chart.contains(event.target)) {
      const box = chart.getBoundingClientRect();
      const share = (event.clientX - box.left) / box.width;
      playFrom(Number(chart.dataset.from) + share * Number(chart.dataset.length));
    }
  });

  document.addEventListener("keydown", (event) => {
    const from = stops.indexOf(document.activeElement);
    if (from < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1, Home: 0, End: stops.length - 1 }[event.key];
    if (event.key === "Enter" || event.key === " ") playFrom(at(stops[from]));
    else if (stops[to]) {
      stopAt(stops[to]);
      stops[to].focus();
    } else return;
    event.preventDefault();
  });
})();
