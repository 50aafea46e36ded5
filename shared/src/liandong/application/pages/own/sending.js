// Sends a form once, and not before the service is there: a restart between typing and sending loses nothing.
const PAUSE = 1500;
const PATIENCE = 5000;

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

async function isThere() {
  try {
    return (await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) })).ok;
  } catch {
    return false;
  }
}

async function send(form, submitter) {
  const told = form.querySelector(".ld-sending") ?? form.appendChild(document.createElement("p"));
  told.className = "ld-sending";
  told.setAttribute("role", "status");
  while (!(await isThere())) {
    told.textContent = document.documentElement.lang === "en"
      ? "The service is away. What you typed is kept and will be sent as soon as it is back."
      : "服务暂时连接不上。填写的内容都在，恢复后自动提交。";
    await wait(PAUSE);
  }
  told.textContent = "";
  form.dataset.sending = "sent";
  form.requestSubmit(submitter);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!("sending" in form.dataset)) return;
  if (form.dataset.sending === "sent") { // now the browser sends it
    form.dataset.sending = "left";
    // Nothing tells when somebody stopped it: after a while it may be sent again (with the same key it takes effect once).
    setTimeout(() => { if (form.dataset.sending === "left") form.dataset.sending = ""; }, PATIENCE);
    return;
  }
  event.preventDefault();
  if (form.dataset.sending) return; // clicked again
  form.dataset.sending = "waits";
  send(form, event.submitter);
});

// Back from the answer: the form may be sent again (with the same key it takes effect once).
addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach((form) => { form.dataset.sending = ""; }));
