// Unsent words survive a reload: <textarea data-draft="case-17-reply">. Kept in this browser only,
// forgotten when sent and at sign-out (keys start with "draft:").
const boxes = document.querySelectorAll("textarea[data-draft]");
const key = (box) => `draft:${box.dataset.draft}`;
for (const box of boxes) {
  try {
    if (!box.value) box.value = sessionStorage.getItem(key(box)) || "";
    box.addEventListener("input", () => sessionStorage.setItem(key(box), box.value));
    box.closest("form")?.addEventListener("submit", () => sessionStorage.removeItem(key(box)));
  } catch {
    break; // storage is off: nothing is kept, nothing breaks
  }
}
