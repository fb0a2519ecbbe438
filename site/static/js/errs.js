// Brings a reader to the list of mistakes: without this the list is still first on the page.
const list = document.querySelector("[data-errs]");
if (list) list.focus();
