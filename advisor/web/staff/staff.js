// What the desk does in the browser alone: handing in files with their progress, following a batch, the look.
() => {
  const at = (selector) => document.querySelector(selector);
  let chosen = [];

  const choose = (files) => {
    chosen = Array.from(files);
    const size = chosen.reduce((sum, file) => sum + file.size, 0) / 1048576;
    at("[data-upload-chosen]").textContent = chosen.length
      ? `已选 ${chosen.length} 个文件，${size.toFixed(1)} MB` : "还没有选";
  };
  const reason = (request) => {
    try { return JSON.parse(request.responseText).detail || "没有成功，请再试一次"; } catch { return "没有成功，请再试一次"; }
  };
  const post = (address, form, told, done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.upload.onprogress = (event) => event.lengthComputable && told(Math.round((100 * event.loaded) / event.total));
    request.onload = () => (request.status === 200 ? done(JSON.parse(request.responseText)) : failed(reason(request)));
    request.onerror = () => failed("和程序的连接断了，没有上传完；请确认程序还在运行，再试一次");
    request.send(form);
  };
  // The page draws over itself: what was handed in is kept here and written again wherever its place comes back empty.
  let handed = null;
  const tellHanded = () => {
    const place = at("[data-upload-state]");
    if (!place || !handed) return;
    place.textContent = handed.total
      ? `${handed.total} 份都读完了，请到“待办”里办理`
      : `已收 ${handed.submissions} 份，记入“${handed.batch}”，正在后台读取`;
  };
  const send = (button) => {
    const state = at("[data-upload-state]");
    handed = null;
    if (!chosen.length) { state.textContent = "请先选文件或文件夹"; return; }
    const form = new FormData();
    document.querySelectorAll("#handing-in [name]").forEach((field) => form.append(field.name, field.value));
    chosen.forEach((file) => form.append("files", file, file.webkitRelativePath || file.name));
    button.disabled = true;
    post("/staff/upload", form,
      (share) => { state.textContent = share < 100 ? `正在上传 ${share}%` : "正在整理……"; },
      (told) => {
        button.disabled = false;
        chosen = [];
        refresh("receiving");
        setTimeout(() => { handed = told; tellHanded(); }, 600);
      },
      (why) => { button.disabled = false; state.textContent = why; });
  };
  const importRegister = (file) => {
    const state = at("[data-register-state]");
    const form = new FormData();
    form.append("file", file);
    state.textContent = "正在导入……";
    post("/staff/register", form, () => {},
      (told) => { refresh("register"); setTimeout(() => { const place = at("[data-register-state]"); if (place) place.textContent = `新登记 ${told.new} 个，更新 ${told.changed} 个`; }, 600); },
      (why) => { state.textContent = why; });
  };
  // A tab draws itself anew when it is chosen.
  const refresh = (id) => {
    const tab = at(`#tabs button[role=tab][data-tab-id="${id}"]`);
    const other = at('#tabs button[role=tab][data-tab-id="log"]');
    if (tab && other) { other.click(); setTimeout(() => tab.click(), 60); }
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-upload-files], [data-upload-folder]")) choose(event.target.files);
    if (event.target.matches("[data-register-file]") && event.target.files[0]) importRegister(event.target.files[0]);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-upload-send]");
    if (button) send(button);
    // What comes next begins at its top, however far down the list the clerk was.
    if (event.target.closest("[data-do=open], [data-do=next], [data-do=queue], [data-do=issues], [data-do=page]")) window.scrollTo(0, 0);
  });

  // A batch under way is followed while somebody looks; the address asked keeps no session alive.
  setInterval(async () => {
    const open = Array.from(document.querySelectorAll("[data-batch]")).filter((each) => each.offsetParent);
    const waits = open.length > 0 && handed && !handed.total;
    if (handed && at("[data-upload-state]")?.textContent === "") tellHanded();
    if (!waits && !open.some((each) => new Set(each.textContent.split("/")).size > 1)) return;
    const answer = await fetch("/staff/progress").catch(() => null);
    if (!answer || !answer.ok) return;
    (await answer.json()).forEach(({ id, name, done, total }) => {
      const count = at(`[data-batch="${id}"]`);
      const bar = at(`[data-batch-bar="${id}"]`);
      if (count) count.textContent = `${done}/${total}`;
      if (bar) bar.style.width = `${total ? (100 * done) / total : 100}%`;
      if (count && done === total && handed && handed.batch === name) { handed.total = total; tellHanded(); }
    });
  }, 2000);

  // A session that has ended is told once, with the way back in.
  const plainFetch = window.fetch;
  window.fetch = async (...request) => {
    const answer = await plainFetch(...request);
    if (answer.status === 401 && !at(".session-over")) {
      const note = document.createElement("div");
      note.className = "session-over";
      note.setAttribute("role", "alert");
      note.innerHTML = '登录已过期。没有保存的内容请先抄下，然后<a href="/staff/login">重新登录</a>。';
      document.body.append(note);
    }
    return answer;
  };
  const theme = localStorage.getItem("advisor-theme");
  if (theme) document.body.classList.toggle("dark", theme === "dark");
}
