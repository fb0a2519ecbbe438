// Before any page: everything that runs calls `ran`; dialogs count too.
window.__ran = [];
window.ran = (number) => window.__ran.push(number);
window.alert = window.confirm = window.prompt = (words) => window.__ran.push(String(words));
