// The officer's desk: parts by htmx, keyboard, palette, live news, drafts.
import htmx from "htmx.org/dist/htmx.esm.js";
import "./keyboard.js";
import "./palette.js";
import "./live.js";
import "./drafts.js";
import "./suggested.js";

window.htmx = htmx;
