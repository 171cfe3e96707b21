"use strict";
// The page: it chooses files, shows what rnms.app.desk answers, and saves files. It judges and words nothing
// itself, keeps nothing (no storage, no cookie), and asks no network for anything.

const $ = (id) => document.getElementById(id);
const MOST_ISSUES = 200;
let language = "ru", manifest = null, worker = null, assets = {}, ready = null;
let opened = null, judged = null, table = [], lastFiles = [], unsaved = false, typing = false;
const waiting = new Map();
let numbers = 0;

// Words.

const russian = {};
for (const element of document.querySelectorAll("[data-text]")) russian[element.dataset.text] = element.textContent;

function say(key, facts = {}) {
  const text = rnmsTexts[language][key] ?? russian[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => facts[name] ?? whole);
}

function tell(key, facts) { $("status").textContent = say(key, facts); }

function complain(text) { $("fault").textContent = text; }

function translate() {
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = say(element.dataset.text);
  for (const element of document.querySelectorAll("[data-title]")) element.title = say(element.dataset.title);
  $("language").textContent = say("other-language");
  $("language").lang = language === "ru" ? "en" : "ru";
  if (manifest) $("about").textContent = say("about", manifest);
}

// Elements are made of texts, never of markup.

function make(tag, attributes = {}, ...inside) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...inside.filter((part) => part !== null && part !== undefined));
  return element;
}

function fill(element, ...inside) { element.replaceChildren(...inside); }

function headed(...keys) {
  return make("thead", {}, make("tr", {}, ...keys.map((key) => make("th", {scope: "col"}, say(key)))));
}

/** A verdict whose sign is not torn from its words. */
function kept(verdict) { return verdict.replace(" ", "\u00a0"); }

function cell(head, content, kind = "") { return make("td", {"data-head": say(head), class: kind || null}, content); }

// Loading: every asset is a script that lies beside the page.

window.rnmsManifest = (told) => { manifest = told; };
window.rnmsAsset = (name, text) => { assets[name] = text; };

function script(source) {
  return new Promise((resolve) => {
    const element = make("script", {src: source});
    // A script that is not there, or is no script, leaves nothing behind: the hash says so.
    element.onload = element.onerror = () => { element.remove(); resolve(); };
    document.head.append(element);
  });
}

async function begin() {
  if (!window.DecompressionStream || !window.WebAssembly || !window.Worker) { tell("old"); return; }
  await script("manifest.js");
  if (!manifest) { damaged("manifest.js"); return; }
  translate();
  const names = Object.keys(manifest.assets);
  for (const [number, name] of names.entries()) {
    tell("loading.part", {number: number + 1, all: names.length});
    await script(`assets/${name}.js`);
  }
  await start();
}

async function start() {
  const blob = new Blob([`(${rnmsWorker})()`], {type: "text/javascript"});
  const address = URL.createObjectURL(blob);
  worker = new Worker(address);
  worker.onmessage = ({data}) => heard(data);
  worker.onerror = () => restart();
  const begun = new Promise((resolve) => { ready = resolve; });
  worker.postMessage({manifest, assets, desk: "import rnms.app.desk; rnms.app.desk.Clerk()"});
  await begun;
  URL.revokeObjectURL(address);
  const known = await ask({do: "regions"});
  regions(known.said.regions);
  document.body.dataset.ready = "yes";
  tell("ready");
}

function heard(data) {
  if (data.progress) { performance.mark(data.progress); tell(data.progress); }
  else if (data.damaged) damaged(data.damaged);
  else if (data.ready) ready();
  else if (data.died) restart();
  else if (waiting.has(data.id)) {
    const {resolve} = waiting.get(data.id);
    waiting.delete(data.id);
    resolve(data);
  } else if (data.failed) complain(say("failed", {why: data.failed}));
}

function damaged(name) {
  document.body.dataset.damaged = name;
  worker?.terminate();
  complain(say("damaged", {name}));
  $("status").textContent = "";
}

/** Begin anew after the worker has died: what lay on its desk is gone, and the page shows none of it. */
async function restart() {
  worker.terminate();
  delete document.body.dataset.ready;
  opened = judged = null;
  for (const id of ["opened", "report", "bench"]) $(id).hidden = true;
  for (const {resolve} of waiting.values()) resolve({said: {fault: say("crashed"), issues: []}, files: []});
  waiting.clear();
  await start();
  complain(say("crashed"));
}

