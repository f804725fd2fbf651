// From a mark to its clause: the card beside an answer, the panel at the side, the whole text; and search in it.
// A tab's content is drawn after the click, how long after depends on the device.
const whenThere = (find, then, tries = 40) => {
  const found = find();
  if (found) then(found);
  else if (tries > 0) setTimeout(() => whenThere(find, then, tries - 1), 50);
};
const flash = (element) => {
  element.classList.remove("flash");
  void element.offsetWidth;
  element.classList.add("flash");
  element.focus({ preventScroll: true });
  element.scrollIntoView({ behavior: "smooth", block: "center" });
};
const goTo = (clause, quotes) => {
  openTab("clauses");
  whenThere(() => document.getElementById("clause-" + clause), (piece) => {
    clearSearch();
    const text = piece.querySelector("[data-text]");
    highlight("cited", quotes.map((quote) => [text, quote]));
    flash(text);
  });
};

// Words are lit through the highlight registry: the text itself stays as the server wrote it.
const rangesOf = (element, words) => {
  const node = element.firstChild;
  const found = [];
  if (!node || !words) return found;
  for (let at = node.data.indexOf(words); at >= 0; at = node.data.indexOf(words, at + words.length)) {
    const range = new Range();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    found.push(range);
  }
  return found;
};
const highlight = (name, pairs) => {
  if (!window.CSS || !CSS.highlights) return;
  const ranges = pairs.flatMap(([element, words]) => rangesOf(element, words));
  CSS.highlights.set(name, new Highlight(...ranges));
};

const search = (words) => {
  const texts = all("#clauses [data-text]");
  const hits = words ? texts.filter((text) => text.textContent.includes(words)) : texts;
  texts.forEach((text) => text.classList.toggle("faded", Boolean(words) && !hits.includes(text)));
  highlight("found", words ? hits.map((text) => [text, words]) : []);
  const count = document.querySelector("[data-search-count]");
  count.textContent = words ? (hits.length ? `${hits.length} 条里有“${words}”` : `没有一条写到“${words}”`) : "";
  if (words && hits.length && window.innerWidth > 900) hits[0].scrollIntoView({ block: "center" });
};
const clearSearch = () => {
  const field = document.querySelector("[data-clause-search]");
  if (field && field.value) { field.value = ""; search(""); }
};
document.addEventListener("input", (event) => {
  if (event.target.matches("[data-clause-search]")) search(event.target.value.trim());
});

// The panel shows one clause without leaving what is being read. Non-modal: the page beside it stays usable.
const panel = document.createElement("dialog");
panel.className = "panel";
panel.id = "clause-panel";
panel.setAttribute("aria-labelledby", "panel-heading");
document.body.append(panel);
let opener = null;
const closePanel = () => {
  if (!panel.open) return;
  panel.close();
  highlight("cited", []);
  if (opener && opener.isConnected) opener.focus({ preventScroll: true });
};
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className;
  if (text) element.textContent = text;
  return element;
};
const tool = (label, data) => {
  const button = make("button", "quiet", label);
  button.type = "button";
  Object.assign(button.dataset, data);
  return button;
};
const openPanel = (button) => {
  const store = document.getElementById("clause-texts");
  const clauses = JSON.parse(store.textContent);
  const clause = clauses[button.dataset.open];
  if (!clause) return;
  const [name, whole, parent] = clause;
  const words = (button.dataset.words || "").split("\n").filter((each) => each && whole.includes(each));
  const heading = make("h2", "panel-heading", name);
  heading.id = "panel-heading";
  heading.tabIndex = -1;
  const text = make("p", "policy", whole);
  const tools = make("p", "panel-tools");
  tools.append(
    tool("复制引文", { copy: words.join("……") || whole, cite: name }),
    tool("在全文里看", { goto: button.dataset.open }),
  );
  const close = tool("×", { closePanel: "" });
  close.setAttribute("aria-label", "关闭");
  close.classList.add("panel-close");
  panel.replaceChildren(close, heading);
  if (clauses[parent]) panel.append(make("p", "policy policy-above", clauses[parent][1]));
  panel.append(text, tools);
  if (!panel.contains(button)) opener = button;
  if (!panel.open) panel.show();
  highlight("cited", words.map((each) => [text, each]));
  heading.focus({ preventScroll: true });
};
const openMark = (button) => {
  const turn = button.closest(".turn");
  const card = turn && all(".clause-card", turn).find((each) => each.dataset.clause === button.dataset.open);
  if (card && window.innerWidth > 900) return flash(card);
  if (card && !button.dataset.words) button.dataset.words = all("mark", card).map((mark) => mark.textContent).join("\n");
  openPanel(button);
};
const quotesOf = (button) => {
  const card = button.closest(".clause-card");
  return card ? all("mark", card).map((mark) => mark.textContent) : [];
};
document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if (button.dataset.open !== undefined) openMark(button);
  if (button.dataset.closePanel !== undefined) closePanel();
  if (button.dataset.goto !== undefined) {
    closePanel();
    goTo(button.dataset.goto, quotesOf(button));
  }
  if (button.matches("#tabs button[role=tab]")) closePanel();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closePanel();
});
