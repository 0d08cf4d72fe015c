import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Members, Organisations } from '@countersign/identity';
import { Config, KeyRing } from '@countersign/platform';
import { createHttpApplication } from '@countersign/server';
import { createTestDatabase, type TestDatabase } from '../../../tools/testing/test-database.cjs';
import { handOutPortal } from './portal-files';

jest.setTimeout(60_000);

const password = 'amber quay lantern thirteen';

interface Site {
  readonly headers: Headers;
  readonly policy: ReadonlyMap<string, readonly string[]>;
  readonly cookies: readonly string[];
  readonly page: string;
}

interface Verdict {
  readonly rule: string;
  readonly points: number;
}

/**
 * The rules of the HTTP Observatory by Mozilla, as far as they can apply to a product that answers under https itself:
 * a site begins with 100, loses what a rule takes, and gains a bonus only where it would have 90 without.
 * https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
 */
function score(site: Site): { total: number; verdicts: readonly Verdict[] } {
  const verdicts = [
    contentSecurityPolicy(site),
    cookies(site),
    crossOriginSharing(site),
    referrerPolicy(site),
    strictTransportSecurity(site),
    subresourceIntegrity(site),
    contentTypeOptions(site),
    frames(site),
    crossOriginResourcePolicy(site),
  ];
  const sum = (points: readonly number[]) => points.reduce((total, one) => total + one, 0);
  const without = 100 + sum(verdicts.map(({ points }) => Math.min(0, points)));
  const bonus = sum(verdicts.map(({ points }) => Math.max(0, points)));
  return { total: without >= 90 ? without + bonus : Math.max(0, without), verdicts };
}

/** Directives that fall back to default-src where they are missing. */
function sourcesOf({ policy }: Site, directive: string): readonly string[] {
  return policy.get(directive) ?? policy.get('default-src') ?? ['*'];
}

const isNonce = (source: string) => /^'(nonce|sha256|sha384|sha512)-/.test(source);

function contentSecurityPolicy(site: Site): Verdict {
  const rule = 'content-security-policy';
  if (site.policy.size === 0) return { rule, points: -25 };
  const scripts = sourcesOf(site, 'script-src');
  const styles = sourcesOf(site, 'style-src');
  const objects = sourcesOf(site, 'object-src');
  const broad = ['*', 'http:', 'https:', 'data:', 'blob:'];
  const unsafeScript =
    (scripts.includes("'unsafe-inline'") && !scripts.some(isNonce)) ||
    [...scripts, ...objects].some((source) => broad.includes(source));
  if (unsafeScript) return { rule, points: -20 };
  if (scripts.includes("'unsafe-eval'")) return { rule, points: -10 };
  if ([...site.policy.values()].flat().some((source) => source.startsWith('http:')))
    return { rule, points: -20 };
  const unsafeStyle =
    (styles.includes("'unsafe-inline'") && !styles.some(isNonce)) ||
    styles.some((source) => broad.includes(source));
  if (unsafeStyle) return { rule, points: 0 };
  return { rule, points: site.policy.get('default-src')?.join() === "'none'" ? 10 : 5 };
}

function cookies({ cookies: set }: Site): Verdict {
  const rule = 'cookies';
  const has = (cookie: string, attribute: RegExp) => attribute.test(cookie);
  if (set.length === 0) return { rule, points: 0 };
  if (set.some((cookie) => !has(cookie, /; Secure/i))) return { rule, points: -40 };
  if (set.some((cookie) => !has(cookie, /; HttpOnly/i))) return { rule, points: -30 };
  const sameSite = set.every((cookie) => has(cookie, /; SameSite=(Lax|Strict)/i));
  return { rule, points: sameSite ? 5 : 0 };
}

function crossOriginSharing({ headers }: Site): Verdict {
  const rule = 'cross-origin-resource-sharing';
  return { rule, points: headers.get('access-control-allow-origin') === '*' ? -50 : 0 };
}

function referrerPolicy({ headers }: Site): Verdict {
  const rule = 'referrer-policy';
  const policy = headers.get('referrer-policy') ?? '';
  const isPrivate = ['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'];
  if (isPrivate.includes(policy)) return { rule, points: 5 };
  return { rule, points: ['unsafe-url', 'origin', 'origin-when-cross-origin'].includes(policy) ? -5 : 0 };
}

function strictTransportSecurity({ headers }: Site): Verdict {
  const rule = 'strict-transport-security';
  const seconds = Number(/max-age=(\d+)/.exec(headers.get('strict-transport-security') ?? '')?.[1] ?? 0);
  if (seconds === 0) return { rule, points: -20 };
  return { rule, points: seconds >= 15_768_000 ? 0 : -10 };
}

function subresourceIntegrity({ page }: Site): Verdict {
  const rule = 'subresource-integrity';
  const foreign = [...page.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)].filter(([, source = '']) =>
    /^(https?:)?\/\//.test(source),
  );
  return { rule, points: foreign.length > 0 ? -5 : 0 };
}

function contentTypeOptions({ headers }: Site): Verdict {
  const rule = 'x-content-type-options';
  return { rule, points: headers.get('x-content-type-options') === 'nosniff' ? 0 : -5 };
}

function frames({ headers, policy }: Site): Verdict {
  const rule = 'x-frame-options';
  if (policy.get('frame-ancestors')?.join() === "'none'") return { rule, points: 5 };
  return { rule, points: /^(deny|sameorigin)$/i.test(headers.get('x-frame-options') ?? '') ? 0 : -20 };
}

