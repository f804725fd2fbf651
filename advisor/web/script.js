// What the page does in the browser alone: words, keys, light and dark, copies, downloads.
// script.js, clauses.js and memory.js run in one scope, in this order.
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const toast = (text) => {
  const note = document.createElement("div");
  note.className = "toast";
  note.setAttribute("role", "status");
  note.textContent = text;
  document.body.append(note);
  setTimeout(() => note.remove(), 2000 + 120 * text.length);
};

// Gradio is silent when its server is gone. Nothing of the page is lost, and that is said.
const CUT_OFF = "和程序的连接断了。请确认程序还在运行，再试一次；页面上的内容都还在。";
const plainFetch = window.fetch;
window.fetch = (...request) => plainFetch(...request).catch((error) => {
  if (error.name !== "AbortError" && !document.querySelector(".toast")) toast(CUT_OFF);
  throw error;
});

// What Gradio says in English in every language.
const inChinese = [
  [/^Error$/, "出错了"],
  [/^Warning$/, "请注意"],
  [/^Info$/, "提示"],
  [/^File\(s\) exceed the maximum allowed size of ([\d.]+) ?(\w+): (.*)$/s, "文件超过大小上限（$1 $2），没有上传：$3"],
  [/File size exceed.*/s, "文件超过大小上限，没有上传"],
  [/.*(Connection|Could not (get|resolve)|Failed to fetch|NetworkError|errored out).*/s, CUT_OFF],
  [/.*(queue is full|too many requests|currently busy).*/is, "现在问的人太多，请稍等再试。"],
];
const translate = (element) => {
  const rule = inChinese.find(([pattern]) => pattern.test(element.textContent.trim()));
  if (rule) element.textContent = element.textContent.trim().replace(...rule);
};

// While an input method is composing, Enter takes its candidate and must not reach the send handler.
// Safari ends the composition before the key arrives and says so only by keyCode 229.
window.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation();
}, true);

const showTheme = (dark) => document.body.classList.toggle("dark", dark);
const chosen = localStorage.getItem("advisor-theme");
if (chosen) showTheme(chosen === "dark");

const openTab = (id) => document.querySelector(`#tabs button[role=tab][data-tab-id="${id}"]`).click();

// What is copied names its source: it will be read where this page is not at hand.
const source = () => `《${document.getElementById("clause-texts").dataset.title}》`;
const copy = (text) => {
  const done = () => toast("已复制");
  if (navigator.clipboard) return navigator.clipboard.writeText(text).then(done, () => copyByHand(text));
  copyByHand(text);
};
// The clipboard interface is missing on a page that is not served over https or from this machine.
const copyByHand = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  const worked = document.execCommand("copy");
  area.remove();
  toast(worked ? "已复制" : "浏览器不允许复制，请手工选取");
};
// Findings are filtered where they stand: nothing is asked of the program.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-filter]")) return;
  const report = event.target.closest(".report");
  const wanted = all("[data-filter]", report).filter((each) => each.value).map((each) => [each.dataset.filter, each.value]);
  const findings = all(".finding", report);
  findings.forEach((each) => (each.hidden = !wanted.every(([key, value]) => each.dataset[key] === value)));
  all(".findings", report).forEach((group) => (group.hidden = !group.querySelector(".finding:not([hidden])")));
  const shown = findings.filter((each) => !each.hidden).length;
  report.querySelector("[data-filter-count]").textContent = wanted.length ? `${findings.length} 项里的 ${shown} 项` : "";
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const data = button.dataset;
  if (data.copy !== undefined) copy(`“${data.copy}”（${source()}${data.cite}）`);
  if (data.copyAnswer !== undefined) copy(`${button.closest(".said").querySelector("[data-answer]").textContent.trim()}\n（依据：${source()}）`);
  if (data.sheetToggle !== undefined) document.body.classList.toggle("sheet-open");
  if (data.correct !== undefined) {
    document.body.classList.add("sheet-open");
    document.querySelector(`.sheet-fields [data-fact="${data.correct}"]`).focus();
  }
  if (data.print !== undefined) window.print();
  if (data.themeToggle !== undefined) {
    const dark = !document.body.classList.contains("dark");
    showTheme(dark);
    localStorage.setItem("advisor-theme", dark ? "dark" : "light");
  }
});
