// Runs once for each part that speaks to Python. A press sends its own data and the fields of the form around it.
const send = (source) => {
  const form = source.closest("[data-form]") || element;
  const values = {};
  form.querySelectorAll("input[name], select[name], textarea[name]").forEach((field) => {
    if (field.type === "checkbox") {
      values[field.name] = values[field.name] || [];
      if (field.checked) values[field.name].push(field.value);
    } else if (field.type === "radio") {
      if (field.checked) values[field.name] = field.value;
    } else {
      values[field.name] = field.value;
    }
  });
  const others = boxes().filter((box) => box.name && !form.contains(box) && box.checked !== box.defaultChecked);
  kept = new Map(others.map((box) => [key(box), box.checked]));
  sent = form;
  trigger("act", { ...source.dataset, values });
};
// A new drawing changes attributes only: a box ticked for one row would stay ticked for whatever row comes to stand
// there. So boxes are set as drawn, but for those of other forms at the same place that were changed by hand; text is
// set as drawn in the form that was sent, and everywhere when another place is looked at.
let sent = null;
let kept = new Map();
let last = { number: "", place: "" };
const boxes = () => Array.from(element.querySelectorAll("input[type=checkbox]"));
const key = (box) => `${box.name}=${box.value}`;
const texts = (form) => form.querySelectorAll("select, textarea, input:not([type=checkbox]):not([type=file])").forEach((field) => {
  if (field.tagName !== "SELECT") field.value = field.defaultValue;
  else field.selectedIndex = Math.max(0, Array.from(field.options).findIndex((each) => each.defaultSelected));
});
new MutationObserver(() => {
  const drawn = element.querySelector("[data-drawn]");
  if (!drawn || drawn.dataset.drawn === last.number) return;
  const moved = drawn.dataset.place !== last.place;
  boxes().forEach((box) => { box.checked = !moved && kept.has(key(box)) ? kept.get(key(box)) : box.defaultChecked; });
  if (moved) texts(element);
  else if (sent) texts(sent.isConnected ? sent : element);
  last = { number: drawn.dataset.drawn, place: drawn.dataset.place };
  sent = null;
  kept = new Map();
}).observe(element, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-drawn"] });
element.addEventListener("click", (event) => {
  const source = event.target.closest("[data-do]");
  if (!source || source.disabled || source.matches("select, input, textarea")) return;
  if (source.dataset.ask && !window.confirm(source.dataset.ask)) return;
  send(source);
});
element.addEventListener("change", (event) => {
  const source = event.target.closest("select[data-do], input[data-do]");
  if (source) send(source);
});
element.addEventListener("keydown", (event) => {
  const source = event.target.closest("input[data-do], tr[data-do]");
  if (source && event.key === "Enter" && !event.isComposing) { event.preventDefault(); send(source); }
});
element.addEventListener("change", (event) => {
  const all = event.target.closest("input[data-all]");
  if (!all) return;
  const form = all.closest("[data-form]") || element;
  form.querySelectorAll(`input[type=checkbox][name="${all.dataset.all}"]`).forEach((box) => {
    if (box.offsetParent !== null) box.checked = all.checked;
  });
});
