// Every page: form components, focus, copy, upload, theme. A page works without it.
import { start } from "./forms.js";
import "./page.js";
import "./upload.js";

document.body.classList.add("js-enabled");
start(document);
// Parts that htmx swaps in are woken too, so that focus reaches an error summary in them.
document.addEventListener("htmx:afterSwap", (event) => start(event.detail.elt));