/** Ask rnms; a fault is shown, and gives null. */
async function ask(request, files = [], task = "working") {
  const id = ++numbers;
  complain("");
  if (document.body.dataset.ready) tell(task);
  document.body.dataset.busy = "yes";
  const reply = await new Promise((resolve) => {
    waiting.set(id, {resolve});
    worker.postMessage({id, request: {lang: language, ...request}, files});
  });
  if (!waiting.size) delete document.body.dataset.busy;
  if (reply.failed || reply.said.fault) {
    complain(reply.failed ? say("failed", {why: reply.failed}) : reply.said.fault);
    $("status").textContent = "";
    return null;
  }
  return reply;
}

async function contents(files) {
  return Promise.all([...files].map(async (file) => ({name: file.name, bytes: new Uint8Array(await file.arrayBuffer())})));
}

// 1. What to judge.

function regions(known) {
  for (const id of ["region", "forms-region"]) {
    fill($(id), ...known.map(({key, name}) => make("option", {value: key}, name)));
  }
  readings();
}

async function readings() {
  const reply = await ask({do: "region", region: $("region").value});
  if (!reply) return;
  fill($("readings"), make("legend", {}, say("choose.readings.legend")), ...reply.said.readings.map(({name, title}) =>
    make("label", {}, make("input", {type: "checkbox", value: name}), ` ${title}`)));
  $("readings").firstChild.dataset.text = "choose.readings.legend";
}

async function open(request, files = []) {
  const given = await contents(files);
  lastFiles = given;
  const tables = given.filter(({name}) => /\.(csv|xlsx|xlsm|xlsb|xls|ods)$/i.test(name));
  $("suggest").hidden = !(given.length === 1 && tables.length === 1);
  const reply = await ask(request, given, "opening");
  if (!reply) return;
  showOpened(reply.said);
  for (const id of ["report", "bench", "shown", "supposed", "why"]) $(id).hidden = true;
  judged = null;
  unsaved = false;
  typing = request.do === "empty";
  $("region").value = $("forms-region").value = opened.region;
  if (opened.period) $("period").value = $("forms-period").value = opened.period;
  await readings();
  tell("opened", {name: opened.name});
  if (typing && await judge()) {
    $("bench-title").focus();
    tell("typing", {region: opened.region_name, period: $("period").value});
  }
}

function showOpened(said) {
  opened = said;
  $("opened").hidden = false;
  const title = [say(`kind.${said.kind}`), said.region_name, said.title].filter(Boolean).join(" · ");
  $("opened-title").textContent = title;
  fill($("facts"), ...[...said.facts, ...said.ledger].map((fact) => make("li", {}, fact)));
  fill($("opened-saves"),
    saver("save.data", {do: "save", what: "data"}, () => { unsaved = false; }),
    ...(said.salt ? [saver("save.salt", {do: "save", what: "salt"})] : []),
    ...(said.kind === "forms" ? [saver("save.remarks", {do: "remarks"})] : []));
  if (said.issues) showIssues($("opened-issues"), said.issues);
}

function showIssues(details, issues) {
  const shown = issues.slice(0, MOST_ISSUES).map((issue) => make("li", {},
    `${issue.place}: ${say(issue.severity)}: ${issue.message}`));
  if (issues.length > MOST_ISSUES) shown.push(make("li", {}, say("issues.more", {number: issues.length - MOST_ISSUES})));
  details.hidden = !issues.length;
  details.open = issues.length > 0 && issues.length < 30;
  details.firstElementChild.textContent = say("issues", {number: issues.length});
  fill(details.lastElementChild, make("ul", {class: "issues"}, ...shown));
}

// 2 and 3. Judging and the report.

function choice() {
  return {
    region: $("region").value,
    period: $("period").value.trim(),
    as_of: $("as-of").value,
    known_on: $("known-on").value,
    readings: [...$("readings").querySelectorAll("input:checked")].map((box) => box.value),
  };
}

async function judge(request = {}, told = "judged") {
  const reply = await ask({do: "judge", ...choice(), ...request}, [], "judging");
  if (!reply) return false;
  judged = reply.said;
  if (judged.kind) showOpened({...opened, ...judged, issues: undefined});
  showReport();
  await figures();
  tell(told, {summary: judged.summary});
  $("report-title").focus();
  return true;
}

