// Reporting on a bad line: photos are made small, the words survive without a connection and are
// sent when it is back, the phone can tell where it is. Everything works without this script.
import { shrink } from "./photo.js";

const KEY = "report:draft";
const WEEK = 7 * 24 * 3600 * 1000;
const FIELDS = ["jenis", "isi", "patokan", "wilayah", "titik", "visibilitas", "melibatkan_petugas", "telepon", "nama"];

const store = {
  read() {
    try {
      const found = JSON.parse(localStorage.getItem(KEY) || "null");
      return found && Date.now() - found.at < WEEK ? found : null;
    } catch { return null; }
  },
  write(value) { try { localStorage.setItem(KEY, JSON.stringify(value)); } catch { /* full or off */ } },
  clear() { try { localStorage.removeItem(KEY); } catch { /* off */ } },
};

const notice = (text, button) => {
  const box = document.createElement("div");
  box.className = "notice soon";
  const inner = document.createElement("div");
  const line = document.createElement("p");
  line.textContent = text;
  inner.append(line);
  if (button) inner.append(button);
  box.append(inner);
  return box;
};

function values(form) {
  const found = {};
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (!field) continue;
    found[name] = field.type === "checkbox" ? (field.checked ? "ya" : "") : field.value;
  }
  return found;
}

function fill(form, kept) {
  for (const name of FIELDS) {
    const field = form.elements[name];
    if (!field || kept[name] === undefined) continue;
    if (field.type === "checkbox") field.checked = Boolean(kept[name]);
    else field.value = kept[name];
  }
}

function keeping(form, texts) {
  const shared = form.querySelector("[data-shared]");
  const kept = store.read();
  const empty = !form.elements.isi.value;
  if (kept && kept.fields.isi && empty) {
    fill(form, kept.fields);
    // The key goes along: if the report did arrive, sending it again gets the same number.
    if (kept.key) form.elements.kunci.value = kept.key;
    const button = Object.assign(document.createElement("button"), {
      type: "button", className: "btn quiet small", textContent: texts.clear,
    });
    const place = document.querySelector("[data-report-kept]");
    button.addEventListener("click", () => {
      store.clear();
      form.reset();
      place.replaceChildren(notice(texts.cleared));
      form.elements.isi.focus();
    });
    place.replaceChildren(notice(texts.kept, button));
    place.hidden = false;
  }
  const keep = () => {
    if (shared && shared.checked) return store.clear();
    if (form.elements.isi.value.trim())
      store.write({ at: Date.now(), fields: values(form), key: form.elements.kunci.value });
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  return keep;
}

async function small(form) {
  const input = form.elements.foto;
  if (!input || !input.files.length || !window.DataTransfer) return;
  try {
    const box = new DataTransfer();
    for (const file of Array.from(input.files)) box.items.add(await shrink(file));
    input.files = box.files;
  } catch { /* an old browser: the photo goes as it is */ }
}

// A line may look alive and not be; asking costs a few bytes.
async function connected() {
  if (navigator.onLine === false) return false;
  try {
    await fetch("/healthz", { method: "GET", cache: "no-store" });
    return true;
  } catch { return false; }
}

function sending(form, texts, keep) {
  const said = form.querySelector("[data-report-said]");
  let waiting = false;
  let ready = false;
  const go = () => {
    ready = true;
    if (form.requestSubmit) form.requestSubmit();
    else form.submit();
  };
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    keep();
    await small(form);
    if (await connected()) return go();
    waiting = true;
    said.replaceChildren(notice(texts.offline));
    said.scrollIntoView({ block: "center" });
  }, true);
  const again = async () => {
    if (!waiting || !(await connected())) return;
    waiting = false;
    said.replaceChildren(notice(texts.sending));
    go();
  };
  window.addEventListener("online", again);
  setInterval(again, 15000);
  window.addEventListener("pageshow", () => { ready = false; });
}

function locating(form, texts) {
  const button = form.querySelector("[data-locate]");
  if (!button) return;
  if (!navigator.geolocation) { button.hidden = true; return; }
  const said = form.querySelector("[data-located]");
  button.addEventListener("click", () => {
    said.textContent = texts.looking;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.titik.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        form.dispatchEvent(new Event("change"));
        said.textContent = texts.found.replace("{m}", Math.round(coords.accuracy));
      },
      () => { said.textContent = texts.denied; },
      { enableHighAccuracy: true, timeout: 20000, maximumAge: 60000 },
    );
  });
}

const form = document.querySelector("form[data-report]");
if (form) {
  const texts = JSON.parse(form.dataset.texts);
  sending(form, texts, keeping(form, texts));
  locating(form, texts);
}
// An officer who checks in at a place needs no more than where the phone is.
const spot = document.querySelector("form[data-place]");
if (spot) locating(spot, JSON.parse(spot.dataset.texts));
// It has arrived: nothing stays behind.
if (document.querySelector("[data-report-sent]")) store.clear();
