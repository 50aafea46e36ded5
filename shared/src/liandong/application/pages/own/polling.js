// Tells when a part that renews itself could not be renewed, and when it is again.
const away = document.querySelector(".ld-away");
const tell = (lost) => { if (away) { away.textContent = lost ? away.dataset.away : ""; away.hidden = !lost; } };
document.addEventListener("htmx:error", () => tell(true));
document.addEventListener("htmx:response:error", () => tell(true));
document.addEventListener("htmx:after:swap", () => tell(false));
document.addEventListener("htmx:after:request", (event) => { if (event.detail.ctx?.response?.raw?.status === 304) tell(false); });
