import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** By whatever a call could be made; `.fetch(` is somebody else's, and a type calls nobody. */
const ways: readonly RegExp[] = [
  /^import (?!type ).* from 'supertest';$/m,
  /(?<![.\w])fetch\(/,
  /^import (?!type ).*\b(?:request|get)\b.* from 'node:https?';$|\bhttps?\.(?:request|get)\(/m,
  /^import (?!type ).*\b(?:connect|Socket)\b.* from 'node:(?:net|tls)';$|\b(?:net|tls)\.connect\(/m,
];

const hangsUp = 'Hangs up, or sends slowly, in the middle of a request: most of them get no answer.';
const asBuilt =
  'Looks at the built program from outside: pages, scripts and headers that openapi.json does not describe.';

/** What no agent can ask, or asks somebody else. */
const exceptions: Readonly<Record<string, string>> = {
  'apps/api/src/main.spec.ts': asBuilt,
  'apps/api/src/observatory.spec.ts': asBuilt,
  'apps/api/src/packaging.spec.ts': asBuilt,
  'libs/evidence/src/evidence.http.spec.ts': hangsUp,
  'libs/evidence/src/slow-uploads.http.spec.ts': hangsUp,
  'libs/evidence/src/storage-trouble.http.spec.ts': hangsUp,
  'libs/identity/src/oidc/testing/real-provider.ts':
    'Plays the person at the identity provider, which is not the product.',
  'libs/identity/src/sign-in/sign-in-crowd.http.spec.ts': hangsUp,
  'libs/operating/src/metrics/metrics.http.spec.ts': 'Metrics have a port of their own, and are text.',
  'libs/organisation/src/retention/files-in-a-bucket.http.spec.ts': hangsUp,
  'libs/platform/src/bodies/body-guard.http.spec.ts': 'Sends bytes that no client would send.',
  'libs/platform/src/http/hang-up.http.spec.ts': hangsUp,
  'libs/platform/src/logging/logger-options.spec.ts': 'Asks a server of its own that only logs.',
  'libs/responding/src/attachments.http.spec.ts': hangsUp,
  'libs/testing/src/agent.ts': 'The agent itself.',
  'libs/testing/src/line.ts': 'A line to the database, Redis or a bucket that can be cut.',
  'libs/testing/src/raw-request.ts': 'Holds its answers against openapi.json as well.',
};

const callers = globSync(
  ['{libs,apps}/*/src/**/*.spec.ts', 'libs/testing/src/**/*.ts', 'libs/*/src/**/testing/**/*.ts'],
  { cwd: root },
)
  .filter((file) => !file.startsWith('apps/portal'))
  .map((file) => ({ file, text: readFileSync(resolve(root, file), 'utf8') }))
  .filter(({ text }) => ways.some((way) => way.test(text)))
  .map(({ file }) => file);

describe('The specs', () => {
  it('ask the product by the agent that holds every answer against openapi.json', () => {
    expect(callers.sort()).toEqual(Object.keys(exceptions).sort());
  });
});
