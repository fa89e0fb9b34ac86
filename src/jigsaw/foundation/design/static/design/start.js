// Start the NHS.UK components. Every page works without this file.
import { initAll } from "./vendor/nhsuk-frontend.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();