function showReport() {
  $("report").hidden = false;
  for (const id of ["shown", "why", "supposed"]) $(id).hidden = true;
  $("report-head").textContent = judged.title;
  $("report-summary").textContent = judged.summary;
  fill($("brief"), ...judged.brief.flatMap(({text, items}) => [make("p", {}, text),
    ...(items.length ? [make("ul", {}, ...items.map((item) => make("li", {}, item)))] : [])]));
  fill($("results"), headed("head.code", "head.title", "head.value", "head.norm", "head.verdict", "head.why"),
    make("tbody", {}, ...judged.results.map((result) => make("tr", {},
      cell("head.code", result.code), make("th", {scope: "row"}, result.title),
      cell("head.value", result.value || "—", "num"), cell("head.norm", result.norm || "—"),
      cell("head.verdict", kept(result.verdict), result.state),
      make("td", {}, make("button", {
        type: "button", onclick: () => explain(result.code), "aria-label": `${say("why")}: ${result.code}`,
      }, say("why")))))));
  fill($("plan-code"), ...judged.results.map(({code, title}) => make("option", {value: code}, `${code} ${title}`)));
  fill($("saves"), ...savers("report", ["html", "xlsx", "csv", "json"]),
    saver("save.calendar", {do: "save", what: "calendar"}), saver("save.brief", {do: "save", what: "brief"}),
    printer("page", () => { $("whole").open = true; }));
  showIssues($("report-issues"), judged.issues);
  $("page").srcdoc = judged.html;
  $("audit").hidden = !opened.has_claims;
}

async function explain(code) {
  const reply = await ask({do: "explain", code});
  if (!reply) return;
  $("why").hidden = false;
  $("why-title").textContent = say("why.of", {code});
  $("why-text").textContent = reply.said.text;
  $("why-title").focus();
  tell("explained");
}

async function show(request, what, formats) {
  const reply = await ask(request);
  if (!reply) return;
  $("shown").hidden = false;
  $("shown-title").textContent = reply.said.title;
  $("shown-page").srcdoc = reply.said.html;
  fill($("shown-saves"), ...savers(what, formats), printer("shown-page"));
  $("shown-title").focus();
  tell("shown");
}

// Saving.

function saver(key, request, then = () => {}) {
  return make("button", {type: "button", onclick: async () => {
    const reply = await ask(request, [], "writing");
    if (!reply) return;
    save(reply.files[0]);
    then();
    tell("saved", {name: reply.files[0].name});
  }}, say(key));
}

function savers(what, formats) {
  return formats.map((to) => saver(`save.${to}`, {do: "save", what, to}));
}

function printer(frame, before = () => {}) {
  return make("button", {type: "button", onclick: () => {
    before();
    $(frame).contentWindow.print();
  }}, say("save.print"));
}

