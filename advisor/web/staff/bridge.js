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
  trigger("act", { ...source.dataset, values });
};
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
