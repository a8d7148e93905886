// The routing's suggestions: a ticked one stands in both lists at once; a list changed by hand is
// the officer's own choice.
const box = () => document.querySelector("[data-suggested]");
const list = (name) => document.querySelector(`#tugas [name="${CSS.escape(name)}"]`);

function write(name, value) {
  const select = list(name);
  if (!select) return;
  select.value = value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("change", (event) => {
  const here = box();
  if (!here) return;
  const ticked = event.target.closest("[data-suggested] input[type=radio]");
  if (ticked) {
    if (!ticked.dataset.agency) return;
    here.dataset.writing = "1";
    write(here.dataset.agency, ticked.dataset.agency);
    write(here.dataset.topic, ticked.dataset.topic);
    delete here.dataset.writing;
    return;
  }
  if (here.dataset.writing || !event.target.matches("#tugas select")) return;
  if (![here.dataset.agency, here.dataset.topic].includes(event.target.name)) return;
  const own = here.querySelector("input[value=sendiri]");
  if (own) own.checked = true;
});