function save({name, bytes}) {
  const address = URL.createObjectURL(new Blob([bytes], {type: "application/octet-stream"}));
  const link = make("a", {href: address, download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

// 4. Figures.

async function figures() {
  const reply = await ask({do: "figures", ...choice()});
  if (!reply) return;
  table = reply.said.rows;
  $("bench").hidden = false;
  const places = [...new Set(table.map((row) => row.municipality))];
  fill($("bench-place"), make("option", {value: "*"}, say("everything")),
    ...places.map((place) => make("option", {value: place}, place || say("region-itself"))));
  $("bench-more").textContent = reply.said.more ? say("more-rows", {number: reply.said.more}) : "";
  showRows();
}

function showRows() {
  const heads = ["head.figure", "head.place", "head.count", "head.among", "head.share", "head.holds"];
  fill($("rows"), headed(...heads), make("tbody", {}, ...table.map((row, number) => {
    const where = [row.municipality || say("region-itself"), row.period].join(", ");
    const field = (name) => row.takes.includes(name)
      ? cell(`head.${name}`, make("input", {
        value: row[name], name, "data-row": number, size: 8, inputmode: name === "share" ? "text" : "numeric",
        "aria-label": `${say(`head.${name}`)}: ${row.title}, ${where}`,
      })) : make("td", {});
    const holds = row.takes.includes("holds") ? cell("head.holds", make("select", {
      name: "holds", "data-row": number, "aria-label": `${say("head.holds")}: ${row.title}, ${where}`,
    }, ...[["", "unknown"], ["yes", "yes"], ["no", "no"]].map(([value, key]) =>
      make("option", {value, selected: row.holds === value}, say(key))))) : make("td", {});
    return make("tr", {"data-place": row.municipality}, make("th", {scope: "row"}, row.title),
      cell("head.place", where), field("count"), field("among"), field("share"), holds);
  })));
}

function changes() {
  const changed = new Map();
  for (const field of $("rows").querySelectorAll("[data-row]")) {
    const number = Number(field.dataset.row), row = table[number];
    if (field.value.trim() !== row[field.name]) {
      changed.set(number, {...changed.get(number), row: number, [field.name]: field.value});
    }
  }
  return [...changed.values()];
}

async function suppose() {
  const changed = changes();
  if (!changed.length) { tell("no-changes"); return; }
  const reply = await ask({do: "suppose", ...choice(), changes: changed}, [], "judging");
  if (!reply) return;
  $("supposed").hidden = false;
  $("supposed-what").textContent = say("supposed.what", {what: changed.map(worded).join("; ")});
  const before = new Map(judged.results.map((result) => [result.code, result]));
  const shown = (result) => result ? [result.value, kept(result.verdict)].filter(Boolean).join(" · ") : "—";
  fill($("beside"), headed("head.code", "head.title", "head.by-data", "head.by-supposition"),
    make("tbody", {}, ...reply.said.results.map((result) => {
      const was = before.get(result.code), differs = shown(was) !== shown(result);
      return make("tr", {class: differs ? "changed" : null}, cell("head.code", result.code),
        make("th", {scope: "row"}, result.title), cell("head.by-data", shown(was), was?.state),
        cell("head.by-supposition", `${differs ? "→ " : ""}${shown(result)}`, result.state));
    })));
  fill($("supposed-saves"), ...savers("supposed", ["html", "xlsx", "json"]));
  tell("supposed", {summary: reply.said.summary});
  $("supposed-title").focus();
}

function worded(change) {
  const row = table[change.row];
  const answers = ["count", "among", "share", "holds"].filter((name) => name in change)
    .map((name) => `${say(`head.${name}`).toLowerCase()} — ${name === "holds" ? say(change.holds || "unknown") : change[name] || "—"}`);
  return `${row.title} (${answers.join(", ")})`;
}

async function correct() {
  const changed = changes();
  if (!changed.length) { tell("no-changes"); return; }
  if (await judge({do: "correct", changes: changed}, "corrected")) unsaved = true;
}

// What the buttons do.

function on(id, event, task) {
  $(id).addEventListener(event, (happened) => { happened.preventDefault(); if (document.body.dataset.ready) task(happened); });
}

on("example", "click", () => open({do: "example"}));
function typed() {
  open({do: "empty", region: $("region").value, period: $("period").value.trim() || String(new Date().getFullYear())});
}
on("typed", "click", typed);
on("suggest", "click", async () => {
  const reply = await ask({do: "suggest", region: $("region").value}, lastFiles);
  if (!reply) return;
  save(reply.files[0]);
  tell("suggested", {name: reply.files[0].name});
});
$("files").addEventListener("change", () => {
  const files = [...$("files").files];
  // Emptied, so that the same file, mended meanwhile, can be chosen again.
  $("files").value = "";
  if (files.length && document.body.dataset.ready) open({do: "open"}, files);
});
// Figures that are typed are those that the chosen region asks for.
on("region", "change", () => { if (typing && !unsaved) typed(); else readings(); });
on("choice", "submit", () => judge());
on("audit", "click", () => show({do: "audit"}, "audit", ["html", "xlsx", "csv", "json"]));
on("plan", "submit", () => show({do: "plan", ...choice(), code: $("plan-code").value, on: $("plan-day").value}, "plan", ["html", "xlsx", "csv", "json"]));
on("figures", "submit", correct);
on("suppose", "click", suppose);
on("restore", "click", showRows);
$("rows").addEventListener("input", ({target}) => {
  const share = target.closest("tr").querySelector("[name=share]");
  if (!["count", "among"].includes(target.name) || !share || share.value !== table[share.dataset.row].share) return;
  // A share that was printed beside another number holds no longer.
  if (share.value) tell("share-dropped");
  share.value = "";
});
on("bench-place", "change", () => {
  const place = $("bench-place").value;
  for (const row of $("rows").querySelectorAll("tbody tr")) row.hidden = place !== "*" && row.dataset.place !== place;
});
on("forms", "submit", async () => {
  const reply = await ask({
    do: "forms", region: $("forms-region").value, period: $("forms-period").value.trim(), due: $("forms-due").value,
    basis: $("forms-basis").value, send_to: $("forms-to").value, contact: $("forms-contact").value,
    municipalities: $("forms-places").value, duties: $("forms-duties").checked,
  }, await contents($("forms-file").files), "writing");
  if (!reply) return;
  save(reply.files[0]);
  tell("forms-made", {number: reply.said.places, name: reply.files[0].name});
});
on("language", "click", async () => {
  language = language === "ru" ? "en" : "ru";
  translate();
  if (opened && judged) await judge(); else tell("ready");
});
$("forget").addEventListener("click", () => {
  unsaved = false;
  worker?.terminate();
  for (const form of document.forms) form.reset();
  $("files").value = "";
  // The page begins anew, with another worker: what was in the memory of the old one is gone with it.
  location.reload();
});
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => {
  event.preventDefault();
  $("drop").classList.add("over");
});
for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, () => $("drop").classList.remove("over"));
document.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length && document.body.dataset.ready) open({do: "open"}, event.dataTransfer.files);
});

begin();
