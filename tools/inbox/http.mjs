import http from 'node:http';
import { listPage, messagePage, notFoundPage, PAGE_SIZE } from './page.mjs';

// The mail's own frame inherits this: no script, no picture from elsewhere, no form in it
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const page = (html, status = 200) => ({ status, type: 'text/html; charset=utf-8', body: html });
const json = (value, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(value) });
const problem = (status, title) => json({ status, title }, status);

function readSince(text) {
  if (!text) return null;
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
}

function list(store, query) {
  const to = query.get('to') || null;
  const from = Math.max(0, Math.trunc(Number(query.get('from'))) || 0);
  const all = store.list({ to });
  return page(listPage({ messages: all.slice(from, from + PAGE_SIZE), total: all.length, to, from }));
}

function listJson(store, query) {
  const since = readSince(query.get('since'));
  if (Number.isNaN(since)) return problem(400, 'since is neither an instant nor milliseconds');
  return json(store.list({ to: query.get('to') || null, since }));
}

function answer(store, method, url) {
  const [, first, second, id] = url.pathname.split('/');
  if (method === 'DELETE' && url.pathname === '/api/messages') {
    store.clear();
    return { status: 204, type: 'application/json', body: '' };
  }
  if (method !== 'GET' && method !== 'HEAD') return problem(405, 'Not allowed');
  if (url.pathname === '/') return list(store, url.searchParams);
  if (url.pathname === '/api/messages') return listJson(store, url.searchParams);
  if (first === 'api' && second === 'messages' && store.get(id)) return json(store.get(id));
  if (first === 'messages' && store.get(second)) return page(messagePage(store.get(second)));
  return first === 'api' ? problem(404, 'Not found') : page(notFoundPage(), 404);
}

/** A page elsewhere that lets its own name point to 127.0.0.1 must not read the mail. */
function isOurs(request, { port, name }) {
  const hosts = ['127.0.0.1', 'localhost', name].map((host) => `${host}:${port}`);
  if (!hosts.includes(request.headers.host)) return false;
  const { origin } = request.headers;
  return !origin || hosts.some((host) => origin === `http://${host}`);
}

function handle(request, response, { store, port, name }) {
  const { status, type, body } = isOurs(request, { port, name })
    ? answer(store, request.method, new URL(request.url, 'http://inbox'))
    : problem(403, 'This inbox answers on 127.0.0.1 only');
  response.writeHead(status, { ...headers, 'content-type': type });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** @returns {Promise<http.Server>} listening; `name` is how others call this machine, such as a service of compose */
export function startHttp({ port, address, name = 'localhost', store }) {
  const server = http.createServer((request, response) => {
    request.resume();
    try {
      handle(request, response, { store, port, name });
    } catch (error) {
      process.stderr.write(`${error.stack}\n`);
      response.writeHead(400).end();
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => resolve(server));
  });
}
