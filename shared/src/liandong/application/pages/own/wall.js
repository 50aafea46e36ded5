// The wall lives by a stream of events. It says when it does not, comes back by itself, and stops at nothing but the end of its session or registration.
const STALE_AFTER = 12_000, BROKEN_AFTER = 3_000, AGAIN_AFTER = 2_000, SIGNED_OUT_AGAIN = 30_000, RELOAD_AFTER = 60_000, FLASH = 4_000, TOLD_FOR = 30_000;

const main = document.getElementById("main");
const banners = { stale: document.getElementById("stale"), ended: document.getElementById("ended"), back: document.getElementById("back") };
const zone = { timeZone: "Asia/Shanghai" };
const times = new Intl.DateTimeFormat("zh-CN", { ...zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const days = new Intl.DateTimeFormat("sv-SE", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" }); // 2026-11-30
const weekdays = new Intl.DateTimeFormat(document.documentElement.lang, { ...zone, weekday: "short" });
const flashing = new Map();

let last = main.dataset.last; // the number of the last change that was told
let asOf = new Date(document.getElementById("as-of").dateTime).getTime(); // legal time of the data
let ahead = asOf - Date.now(); // how far legal time is ahead of this machine's clock
let heard = Date.now(); // when the stream was heard last
let began = Date.now(); // when it was last tried to hear it
let lostAt = null; // legal time at which it was lost
let brokenAt = null; // since when there is no stream
let missed = 0; // how many lights turned meanwhile; null if nobody can tell
let unseen = false, abort = null; // whether nothing of this stream has been shown yet

const wait = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const time = (legal) => times.format(legal);
// with its day, unless that is today
const moment = (legal) => (days.format(legal) === days.format(Date.now() + ahead) ? "" : `${days.format(legal)} `) + time(legal);

function show(banner) {
  for (const [name, element] of Object.entries(banners)) element.hidden = name !== banner;
  document.getElementById("live").hidden = banner === "stale" || banner === "ended";
}

function fill(banner, told) {
  for (const [slot, text] of Object.entries(told)) {
    const place = banners[banner].querySelector(`[data-${slot}]`);
    if (place.textContent !== text) place.textContent = text;
  }
}

function lost(banner = "stale") {
  lostAt ??= asOf;
  fill(banner, { since: moment(lostAt) });
  show(banner);
}

function found() {
  if (lostAt === null) { if (banners.back.hidden) show(null); return; }
  fill("back", { since: moment(lostAt), until: time(Date.now() + ahead), missed: missed === null ? banners.back.querySelector("[data-missed]").dataset.unknown : String(missed) });
  lostAt = null;
  show("back");
  setTimeout(() => { if (!banners.back.hidden) show(null); }, TOLD_FOR);
}

// A cell may stand for several units and departments; what a whole unit does (no stream) is seen in all of its column.
function flash() {
  for (const [key, turned] of flashing) if (turned.until < Date.now()) flashing.delete(key);
  const columns = [...document.querySelectorAll(".wall-matrix [data-units]")].map((head) => head.dataset.units.split(" "));
  for (const line of document.querySelectorAll(".wall-matrix [data-departments]")) {
    const departments = JSON.parse(line.dataset.departments);
    const isOf = (column) => (turned) => columns[column].includes(turned.unit) && (turned.stream === null || departments.includes(turned.department));
    line.querySelectorAll("td").forEach((cell, column) => cell.classList.toggle("wall-flash", [...flashing.values()].some(isOf(column))));
  }
}

// A row that does not fit as a whole is not shown, and not stepped to by the keyboard.
function fit() {
  for (const list of document.querySelectorAll(".wall-list"))
    for (const row of list.children) row.classList.toggle("wall-beyond", row.offsetLeft > list.offsetLeft + 1);
}

function take(part) {
  const place = document.querySelector(`[data-part="${part.name}"]`);
  if (!place) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
  place.innerHTML = part.html;
  if (focused) place.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus();
  document.dispatchEvent(new CustomEvent("wall:part", { detail: part.name }));
  if (part.name === "matrix") flash();
  fit();
}

function tick() {
  const now = Date.now() + ahead;
  document.getElementById("clock").textContent = time(now);
  document.getElementById("date").textContent = `${days.format(now)} ${weekdays.format(now)}`;
  document.getElementById("as-of").textContent = moment(asOf);
  const silent = Date.now() - heard > STALE_AFTER;
  if (Date.now() - Math.max(heard, began) > STALE_AFTER) abort?.abort(); // a connection that says nothing is none
  if (banners.ended.hidden && (silent || (brokenAt !== null && Date.now() - brokenAt > BROKEN_AFTER))) lost();
}

function at(legal) {
  asOf = new Date(legal).getTime();
  ahead = asOf - Date.now();
  const place = document.getElementById("as-of");
  place.dateTime = legal;
  place.textContent = moment(asOf);
}

const takes = {
  build: (build) => { if (build !== main.dataset.build) anew(); }, // the service was upgraded
  heartbeat: (told) => { at(told.legal_now); flash(); },
  missed: (told) => { missed = told.lights; },
  light: (change) => {
    flashing.set(`${change.unit}|${change.stream === null ? "*" : change.department}`, { ...change, until: Date.now() + FLASH });
    flash();
  },
  part: (part) => {
    at(part.at);
    take(part);
    if (unseen) { unseen = false; brokenAt = null; found(); }
  },
};

function hear(block) {
  const event = { data: "" };
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) event[line.slice(0, colon)] = line.slice(colon + 2);
  }
  if (event.id !== undefined) last = event.id;
  if (event.event in takes) { heard = Date.now(); takes[event.event](JSON.parse(event.data)); }
}

// Until the stream ends, as it does every quarter of an hour; to how long to wait before the next. Unlike EventSource it
// tells why there is none. Throws if there is none to be had, or it was cut off.
async function listen() {
  abort = new AbortController();
  began = Date.now();
  const answer = await fetch("/wall/stream", { headers: { "Last-Event-ID": last }, redirect: "manual", cache: "no-store", signal: abort.signal });
  if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) { lost("ended"); return SIGNED_OUT_AGAIN; }
  if (!answer.ok) throw new Error(`${answer.status}`);
  missed = 0;
  unseen = true;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return 0;
    const blocks = (text + value).split("\n\n");
    text = blocks.pop();
    blocks.forEach(hear);
  }
}

// Only into a wall: the page that says that something is away stays as it is for ever.
async function anew() {
  try {
    if ((await fetch("/wall", { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(STALE_AFTER) })).ok) location.reload();
  } catch { /* nobody there */ }
}

async function live() {
  for (;;) {
    let pause = AGAIN_AFTER;
    try { pause = await listen(); } catch { /* cut off, or nobody there: once more */ }
    brokenAt ??= Date.now();
    // nothing helps: if the wall is there, the page itself may be the reason
    if (pause !== SIGNED_OUT_AGAIN && Date.now() - heard > RELOAD_AFTER) await anew();
    await wait(pause + Math.random() * 1_000); // fifty walls do not come back at once
  }
}

addEventListener("visibilitychange", tick);
addEventListener("resize", fit);
setInterval(tick, 1_000);
fit();
tick();
live();
