// What ran on this page, and elements and attributes in it that no template of ours writes.
() => {
  const ADDRESSES = ["href", "src", "action", "formaction", "data", "xlink:href", "poster", "ping", "srcset"];
  const CODE = /^\s*ran\(\d|[;>]ran\(\d+\)<|@import '\/\/canary/;
  const found = [];
  const note = (one, name, value) => found.push(`${one.tagName} ${name}=${value.slice(0, 120)}`);
  for (const one of document.querySelectorAll("*")) {
    const isData = one.tagName === "SCRIPT" && /json|template/.test(one.type);
    const isCode = one.tagName === "SCRIPT" || one.tagName === "STYLE";
    if (isCode && !isData && CODE.test(one.textContent)) note(one, "text", one.textContent);
    for (const { name, value } of one.attributes) {
      const bare = value.replace(/[\u0000-\u0020]/g, "").toLowerCase();
      const leads = /^(java|vb)script:|^data:text|^(https?:)?\/\/canary/.test(bare);
      const runs = (/^on/i.test(name) || name === "srcdoc") && value.includes("ran(");
      if (runs || (leads && ADDRESSES.includes(name))) note(one, name, value);
    }
  }
  return { ran: window.__ran, found };
}
