// Decide with a single key. Every page works without this file: the keys press the buttons that are there.
// The keys can be turned off (WCAG 2.1.4), are silent while somebody types, and a key held down counts once.
const part = document.querySelector("[data-single-keys]");
const kept = "single-keys";
let isOn = localStorage.getItem(kept) !== "off";

const toggle = document.createElement("button");
toggle.type = "button";
toggle.className = "app-answers__toggle";

function tell() {
  toggle.textContent = isOn ? "Turn single keys off" : "Turn single keys on";
  for (const hint of part.querySelectorAll(".app-answers__key")) hint.hidden = !isOn;
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])");
}

if (part) {
  part.append(toggle);
  tell();
  toggle.addEventListener("click", () => {
    isOn = !isOn;
    localStorage.setItem(kept, isOn ? "on" : "off");
    tell();
  });
  document.addEventListener("keydown", (pressed) => {
    const isPlain = !(pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat);
    if (!isOn || !isPlain || isTyping(pressed.target)) return;
    const button = part.querySelector(`[data-key="${CSS.escape(pressed.key.toLowerCase())}"]`);
    if (button) {
      pressed.preventDefault();
      button.click();
    }
  });
}
