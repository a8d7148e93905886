// govuk-frontend behaviour for the components we use, and nothing else of it.
import { Button } from "govuk-frontend/dist/govuk/components/button/button.mjs";
import { CharacterCount } from "govuk-frontend/dist/govuk/components/character-count/character-count.mjs";
import { Checkboxes } from "govuk-frontend/dist/govuk/components/checkboxes/checkboxes.mjs";
import { ErrorSummary } from "govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs";
import { PasswordInput } from "govuk-frontend/dist/govuk/components/password-input/password-input.mjs";
import { SkipLink } from "govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs";

const parts = [Button, CharacterCount, Checkboxes, ErrorSummary, PasswordInput, SkipLink];

export function start(scope) {
  document.body.classList.add("govuk-frontend-supported");
  for (const Part of parts) {
    for (const element of scope.querySelectorAll(`[data-module="${Part.moduleName}"]`)) {
      if (element.hasAttribute(`data-${Part.moduleName}-init`)) continue;
      try {
        new Part(element);
      } catch (error) {
        console.warn(error.message); // a broken part must not stop the rest of the page
      }
    }
  }
  for (const radio of scope.querySelectorAll("input[type=radio][data-aria-controls]")) reveal(radio);
  const wanted = scope.querySelector("[data-focus]");
  if (wanted && !scope.querySelector(".govuk-error-summary")) wanted.focus();
}

// Radios that open a further question. govuk-frontend's own script also sets aria-expanded on the
// radio, which ARIA does not allow there (axe: aria-allowed-attr); the question simply follows.
function reveal(radio) {
  const part = document.getElementById(radio.dataset.ariaControls);
  if (part) part.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
}
document.addEventListener("change", (event) => {
  if (event.target.type !== "radio") return;
  for (const radio of document.querySelectorAll("input[type=radio][data-aria-controls]")) {
    if (radio.name === event.target.name && radio.form === event.target.form) reveal(radio);
  }
});

// A form leaves once: a second press within the same page does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if (event.submitter && event.submitter.formTarget === "_blank") return; // a look in another tab
  if (form.dataset.sent && Date.now() - Number(form.dataset.sent) < 5000) event.preventDefault();
  else form.dataset.sent = String(Date.now());
});
// Coming back with the Back button finds the form ready again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