function crossOriginResourcePolicy({ headers }: Site): Verdict {
  const rule = 'cross-origin-resource-policy';
  const policy = headers.get('cross-origin-resource-policy');
  if (policy === 'same-origin' || policy === 'same-site') return { rule, points: 10 };
  return { rule, points: policy === 'cross-origin' ? -5 : 0 };
}

function policyIn(header: string): ReadonlyMap<string, readonly string[]> {
  const directives = header.split(';').map((directive) => directive.trim().split(/\s+/));
  return new Map(directives.flatMap(([name, ...sources]) => (name ? [[name, sources] as const] : [])));
}

describe('The product behind https', () => {
  let folder: string;
  let testDatabase: TestDatabase;
  let app: NestExpressApplication;
  let address: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'countersign-observatory-'));
    testDatabase = await createTestDatabase();
    const config = new Config({
      databaseUrl: testDatabase.appUrl,
      databaseConnections: 2,
      redisUrl: testDatabase.redisUrl,
      publicUrl: 'https://vendor-risk.example',
      host: '127.0.0.1',
      port: 0,
      trustedProxies: [],
      allowedPrivateHosts: [],
      portalFolder: folder,
      portalKeptFolder: null,
      files: { kind: 'folder', folder: join(folder, 'files') },
      maximumFileBytes: 1024,
      maximumOrganisationBytes: 1024 ** 3,
      keys: new KeyRing([{ id: '1', secret: Buffer.alloc(32, 1) }]),
      smtpUrl: null,
      inboxUrl: null,
      logLevel: 'silent',
      metricsPort: null,
      metricsHost: '127.0.0.1',
      workerProbeFile: null,
      stubLanguage: false,
    });
    await mkdir(join(folder, 'files'));
    // The page as it is written; the build adds only scripts and styles of its own folder.
    const page = await readFile(join(__dirname, '../../portal/src/index.html'), 'utf8');
    await writeFile(join(folder, 'index.html'), page);
    await writeFile(join(folder, 'respond.html'), page);
    app = await createHttpApplication(config);
    await handOutPortal(app, folder, null);
    await app.listen(0, '127.0.0.1');
    address = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
    const organisation = { name: 'Buyer', slug: 'buyer', timeZone: 'UTC' };
    const { id } = await app.get(Organisations).createOrganisation(organisation);
    const member = { organisationId: id, name: 'Kim', email: 'kim@buyer.example', roles: [], password };
    await app.get(Members).createMember(member);
  });

  afterAll(async () => {
    await app.close();
    await testDatabase.drop();
    await rm(folder, { recursive: true, force: true });
  });

  it.each([
    '/index.html',
    '/index%2Ehtml',
    '/./index.html',
    '//index.html',
    '/INDEX.HTML',
    '/settings/index.html',
    '/respond.html',
    '/respond%2Ehtml',
    '/respond',
  ])('hands the page out under %s with a nonce of its own, never its template', async (path) => {
    const { port } = new URL(address);
    const answer = await new Promise<string>((resolve, reject) => {
      get({ host: '127.0.0.1', port, path }, (response) => {
        let text = JSON.stringify(response.headers);
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve(text));
      }).on('error', reject);
    });
    expect(answer).not.toContain('__CSP_NONCE__');
    expect(answer).toContain('"cache-control":"no-store"');
  });

  async function site(): Promise<Site> {
    const answer = await fetch(`${address}/`);
    const signedIn = await fetch(`${address}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email: 'kim@buyer.example', password }),
    });
    expect(signedIn.status).toBe(200);
    return {
      headers: answer.headers,
      policy: policyIn(answer.headers.get('content-security-policy') ?? ''),
      cookies: signedIn.headers.getSetCookie(),
      page: await answer.text(),
    };
  }

  it("is worth at least 110 points by Mozilla's rules", async () => {
    const { total, verdicts } = score(await site());
    expect({ enough: total >= 110, total, verdicts }).toMatchObject({ enough: true });
    expect(verdicts.filter(({ points }) => points < 0)).toEqual([]);
  });

  it('would not be without its policy, its strict transport or its cookies', async () => {
    const whole = await site();
    const without = (header: string): Site => {
      const headers = new Headers(whole.headers);
      headers.delete(header);
      return { ...whole, headers };
    };
    expect(score({ ...whole, policy: new Map() }).total).toBeLessThan(90);
    expect(score(without('strict-transport-security')).total).toBeLessThan(90);
    expect(score({ ...whole, cookies: ['session=1; HttpOnly'] }).total).toBeLessThan(90);
  });

  it('names every cookie __Host-, and asks for Trusted Types', async () => {
    const { cookies: set, policy } = await site();
    expect(set.length).toBeGreaterThan(0);
    for (const cookie of set) expect(cookie).toMatch(/^__Host-[\w-]+=.*; Path=\/;.*Secure/i);
    expect(policy.get('require-trusted-types-for')).toEqual(["'script'"]);
  });

  it('stores no answer of the api in any cache', async () => {
    for (const path of ['/api/session', '/api/vendors', '/api/no-such-thing']) {
      expect((await fetch(`${address}${path}`)).headers.get('cache-control')).toBe('no-store');
    }
  });
});
