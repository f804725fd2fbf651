// Runs once for each HTML part that speaks to Python. `trigger` is Gradio's; the names are the events of the tabs.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  if (button.dataset.ask !== undefined) trigger("ask", { question: button.dataset.ask });
  if (button.dataset.option !== undefined) {
    button.closest(".ask-back").querySelectorAll("button").forEach((each) => (each.disabled = true));
    trigger("reply", { fact: button.dataset.fact, option: button.dataset.option });
  }
  if (button.dataset.clearFacts !== undefined) trigger("clear", { fact: "*", option: "" });
  if (button.dataset.event !== undefined) {
    const { event: name, field, ...told } = button.dataset;
    const source = field && element.querySelector(field);
    trigger(name, source ? { ...told, value: source.value } : told);
  }
});
element.addEventListener("change", (event) => {
  const field = event.target.closest("select[data-fact], input[data-fact]");
  if (field) trigger("fill", { fact: field.dataset.fact, option: field.value });
  if (event.target.matches("input[type=checkbox][data-switch]")) trigger(event.target.dataset.switch, { value: event.target.checked });
});
element.addEventListener("keydown", (event) => {
  const button = event.key === "Enter" && event.target.matches("input[data-enter]") && element.querySelector(event.target.dataset.enter);
  if (button) button.click();
});
