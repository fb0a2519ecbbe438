// Inside Zalo and Facebook a page cannot print, save or record, and on iPhones a link to a new page does nothing.
// Shows the line that says how to go on in a real browser, and lets such links open in place.
if (/\bZalo|FBA[NV]\//i.test(navigator.userAgent)) {
  document.querySelectorAll("[data-inapp]").forEach((line) => { line.hidden = false; });
  for (const link of document.links) if (link.target === "_blank") link.removeAttribute("target");
}
