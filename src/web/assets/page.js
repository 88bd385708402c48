/* Comforts of a page; nothing needs them. */

/* What must be corrected is where the keyboard goes on from. */
document.addEventListener("DOMContentLoaded", () => {
  if (location.hash === "") document.getElementById("problems")?.focus();
});

/* A form is sent once, however often its button is pressed. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.isSent === "yes") event.preventDefault();
  form.dataset.isSent = "yes";
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.isSent;
});
