import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

jest.setTimeout(60_000);

const root = resolve(__dirname, '../../..');
const run = promisify(execFile);
const addressOf = (file: string) => JSON.stringify(pathToFileURL(join(root, file)).href);

/** What an expression over a module of the tools gives; they are modules that Jest cannot load. */
async function valueOf(names: string, file: string, expression: string): Promise<unknown> {
  const program = `import { ${names} } from ${addressOf(file)};
    process.stdout.write(JSON.stringify(await (${expression})));`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: root });
  return JSON.parse(stdout);
}

describe('The packages of the image', () => {
  it('are found by each way in which a program can ask for one', async () => {
    const text = [
      "import { Module } from '@nestjs/common/decorators'; import './chunk.mjs'; import fs from 'node:fs';",
      "export * from 'rxjs'; const later = () => import('nodemailer');",
      "const path = __require.resolve('list/package.json'); const pg = require('pg'); const s = \"from 'nobody'\";",
    ].join('\n');
    expect(
      await valueOf(
        'packagesAskedFor',
        'tools/image/imports.mjs',
        `packagesAskedFor(${JSON.stringify(text)})`,
      ),
    ).toEqual(['@nestjs/common/decorators', 'list/package.json', 'nodemailer', 'pg', 'rxjs']);
  });

  const lock = {
    lockfileVersion: 3,
    packages: {
      '': {},
      'node_modules/asked': {
        version: '1.0.0',
        dependencies: { inner: '^1' },
        peerDependencies: { peer: '1', spare: '1' },
        peerDependenciesMeta: { spare: { optional: true } },
      },
      'node_modules/asked/node_modules/inner': {
        version: '1.0.0',
        dev: true,
        optionalDependencies: { fast: '1' },
      },
      'node_modules/inner': { version: '2.0.0' },
      'node_modules/peer': { version: '1.0.0', peer: true },
      'node_modules/spare': { version: '1.0.0' },
      'node_modules/fast': { version: '1.0.0' },
      'node_modules/@angular/core': { version: '1.0.0' },
    },
  };
  const manifest = {
    name: 'countersign',
    version: '1.0.0',
    dependencies: { asked: '1.0.0', '@angular/core': '1.0.0' },
  };
  const subset = (names: readonly string[]) => `subsetOf(${JSON.stringify({ manifest, lock, names })})`;

  it('are those that are asked for with what they need themselves, from the places that Node would take', async () => {
    const { lock: part } = (await valueOf('subsetOf', 'tools/image/lock-subset.mjs', subset(['asked']))) as {
      lock: { packages: object };
    };
    const { '': own, ...packages } = part.packages as Record<string, object>;
    expect(own).toMatchObject({ dependencies: { asked: '1.0.0' } });
    expect(packages).toEqual({
      'node_modules/asked': lock.packages['node_modules/asked'],
      'node_modules/asked/node_modules/inner': { version: '1.0.0', optionalDependencies: { fast: '1' } },
      'node_modules/fast': { version: '1.0.0', optional: true },
      'node_modules/peer': { version: '1.0.0' },
    });
  });

  it('are refused where one is undeclared', async () => {
    await expect(valueOf('subsetOf', 'tools/image/lock-subset.mjs', subset(['inner']))).rejects.toThrow(
      'inner: imported, but not among the dependencies of package.json.',
    );
  });

  it('are complained about where one is missing, or belongs into a browser', async () => {
    const found = {
      specifiers: ['asked/deep', 'missing/package.json'],
      lock: { packages: { 'node_modules/asked': {}, 'node_modules/@angular/core': {} } },
    };
    expect(
      await valueOf(
        'complaintsAboutPackages',
        'tools/image/packages.mjs',
        `complaintsAboutPackages(${JSON.stringify(found)})`,
      ),
    ).toEqual([
      'the image lacks missing/package.json, which a program in it asks for',
      'the image would hold @angular/core, which no program in it needs',
    ]);
  });
});

