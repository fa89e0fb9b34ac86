// Lock the page when nobody did anything for as long as the server waits, keep what was typed, and tell the server
// meanwhile that somebody reads. Without this file the server locks by itself, at the next click.
const after = Number(document.querySelector("meta[name=lock-after]")?.content ?? 0) * 1000;
const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const TOLD_EVERY = 120_000;
let lastAct = Date.now();
let lastTold = Date.now();

function act() {
  lastAct = Date.now();
}

function typed() {
  const forms = [...document.querySelectorAll("main form[method=post]")];
  return forms.find((form) =>
    [...form.elements].some((one) => one.type !== "hidden" && "defaultValue" in one && one.value !== one.defaultValue),
  );
}

function send(address, told) {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken: token(), ...told })) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
}

function lock() {
  const form = typed();
  const words = form ? [...new FormData(form)].filter(([, value]) => typeof value === "string") : [];
  const page = location.pathname + location.search;
  const to = form ? new URL(form.action, location.href) : location;
  send("/lock", { page, to: to.pathname + to.search, words: JSON.stringify(words) });
}

async function tell() {
  lastTold = Date.now();
  const body = new URLSearchParams({ csrfmiddlewaretoken: token() });
  const answer = await fetch("/still-here", { method: "POST", body });
  if (answer.redirected) location.reload();
}

if (after) {
  for (const name of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(name, act, { passive: true });
  }
  const watch = setInterval(() => {
    if (Date.now() - lastAct >= after) {
      // Once: each sending would cut off the one before it.
      clearInterval(watch);
      lock();
    } else if (lastAct > lastTold && Date.now() - lastTold >= TOLD_EVERY) {
      tell();
    }
  }, 1000);
}
