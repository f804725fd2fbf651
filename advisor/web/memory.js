// What lasts: contents kept until the browser tab is closed, the focus through a redraw, names for screen readers.
const keepAll = () => all("[data-keep]").forEach((each) => {
  const name = "advisor-" + each.dataset.keep;
  if (sessionStorage.getItem(name) === each.textContent) return;
  try {
    sessionStorage.setItem(name, each.textContent);
  } catch (error) {
    // Storage is full or forbidden: the page works on, it only forgets when it is loaded again.
    console.warn(error);
  }
});

let keeping = null;
const keepSoon = () => {
  if (!keeping) keeping = setTimeout(() => { keeping = null; keepAll(); }, 120);
};

// A page left in the very moment of an answer keeps it too.
addEventListener("pagehide", keepAll);

// A part that is drawn anew takes the focus with it; it is given back to the place where reading goes on.
const REDRAWN = 4000;
let pressed = null;
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-event]");
  const part = button && button.closest("#assessment");
  pressed = part && { part: "#assessment", until: Date.now() + REDRAWN };
  // The drawing reuses elements: a button that kept the focus would be one of the next question.
  if (part) button.blur();
}, true);
const giveFocusBack = () => {
  if (!pressed || Date.now() > pressed.until || document.activeElement !== document.body) return;
  const place = document.querySelector(pressed.part + " [data-focus-here]");
  if (place) place.focus({ preventScroll: true });
};

// Gradio's button for further files has no name and holds another button.
const nameUpload = () => all('button[aria-label="common.upload"]').forEach((outer) => {
  outer.setAttribute("role", "group");
  outer.setAttribute("aria-label", "再加文件");
  outer.title = "再加文件";
  outer.tabIndex = -1;
  const inner = outer.querySelector("button");
  if (inner) inner.setAttribute("aria-label", "再加文件");
});

let turns = 0;
new MutationObserver(() => {
  const field = document.querySelector("#question textarea, #question input");
  if (field && !field.getAttribute("aria-label")) field.setAttribute("aria-label", "问题");
  keepSoon();
  giveFocusBack();
  all(".toast-title, .toast-message-text").forEach(translate);
  const bar = document.querySelector("[data-sheet-toggle]");
  const open = String(document.body.classList.contains("sheet-open"));
  if (bar && bar.getAttribute("aria-expanded") !== open) bar.setAttribute("aria-expanded", open);
  nameUpload();
  const contents = document.querySelector(".toc-list:not([data-placed])");
  if (contents) {
    contents.dataset.placed = "";
    contents.open = window.innerWidth > 900;
  }
  const now = all("#conversation .turn").length;
  if (now > turns) document.querySelector("#conversation .turn-last").scrollIntoView({ behavior: "smooth", block: "start" });
  turns = now;
}).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
