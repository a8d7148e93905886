// <pendopo-upload>: shrinks photos, sends in chunks, resumes after a lost line.
// Protocol: POST start {name,size,type} -> {id, chunk_size, url}; PATCH url with Upload-Offset
// and a raw chunk; HEAD url -> Upload-Offset; the last answer is JSON {id, name, size}.
import { csrf } from "./csrf.js";
import { shrink } from "./photo.js";

const PAUSES = [500, 1000, 2000, 4000, 8000, 15000]; // milliseconds between tries
const wait = (time) => new Promise((done) => setTimeout(done, time));

class Refused extends Error {}

async function call(url, options) {
  const answer = await fetch(url, { credentials: "same-origin", ...options });
  const later = answer.status === 429 && !(Number(answer.headers.get("Retry-After")) > 60);
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 409 && !later)
    throw new Refused(await reason(answer));
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

async function reason(answer) {
  try {
    return (await answer.json()).detail || "";
  } catch {
    return "";
  }
}

export async function send(start, file, report, retrying) {
  const headers = { "X-CSRFToken": csrf(), Accept: "application/json" };
  let place = null;
  let offset = 0;
  for (let tries = 0; ; ) {
    try {
      if (!place) {
        const body = JSON.stringify({ name: file.name, size: file.size, type: file.type });
        const answer = await call(start, {
          method: "POST", body, headers: { ...headers, "Content-Type": "application/json" },
        });
        place = await answer.json();
      } else if (tries) {
        const head = await call(place.url, { method: "HEAD", headers });
        offset = Number(head.headers.get("Upload-Offset") || 0);
      }
      for (;;) {
        const end = Math.min(offset + (place.chunk_size || 262144), file.size);
        const answer = await call(place.url, {
          method: "PATCH",
          body: file.slice(offset, end),
          headers: { ...headers, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
        });
        offset = end;
        tries = 0;
        report(file.size ? offset / file.size : 1);
        if (offset >= file.size) {
          const kind = answer.headers.get("Content-Type") || "";
          return kind.includes("json") ? answer.json() : { id: place.id, name: file.name, size: file.size };
        }
      }
    } catch (error) {
      if (error instanceof Refused || tries >= PAUSES.length) throw error;
      retrying();
      await wait(PAUSES[tries++]);
    }
  }
}

class Upload extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input[type=file]");
    this.list = this.querySelector("[data-files]");
    if (!this.dataset.start || !this.input || !window.fetch) return this.tell(); // plain form upload
    this.texts = JSON.parse(this.dataset.texts);
    this.input.addEventListener("change", () => this.take(this.input.files));
    const drop = this.querySelector(".drop");
    for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.toggle("over", name === "dragenter" || name === "dragover");
        if (name === "drop") this.take(event.dataTransfer.files);
      });
    }
    // A form may not leave while a file is on its way.
    this.closest("form")?.addEventListener("submit", (event) => {
      if (!this.busy) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      this.say(this.texts.send);
      this.list.querySelector("progress")?.scrollIntoView({ block: "center" });
    }, true);
  }

  // The names of what was chosen, where the browser would show them.
  tell() {
    const place = this.querySelector("[data-chosen]");
    if (!place || !this.input) return;
    const none = place.textContent;
    place.hidden = false;
    const show = () => {
      place.textContent = Array.from(this.input.files, (file) => file.name).join(", ") || none;
    };
    this.input.addEventListener("change", show);
    if (this.input.files.length) show(); // kept by the browser on the way back
  }

  async take(files) {
    const chosen = Array.from(files).slice(0, this.input.multiple ? 20 : 1);
    this.input.value = "";
    if (!this.input.multiple) this.list.replaceChildren();
    for (const file of chosen) await this.one(file); // one at a time: slow lines
  }

  async one(original) {
    const row = this.row(original.name);
    this.busy = (this.busy || 0) + 1;
    try {
      row.state(this.texts.shrink);
      const file = await shrink(original);
      if (file.size > Number(this.dataset.maxBytes)) throw new Refused(this.texts.big);
      row.state(this.texts.send);
      const kept = await send(this.dataset.start, file,
        (share) => { row.bar.value = share * 100; row.state(`${this.texts.send} ${Math.round(share * 100)} %`, false); },
        () => row.state(this.texts.retry));
      row.done(kept, this.texts.done);
    } catch (error) {
      row.fail(error instanceof Refused && error.message ? error.message : this.texts.fail, () => this.one(original));
    }
    this.busy -= 1;
  }

  say(words) {
    this.querySelector("[data-said]").textContent = words;
  }

  row(name) {
    const make = (tag, props) => Object.assign(document.createElement(tag), props);
    const item = make("li", {});
    const bar = make("progress", { className: "progress", max: 100, value: 0 });
    bar.setAttribute("aria-label", name);
    const status = make("span", { className: "status" });
    const button = (text, act) => {
      const made = make("button", { type: "button", className: "btn text small", textContent: text });
      made.append(make("span", { className: "sr-only", textContent: ` ${name}` }));
      made.addEventListener("click", () => { item.remove(); this.list.hidden = !this.list.children.length; this.input.focus(); act?.(); });
      return made;
    };
    item.append(make("span", {}), make("span", { className: "name", textContent: name }), bar, status);
    this.list.append(item);
    this.list.hidden = false;
    return {
      bar,
      state: (words, aloud = true) => { status.textContent = words; if (aloud) this.say(`${name}: ${words}`); },
      done: (kept, words) => {
        bar.remove();
        status.textContent = words;
        this.say(`${name}: ${words}`);
        item.children[1].after(button(this.texts.remove));
        item.append(make("input", { type: "hidden", name: this.dataset.name, value: kept.id }));
        this.dispatchEvent(new CustomEvent("pendopo:uploaded", { bubbles: true, detail: kept }));
      },
      fail: (words, again) => {
        bar.remove();
        status.textContent = words;
        status.classList.add("bad");
        this.say(`${name}: ${words}`);
        item.children[1].after(button(this.texts.again, again));
      },
    };
  }
}
customElements.define("pendopo-upload", Upload);
