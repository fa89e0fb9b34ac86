// Passkeys. Every page works without this file: where it does not run, a password and a code let people in.
// The form asks our own server for a question, has the device sign it, and is sent like any other form.

async function answerTo(form) {
  const question = await (await fetch(form.dataset.passkey)).json();
  const isNew = "passkeyNew" in form.dataset;
  const made = isNew
    ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(question) })
    : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(question) });
  return JSON.stringify(made.toJSON());
}

function canUse() {
  return window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;
}

for (const form of canUse() ? document.querySelectorAll("form[data-passkey]") : []) {
  form.hidden = false;
  form.addEventListener("submit", async (pressed) => {
    pressed.preventDefault();
    const fault = form.querySelector("[data-passkey-fault]");
    fault.textContent = "";
    try {
      form.elements.answer.value = await answerTo(form);
      form.submit();
    } catch {
      fault.textContent = "No passkey was used. Try again, or choose another way.";
    }
  });
}
