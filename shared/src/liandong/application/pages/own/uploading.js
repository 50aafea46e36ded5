// Files: one that is too large is told before it is sent, and one the service did not take is told where it was chosen.
const sizeOf = (inputs) => inputs.flatMap((input) => [...input.files]).reduce((sum, file) => sum + file.size, 0);

function tellAt(input, words) {
  const place = input.parentElement;
  const told = place.querySelector("[data-told]") ?? document.createElement("p");
  told.className = "ld-error";
  told.dataset.told = "";
  told.setAttribute("role", "alert");
  told.textContent = words;
  if (words) place.prepend(told); else told.remove();
}

const isFile = (element) => element instanceof HTMLInputElement && element.type === "file" && element.form;

// Before htmx hears of it.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (!isFile(input)) return;
  const { each, tooLarge } = input.form.dataset;
  if (sizeOf([input]) <= Number(each)) { tellAt(input, ""); return; }
  event.stopImmediatePropagation();
  input.value = "";
  tellAt(input, tooLarge);
}, true);

document.addEventListener("submit", (event) => {
  const form = event.target;
  const chosen = [...form.elements].filter((input) => isFile(input) && input.files.length);
  if (!chosen.length || sizeOf(chosen) <= Number(form.dataset.atOnce)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  tellAt(chosen.at(-1), form.dataset.tooMuch);
  chosen.at(-1).focus();
}, true);

function notTaken(event) {
  const input = event.detail.ctx?.sourceElement;
  if (!isFile(input)) return;
  const { tooLarge, notTaken: words } = input.form.dataset;
  tellAt(input, event.detail.ctx.response?.status === 413 ? tooLarge : words);
}
document.addEventListener("htmx:error", notTaken);
document.addEventListener("htmx:response:error", notTaken);
