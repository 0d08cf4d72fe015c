// The inbox's two pages. No script runs in them; everything that came by mail is escaped.
const entities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (character) => entities[character]);

const style = `
:root { color-scheme: light dark; --line: light-dark(#d9dde3, #3a3f47); --quiet: light-dark(#59616c, #a7afba);
  --link: light-dark(#0b57b0, #8ab8f5); --paper: light-dark(#ffffff, #16181c); --hover: light-dark(#f2f5f9, #22262c); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
p.quiet, .quiet { color: var(--quiet); }
a { color: var(--link); }
ol { list-style: none; margin: 1rem 0; padding: 0; border-top: 1px solid var(--line); }
ol a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .7rem .5rem; color: inherit;
  text-decoration: none; border-bottom: 1px solid var(--line); }
ol a:hover, ol a:focus-visible { background: var(--hover); }
ol strong { overflow-wrap: anywhere; }
ol span { color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: 1rem; }
input, button { font: inherit; padding: .35rem .6rem; border: 1px solid var(--line); border-radius: .3rem;
  background: var(--paper); color: inherit; }
input { flex: 1 1 14rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: .75rem 0 1.25rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: .3rem; background: #fff; color-scheme: light; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; border: 1px solid var(--line);
  border-radius: .3rem; padding: 1rem; margin: 0; }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .5rem; }
summary { cursor: pointer; }
`;

const document = (title, body) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head><body><main>${body}</main></body></html>`;

const shownDate = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const when = (iso) => `<time datetime="${escape(iso)}">${escape(shownDate.format(new Date(iso)))}</time>`;

const row = (message) => `<li><a href="/messages/${escape(message.id)}">
<strong>${escape(message.subject || '(no subject)')}</strong><span>${when(message.date)}</span>
<span>to ${escape(message.to.join(', '))}</span></a></li>`;

function emptyText(to) {
  return to
    ? `<p>No mail to ${escape(to)} yet. <a href="/">Show all mail</a></p>`
    : '<p>No mail yet. Whatever Countersign sends appears here.</p>';
}

export const PAGE_SIZE = 100;

/** `messages` are one page, newest first, of `total`. */
export function listPage({ messages, total, to, from }) {
  const next = from + messages.length;
  const address = to ? `&amp;to=${encodeURIComponent(to)}` : '';
  const older = next < total ? `<p><a href="/?from=${next}${address}">Older mail</a></p>` : '';
  return document(
    'Local inbox',
    `<h1>Local inbox</h1>
<p class="quiet">Mail that Countersign sent on this machine. Nothing here has left it. ${total} ${total === 1 ? 'mail' : 'mails'}.</p>
<form method="get" action="/"><label for="to">Sent to</label>
<input id="to" name="to" type="email" value="${escape(to)}" placeholder="name@company.example" autocomplete="off">
<button>Show</button>${to ? '<a href="/">Show all</a>' : '<a href="/">Look for new mail</a>'}</form>
${messages.length ? `<ol>${messages.map(row).join('')}</ol>${older}` : emptyText(to)}`,
  );
}

const url = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

/** Links are found before anything is escaped, so that `&` in an address stays one. */
function linkedText(text) {
  let end = 0;
  let result = '';
  for (const match of text.matchAll(url)) {
    const link = `<a href="${escape(match[0])}" target="_blank" rel="noreferrer">${escape(match[0])}</a>`;
    result += escape(text.slice(end, match.index)) + link;
    end = match.index + match[0].length;
  }
  return result + escape(text.slice(end));
}

// A frame of its own origin, without scripts: links in it open a new tab.
const htmlBody = (html) =>
  `<iframe title="Mail text" sandbox="allow-popups allow-popups-to-escape-sandbox" srcdoc="${escape(
    `<base target="_blank">${html}`,
  )}"></iframe>`;

function attachmentList(attachments) {
  if (!attachments?.length) return '';
  const names = attachments.map(
    ({ filename, contentType, size }) => `${filename ?? contentType} (${size} bytes)`,
  );
  return `<dt>Attached</dt><dd>${escape(names.join(', '))}</dd>`;
}

export function messagePage(message) {
  const sender = message.fromName ? `${message.fromName} <${message.from}>` : message.from;
  const plain = `<pre>${linkedText(message.text ?? '')}</pre>`;
  const body = message.html
    ? `${htmlBody(message.html)}<details><summary><h2 style="display:inline-block">As plain text</h2></summary>${plain}</details>`
    : plain;
  const headers = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}`);
  return document(
    message.subject || 'Mail',
    `<p><a href="/">All mail</a></p><h1>${escape(message.subject || '(no subject)')}</h1>
<dl><dt>From</dt><dd>${escape(sender)}</dd><dt>To</dt><dd>${escape(message.to.join(', '))}</dd>
<dt>Received</dt><dd>${when(message.date)}</dd>${attachmentList(message.attachments)}</dl>
${body}
<details><summary><h2 style="display:inline-block">Headers</h2></summary><pre>${escape(headers.join('\n'))}</pre></details>`,
  );
}

export const notFoundPage = () =>
  document('Not found', '<h1>Not found</h1><p>This mail is not here. <a href="/">All mail</a></p>');
