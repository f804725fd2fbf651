// What the page does in the browser alone: keys, moving between an answer and its clauses, search, copies, downloads.
() => {
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
  const download = (name, text) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  const openCard = (button) => {
    const turn = button.closest(".turn");
    const card = turn && all(".clause-card", turn).find((each) => each.dataset.clause === button.dataset.open);
    if (card) flash(card); else goTo(button.dataset.open, []);
  };
  const quotesOf = (button) => {
    const card = button.closest(".clause-card");
    return card ? all("mark", card).map((mark) => mark.textContent) : [];
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const data = button.dataset;
    if (data.open !== undefined) openCard(button);
    if (data.goto !== undefined) goTo(data.goto, quotesOf(button));
    if (data.copy !== undefined) copy(`“${data.copy}”（${data.cite}）`);
    if (data.copyAnswer !== undefined) copy(button.closest(".said").querySelector("[data-answer]").textContent.trim());
    if (data.download !== undefined) download(data.download, button.parentElement.querySelector("[data-report]").textContent);
    if (data.sheetToggle !== undefined) document.body.classList.toggle("sheet-open");
    if (data.print !== undefined) window.print();
    if (data.themeToggle !== undefined) {
      const dark = !document.body.classList.contains("dark");
      showTheme(dark);
      localStorage.setItem("advisor-theme", dark ? "dark" : "light");
    }
  });

  // A new question comes into view by itself; the names for screen readers are Gradio's gaps filled.
  let turns = 0;
  new MutationObserver(() => {
    const field = document.querySelector("#question textarea, #question input");
    if (field && !field.getAttribute("aria-label")) field.setAttribute("aria-label", "问题");
    all(".toast-title, .toast-message-text").forEach(translate);
    const bar = document.querySelector("[data-sheet-toggle]");
    const open = String(document.body.classList.contains("sheet-open"));
    if (bar && bar.getAttribute("aria-expanded") !== open) bar.setAttribute("aria-expanded", open);
    const contents = document.querySelector(".toc-list:not([data-placed])");
    if (contents) {
      contents.dataset.placed = "";
      contents.open = window.innerWidth > 900;
    }
    const now = all("#conversation .turn").length;
    if (now > turns) document.querySelector("#conversation .turn-last").scrollIntoView({ behavior: "smooth", block: "start" });
    turns = now;
  }).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["class"] });
}
