// A real OpenID provider (certified, by another author) in a process of its own: the packages are ESM only, and the
// product must meet it over the network. Whoever sits at it is signed in without a form.
import { createServer } from 'node:http';
import * as oidc from 'oidc-provider';

/** What the spec sets: the people it knows, who sits at the browser, and a metadata document that lies. */
let setting = { people: {}, sits: null, metadata: null };
let callsByAddress = 0;

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://localhost:${server.address().port}`;

const provider = new oidc.Provider(issuer, {
  clients: [
    {
      client_id: 'countersign',
      client_secret: 'known-to-both-alone',
      redirect_uris: ['http://localhost:3000/api/sign-in/oidc/callback'],
    },
  ],
  cookies: { keys: ['for-this-spec'] },
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
  scopes: ['openid', 'email', 'profile', 'groups'],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  findAccount: (_context, id) =>
    setting.people[id] && { accountId: id, claims: () => ({ sub: id, ...setting.people[id] }) },
  async loadExistingGrant({ oidc: { client, session, params } }) {
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope(params.scope);
    await grant.save();
    return grant;
  },
});

async function answer(request, response) {
  if (request.headers.host.startsWith('127.0.0.1')) callsByAddress += 1;
  if (request.url.startsWith('/interaction/')) return finish(request, response);
  const isMetadata = request.url === '/.well-known/openid-configuration';
  if (isMetadata && setting.metadata !== null && !request.headers['x-inside']) {
    const honest = await fetch(`${issuer}${request.url}`, { headers: { 'x-inside': '1' } });
    response.setHeader('content-type', 'application/json');
    return response.end(JSON.stringify({ ...(await honest.json()), ...setting.metadata }));
  }
  return provider.callback()(request, response);
}

function finish(request, response) {
  const result =
    setting.sits === null
      ? { error: 'access_denied', error_description: 'Went back' }
      : { login: { accountId: setting.sits } };
  return provider.interactionFinished(request, response, result);
}

server.on('request', (request, response) => {
  answer(request, response).catch((error) => {
    process.stderr.write(`${error.stack}\n`);
    response.writeHead(500).end();
  });
});

process.on('message', (change) => {
  setting = { ...setting, ...change };
  process.send({ callsByAddress });
});
process.on('disconnect', () => process.exit(0));
process.send({ issuer });
