// While several write at once: keep what was typed shortly after the last key, and show what others wrote.
// Every page works without this file: each part has its button.
const PAUSE = 2000, LOOK_AGAIN = 5000, TRY_AGAIN = 3000;
const status = document.getElementById("saving");

function say(words) {
  if (status && status.textContent !== words) status.textContent = words;
}

function unsaved(form) {
  return form.elements.words.value !== form.dataset.kept;
}

async function keep(form) {
  if (form.dataset.busy || !unsaved(form)) return;
  form.dataset.busy = "yes";
  const words = form.elements.words.value;
  const told = new FormData(form);
  try {
    const answer = await fetch(form.action, { method: "POST", body: told, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const kept = await answer.json();
    form.dataset.kept = words;
    // What stands now has been read only where nobody else wrote meanwhile.
    if (!kept.beside) form.elements.seen.value = kept.version;
    form.elements.sent.value = crypto.randomUUID();
    say(kept.beside ? "Kept. Somebody else wrote at the same time: both texts stand." : "All that you typed is kept.");
  } catch {
    // The same mark is sent again, so that what did arrive is not kept twice.
    say("Not kept yet: no answer. Your words stay here, and are sent again.");
    setTimeout(() => keep(form), TRY_AGAIN);
  } finally {
    delete form.dataset.busy;
  }
}

const forms = [...document.querySelectorAll("form[data-writes]")];
for (const form of forms) {
  form.dataset.kept = form.elements.words.value;
  form.addEventListener("submit", () => { form.dataset.kept = form.elements.words.value; });
  let pause;
  form.elements.words.addEventListener("input", () => {
    say("Typing …");
    clearTimeout(pause);
    pause = setTimeout(() => keep(form), PAUSE);
  });
}

async function look() {
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(part.id);
      if (fresh && !part.contains(document.activeElement) && fresh.innerHTML !== part.innerHTML) part.innerHTML = fresh.innerHTML;
    }
    for (const form of forms) {
      const fresh = page.querySelector(`form[data-writes="${form.dataset.writes}"]`);
      // A box in which nothing waits to be kept, and in which nobody types, follows what stands.
      if (!fresh || unsaved(form) || form.dataset.busy || form.contains(document.activeElement)) continue;
      form.elements.words.value = form.dataset.kept = fresh.elements.words.value;
      form.elements.seen.value = fresh.elements.seen.value;
    }
  } catch {
    // Looked at again in a moment.
  }
}

if (forms.length) setInterval(look, LOOK_AGAIN);
addEventListener("beforeunload", (event) => {
  if (forms.some(unsaved)) event.preventDefault();
});
