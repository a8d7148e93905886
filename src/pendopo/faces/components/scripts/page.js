// Small things of every page: copy, menus, theme, passing messages.
document.addEventListener("click", (event) => {
  const target = event.target.closest("[data-copy], [data-theme-set]");
  for (const open of document.querySelectorAll("details.menu[open], details.account[open]")) {
    if (!open.contains(event.target)) open.open = false;
  }
  if (!target) return;
  if (target.hasAttribute("data-copy")) copy(target);
  else setTheme(target.dataset.themeSet);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.menu[open], details.account[open]");
  if (!open) return;
  open.open = false;
  open.querySelector("summary").focus();
});

// The names of chosen files, where the browser would show them; an upload in parts shows its own.
document.addEventListener("change", (event) => {
  const place = event.target.closest?.(".drop")?.querySelector("[data-chosen]");
  if (!place || event.target.type !== "file" || event.target.closest("pendopo-upload")) return;
  place.dataset.none ||= place.textContent;
  place.textContent = Array.from(event.target.files, (file) => file.name).join(", ") || place.dataset.none;
});

async function copy(button) {
  const text = button.parentElement.querySelector("pre, [data-copy-text]").textContent;
  const words = button.querySelector("span");
  const before = words.textContent;
  try {
    await navigator.clipboard.writeText(text);
    words.textContent = "✓";
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector("pre")); // let them press Ctrl+C
  }
  setTimeout(() => (words.textContent = before), 1500);
}

function setTheme(theme) {
  document.cookie = `tema=${theme};path=/;max-age=31536000;samesite=lax`;
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
}

for (const toast of document.querySelectorAll(".toasts .toast")) {
  setTimeout(() => toast.parentElement.remove(), Number(toast.dataset.seconds || 10) * 1000);
}
