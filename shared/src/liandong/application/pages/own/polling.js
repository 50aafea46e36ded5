// Tells when a part that renews itself could not be renewed, and when it is again. What was refused is not put in its place.
const away = document.querySelector(".ld-away");
const tell = (lost) => { if (away) { away.textContent = lost ? away.dataset.away : ""; away.hidden = !lost; } };
document.addEventListener("htmx:error", () => tell(true));
document.addEventListener("htmx:after:request", (event) => tell(event.detail.ctx.response.status >= 400));
