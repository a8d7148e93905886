// Ctrl-K: jump anywhere. Known links come with the page, more from data-source as JSON.
const box = document.getElementById("palette");

function setUp() {
  const input = box.querySelector("input");
  const list = box.querySelector("ul");
  const known = Array.from(box.querySelector("template").content.querySelectorAll("a"), (a) => ({
    text: a.firstChild.textContent, note: a.querySelector("small").textContent, href: a.getAttribute("href"),
  }));
  let found = [];
  let at = 0;
  let asked = 0;

  function show(items) {
    found = items.slice(0, 30);
    at = Math.min(at, Math.max(0, found.length - 1));
    list.replaceChildren(...found.map((item, index) => {
      const row = document.createElement("li");
      row.id = `palette-${index}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(index === at));
      const link = document.createElement("a");
      link.href = item.href;
      link.tabIndex = -1;
      link.textContent = item.text;
      const note = document.createElement("small");
      note.textContent = item.note || "";
      link.append(note);
      row.append(link);
      return row;
    }));
    if (!found.length) {
      const row = document.createElement("li");
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.textContent = box.dataset.none;
      list.append(row);
    }
    input.setAttribute("aria-activedescendant", found.length ? `palette-${at}` : "");
    list.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  function match() {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    return known.filter((item) => words.every((word) => `${item.text} ${item.note}`.toLowerCase().includes(word)));
  }

  async function ask() {
    const mine = ++asked;
    const local = match();
    show(local);
    const query = input.value.trim();
    if (!box.dataset.source || query.length < 2) return;
    await new Promise((done) => setTimeout(done, 150));
    if (mine !== asked) return;
    const joint = box.dataset.source.includes("?") ? "&" : "?";
    const answer = await fetch(`${box.dataset.source}${joint}q=${encodeURIComponent(query)}`, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    show(local.concat(await answer.json()));
  }

  input.addEventListener("input", () => { at = 0; ask(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + found.length) % (found.length || 1);
      show(found);
    } else if (event.key === "Enter" && found[at]) {
      event.preventDefault();
      location.assign(found[at].href);
    }
  });
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (box.open) return box.close();
    open();
  });
  function open() {
    input.value = "";
    at = 0;
    show(known);
    box.showModal();
    input.focus();
  }
  for (const opener of document.querySelectorAll("[data-open-palette]")) opener.addEventListener("click", open);
}
if (box && box.showModal) setUp();
for (const opener of document.querySelectorAll("[data-open-keys]")) {
  opener.addEventListener("click", () => document.getElementById("keys").showModal());
}
