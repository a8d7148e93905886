// Reporting on a bad line: photos are made small, words and photos survive without a connection and
// are sent when it is back, the phone can tell where it is. Everything works without this script.
import { csrf } from "./csrf.js";
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

// Photos wait beside the words, in a store that takes pictures; without one they are chosen again.
const shelf = {
  open(mode, act) {
    return new Promise((done, fail) => {
      const asked = indexedDB.open("report", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("photos");
      asked.onerror = () => fail(asked.error);
      asked.onsuccess = () => {
        const step = asked.result.transaction("photos", mode);
        const found = act(step.objectStore("photos"));
        step.oncomplete = () => { asked.result.close(); done(found.result); };
        step.onabort = step.onerror = () => { asked.result.close(); fail(step.error); };
      };
    });
  },
  async write(files) {
    try {
      await shelf.open("readwrite", (box) => box.put(files, KEY));
      return true;
    } catch { return false; } // full or off
  },
  async read() {
    try { return (await shelf.open("readonly", (box) => box.get(KEY))) || []; } catch { return []; }
  },
  async clear() { try { await shelf.open("readwrite", (box) => box.delete(KEY)); } catch { /* off */ } },
};

const forget = () => { store.clear(); return shelf.clear(); };

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

// A number for the command that is this report's own, also on a page that came from the phone.
function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function restore(form, texts, kept) {
  fill(form, kept.fields);
  // The key goes along: if the report did arrive, sending it again gets the same number.
  if (kept.key) form.elements.kunci.value = kept.key;
  const button = Object.assign(document.createElement("button"), {
    type: "button", className: "btn quiet small", textContent: texts.clear,
  });
  const place = document.querySelector("[data-report-kept]");
  button.addEventListener("click", async () => {
    await forget();
    form.reset();
    form.elements.kunci.value = newKey();
    place.replaceChildren(notice(texts.cleared));
    form.elements.isi.focus();
    form.dispatchEvent(new Event("report:forgotten"));
  });
  const photos = await shelf.read();
  const line = photos.length ? `${texts.kept} ${texts.photos.replace("{n}", photos.length)}` : texts.kept;
  place.replaceChildren(notice(line, button));
  place.hidden = false;
  choose(form, photos);
}

function choose(form, files) {
  const input = form.elements.foto;
  if (!input || !files.length || !window.DataTransfer) return;
  try {
    const box = new DataTransfer();
    for (const file of files) box.items.add(file);
    input.files = box.files;
  } catch { /* an old browser: they are chosen again */ }
}

function keeping(form) {
  const shared = form.querySelector("[data-shared]");
  const borrowed = () => shared && shared.checked;
  const keep = (waiting = false) => {
    if (borrowed()) return forget();
    if (form.elements.isi.value.trim())
      store.write({ at: Date.now(), fields: values(form), key: form.elements.kunci.value, waiting });
  };
  const photos = async () => borrowed() || shelf.write(Array.from(form.elements.foto.files));
  form.addEventListener("input", () => keep());
  form.addEventListener("change", (event) => { keep(); if (event.target.name === "foto") photos(); });
  return { keep, photos };
}

async function small(form) {
  const input = form.elements.foto;
  if (!input || !input.files.length) return;
  const files = [];
  for (const file of Array.from(input.files)) files.push(await shrink(file));
  choose(form, files);
}

// A line may look alive and not be; asking costs a few bytes. A page that the phone kept has no
// token of this browser: the real page brings one.
async function connected(form) {
  if (navigator.onLine === false) return false;
  try {
    const known = /(?:^|; )csrftoken=/.test(document.cookie);
    await fetch(known ? "/healthz" : location.pathname, { cache: "no-store" });
    const token = form.elements.csrfmiddlewaretoken;
    const mine = (document.cookie.match(/(?:^|; )csrftoken=([^;]*)/) || [])[1];
    if (token && mine) token.value = decodeURIComponent(mine);
    return Boolean(csrf());
  } catch { return false; }
}

function sending(form, texts, { keep, photos }) {
  const said = form.querySelector("[data-report-said]");
  let waiting = false;
  let ready = false;
  const go = () => {
    ready = true;
    if (form.requestSubmit) form.requestSubmit();
    else form.submit();
  };
  const wait = (whole) => {
    waiting = true;
    const many = form.elements.foto.files.length;
    const more = many ? ` ${(whole ? texts.photos : texts.lost).replace("{n}", many)}` : "";
    said.replaceChildren(notice(texts.offline + more));
  };
  form.addEventListener("submit", async (event) => {
    if (ready) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await small(form);
    keep(true);
    const whole = await photos();
    if (await connected(form)) return go();
    wait(whole);
    said.scrollIntoView({ block: "center" });
  }, true);
  const again = async () => {
    if (!waiting || !(await connected(form)) || !waiting) return;
    waiting = false;
    said.replaceChildren(notice(texts.sending));
    go();
  };
  // Changing the words afterwards is fine: what stands there goes, once.
  form.addEventListener("report:forgotten", () => { waiting = false; said.replaceChildren(); });
  window.addEventListener("online", again);
  setInterval(again, 15000);
  window.addEventListener("pageshow", () => { ready = false; });
  return { wait, again };
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
if (form) begin(form, JSON.parse(form.dataset.texts));
async function begin(form, texts) {
  const hands = keeping(form);
  const { wait, again } = sending(form, texts, hands);
  locating(form, texts);
  const kept = store.read();
  if (kept && kept.fields.isi && !form.elements.isi.value) {
    await restore(form, texts, kept);
    if (kept.waiting) { wait(true); again(); } // it was sent off without a line
  } else if (!form.elements.isi.value) {
    form.elements.kunci.value = newKey();
  } else if (kept) {
    hands.keep(); // the page has answered: it waits for a person now
    choose(form, await shelf.read());
    if (form.elements.foto.files.length) document.querySelector("[data-lost-photo]")?.remove();
  }
  offline();
}

// The page opens without a line too, once it was opened with one. What is kept of it is the empty
// form as a stranger gets it, and our own styles and scripts.
async function offline() {
  if (!navigator.serviceWorker) return;
  try {
    await navigator.serviceWorker.register("/lapor/luring.js");
    const { active } = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map((one) => one.name);
    active.postMessage([location.pathname, ...files.filter((name) => name.startsWith(`${location.origin}/static/`))]);
  } catch { /* not here: it works with a line */ }
}

// An officer who checks in at a place needs no more than where the phone is.
const spot = document.querySelector("form[data-place]");
if (spot) locating(spot, JSON.parse(spot.dataset.texts));
// Similar reports are shown: somebody decides, and nothing goes by itself any more.
if (document.querySelector("[data-report-similar]")) {
  const kept = store.read();
  if (kept) store.write({ ...kept, waiting: false });
}
// It has arrived: nothing stays behind.
if (document.querySelector("[data-report-sent]")) forget();