describe('The check of docker-compose.yml', () => {
  it('refuses a field that Compose does not know, and a healthcheck that is no string', async () => {
    const document = {
      name: 'x',
      services: { api: { image: 'x', mem_limits: '1g', healthcheck: { test: ['CMD', { a: 1 }] } } },
    };
    const complaints = await valueOf(
      'complaintsAboutSchema',
      'tools/compose/schema.mjs',
      `complaintsAboutSchema(${JSON.stringify(document)})`,
    );
    expect(complaints).toContainEqual(expect.stringContaining('{"additionalProperty":"mem_limits"}'));
    expect(complaints).toContainEqual(
      expect.stringContaining('/services/api/healthcheck/test/1 must be string'),
    );
  });

  it('wants time to stop, an exact image, and a proxy that is believed alone', async () => {
    const expression = `[
      complaintsAboutStop({ name: 'worker', stop_grace_period: '70s' }, { worker: 70_000 }),
      complaintsAboutStop({ name: 'api' }, { api: 10_000 }),
      complaintsAboutStop({ name: 'worker', stop_grace_period: '2m' }, { worker: 70_000 }),
      complaintsAboutImage('caddy', 'caddy:2'),
      complaintsAboutImage('caddy', 'caddy:2.11.7@sha256:${'0'.repeat(64)}'),
      complaintsAboutProxy({ subnet: '10.1.0.0/24', caddy: '10.2.0.2', trusted: '10.1.0.2,' }),
      complaintsAboutProxy({ subnet: '10.1.0.0/24', caddy: '10.1.0.2', trusted: '10.1.0.2,' }),
    ]`;
    const names = 'complaintsAboutStop, complaintsAboutImage, complaintsAboutProxy';
    expect(await valueOf(names, 'tools/compose/limits.mjs', expression)).toEqual([
      ['worker is killed after 70s, and may take 75000 ms to stop'],
      ['api is killed after 10s, and may take 15000 ms to stop'],
      [],
      ['caddy: caddy:2 names no exact version with its digest'],
      [],
      [
        "Caddy's address 10.2.0.2 lies outside of 10.1.0.0/24",
        'the api believes 10.1.0.2,, not 10.2.0.2 alone',
      ],
      [],
    ]);
  });

  it('misses a variable that the README lists for a program', async () => {
    const readme =
      '| variable | read by |\n| `A_URL` | api, worker |\n| `B`, `C` | worker |\n| `D` | `npm start` |\n';
    const services = { api: { A_URL_FILE: '' }, worker: { C: '' } };
    const expression = `complaintsAboutReadme(${JSON.stringify(readme)}, ${JSON.stringify(services)}, 'compose')`;
    expect(await valueOf('complaintsAboutReadme', 'tools/compose/readme.mjs', expression)).toEqual([
      'README lists A_URL for worker, to whom compose does not give it',
      'README lists B for worker, to whom compose does not give it',
    ]);
  });
});

describe('The check of the Kubernetes manifests', () => {
  const deployment = (container: object, spec: object = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'api' },
    spec: {
      selector: { matchLabels: { app: 'api' } },
      template: {
        metadata: { labels: { app: 'api' } },
        spec: { containers: [{ name: 'api', ...container }] },
      },
      ...spec,
    },
  });

  it('refuses a field that Kubernetes does not know, a wrong value and a missing one', async () => {
    const objects = [
      deployment({ image: 'x' }),
      deployment({ image: 'x', readinesProbe: {} }),
      deployment({}, { replicas: 'two', selector: undefined }),
      { apiVersion: 'apps/v9', kind: 'Deployment', metadata: { name: 'later' } },
    ];
    const expression = `Promise.all(${JSON.stringify(objects)}.map((one) => complaintsAboutObjects([one])))`;
    const [fine, misspelt, wrong, unknown] = (await valueOf(
      'complaintsAboutObjects',
      'tools/kubernetes/schema.mjs',
      expression,
    )) as string[][];
    expect(fine).toEqual([]);
    expect(misspelt).toEqual([
      expect.stringMatching(
        /^Deployment api, spec\.template\.spec\.containers\.0\.readinesProbe: .*does not exist/,
      ),
    ]);
    expect(wrong?.join('\n')).toMatch(/spec\.replicas: Type 'string' is not assignable to type 'number'/);
    expect(wrong?.join('\n')).toMatch(/must have required property selector/);
    expect(unknown?.join('\n')).toMatch(/Deployment later/);
  });
});
