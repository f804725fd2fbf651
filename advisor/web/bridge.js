// Runs once for each HTML part that speaks to Python. `trigger` is Gradio's; the names are the events of ask.py.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button || button.disabled) return;
  if (button.dataset.ask !== undefined) trigger("ask", { question: button.dataset.ask });
  if (button.dataset.option !== undefined) {
    button.closest(".ask-back").querySelectorAll("button").forEach((each) => (each.disabled = true));
    trigger("reply", { fact: button.dataset.fact, option: button.dataset.option });
  }
  if (button.dataset.clearFacts !== undefined) trigger("clear", { fact: "*", option: "" });
});
element.addEventListener("change", (event) => {
  const field = event.target.closest("select[data-fact], input[data-fact]");
  if (field) trigger("fill", { fact: field.dataset.fact, option: field.value });
});
