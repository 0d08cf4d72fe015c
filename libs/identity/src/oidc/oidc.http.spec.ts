import type TestAgent from 'supertest/lib/agent';
import type { Role } from '@countersign/platform';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { clientSecret, RealProvider } from './testing/real-provider';

interface Arrival {
  readonly browser: TestAgent;
  /** Where the product sends the browser in the end. */
  readonly at: string;
}

/** Against `oidc-provider`, a real one, over the network. */
describe('Signing in by the organisation’s own identity provider', () => {
  let product: TestProduct;
  let provider: RealProvider;
  let organisation: TestOrganisation;
  let admin: TestMember;
  let adminBrowser: TestAgent;
  let made = 0;

  beforeAll(async () => {
    provider = await RealProvider.start();
    product = await aProduct({ allowedPrivateHosts: ['localhost'] });
  });

  beforeEach(async () => {
    organisation = await product.anOrganisation();
    admin = await product.aMember({ organisation, roles: ['admin'] });
    adminBrowser = await product.signedInAs(admin);
    await provider.set({ people: {}, sits: null, metadata: null });
    await setProvider();
  });

  afterAll(async () => {
    await product.close();
    await provider.stop();
  });

  const settings = () => ({
    issuer: provider.issuer,
    clientId: 'countersign',
    clientSecret: clientSecret as string | null,
    label: 'Buyer Inc. account',
    roleClaim: null as string | null,
    roleMapping: [] as { value: string; roles: Role[] }[],
    enabled: true,
  });

  async function setProvider(wishes: Partial<ReturnType<typeof settings>> = {}) {
    const revision = await shownRevision();
    const answer = await adminBrowser
      .put('/api/organisation/oidc')
      .send({ ...settings(), ...wishes, revision });
    expect([answer.status, answer.body]).toEqual([200, expect.anything()]);
    return answer.body as Record<string, unknown>;
  }

  async function shownRevision(): Promise<number> {
    return (await adminBrowser.get('/api/organisation/oidc').expect(200)).body.revision as number;
  }

  const removeProvider = async () =>
    adminBrowser.delete(`/api/organisation/oidc?revision=${await shownRevision()}`).expect(204);

  async function invite(email: string, roles: readonly Role[] = ['reviewer']): Promise<void> {
    await product.asJobOf(organisation, () =>
      product.database.query(
        `
        insert into app.member_invitation (organisation_id, email, name, roles, invited_by_name, expires_at)
        values (:organisationId, :email, 'Ida Invited', :roles, 'A member', now() + interval '7 days')`,
        { organisationId: organisation.id, email, roles },
      ),
    );
  }

  const newSubject = () => `subject-${++made}`;

  /** The address of the provider that the product sends a browser to. */
  async function leave(browser: TestAgent, returnTo = '/findings'): Promise<string> {
    const { headers } = await browser
      .get('/api/sign-in/oidc')
      .query({ organisation: organisation.slug, returnTo })
      .redirects(0)
      .expect(302);
    return String(headers['location']);
  }

  /** Back at the product with what the provider gave along. */
  async function comeBack(browser: TestAgent, callback: string): Promise<string> {
    const { pathname, search } = new URL(callback);
    const { headers } = await browser.get(`${pathname}${search}`).redirects(0).expect(302);
    return String(headers['location']);
  }

  async function signIn(): Promise<Arrival> {
    const browser = product.browser();
    const callback = await provider.passThrough(await leave(browser));
    expect(callback).toMatch(/^http:\/\/localhost:3000\/api\/sign-in\/oidc\/callback\?/);
    return { browser, at: await comeBack(browser, callback) };
  }

  const tellsWhy = (code: string) => `/o/${organisation.slug}?problem=${code}`;

  async function trail(what: string): Promise<Record<string, unknown>[]> {
    return product.behindTheBack(
      `select actor_name, object_id, before, after, detail from app.audit_event
       where organisation_id = $1 and what = $2 order by id`,
      [organisation.id, what],
    );
  }

  async function rolesOf(email: string): Promise<string[]> {
    const sql = 'select roles from app.member where organisation_id = $1 and email = $2';
    const rows = await product.behindTheBack<{ roles: string[] }>(sql, [organisation.id, email]);
    return rows[0]?.roles ?? [];
  }

  it('accepts an open invitation to the verified address, and later knows the person by subject alone', async () => {
    const sits = newSubject();
    await invite('ida@buyer.example', ['reviewer', 'procurement']);
    await provider.set({
      sits,
      people: { [sits]: { email: 'Ida@Buyer.example', email_verified: true, name: 'Ida of the provider' } },
    });
    const first = await signIn();
    expect(first.at).toBe('/findings');
    const { body } = await first.browser.get('/api/session').expect(200);
    expect(body.member).toMatchObject({ name: 'Ida Invited', email: 'ida@buyer.example' });
    expect([...body.member.roles].sort()).toEqual(['procurement', 'reviewer']);
    expect(await trail('member.identity-linked')).toEqual([
      expect.objectContaining({ object_id: body.member.id, after: { issuer: provider.issuer } }),
    ]);
    expect(await trail('member.signed-in')).toEqual([
      expect.objectContaining({ detail: { by: 'identity-provider', secondFactor: true } }),
    ]);

    await provider.set({ people: { [sits]: { email: 'married@elsewhere.example', email_verified: false } } });
    const second = await signIn();
    expect(second.at).toBe('/findings');
    const again = await second.browser.get('/api/session').expect(200);
    expect(again.body.member.id).toBe(body.member.id);
  });

  it('refuses an address that the provider does not vouch for, and leaves the invitation open', async () => {
    const sits = newSubject();
    await invite('ida@buyer.example');
    for (const claims of [
      { email: 'ida@buyer.example', email_verified: false },
      { email: 'ida@buyer.example' },
      {},
    ]) {
      await provider.set({ sits, people: { [sits]: claims } });
      expect((await signIn()).at).toBe(tellsWhy('oidc-unverified'));
    }
    const open = await product.behindTheBack(
      `select from app.member_invitation where organisation_id = $1 and state = 'open'`,
      [organisation.id],
    );
    expect(open).toHaveLength(1);
    expect(await trail('sign-in.failed')).toHaveLength(3);
  });

  it('never links a member who is there already by address, nor an invitation that is over', async () => {
    const sits = newSubject();
    await provider.set({ sits, people: { [sits]: { email: admin.email, email_verified: true } } });
    const { at, browser } = await signIn();
    expect(at).toBe(tellsWhy('oidc-unknown'));
    expect((await browser.get('/api/session')).body.member).toBeNull();
    expect(await trail('sign-in.failed')).toEqual([
      expect.objectContaining({
        actor_name: admin.email,
        detail: { by: 'identity-provider', refused: 'oidc-unknown' },
      }),
    ]);
    await invite('late@buyer.example');
    await product.behindTheBack(
      `update app.member_invitation set expires_at = now() where email = 'late@buyer.example'`,
    );
    await provider.set({ people: { [sits]: { email: 'late@buyer.example', email_verified: true } } });
    expect((await signIn()).at).toBe(tellsWhy('oidc-unknown'));
  });

  it('sets roles by the claim at each sign-in, on record, and refuses whom no rule knows', async () => {
    const sits = newSubject();
    const person = { email: 'ida@buyer.example', email_verified: true };
    await invite(person.email, ['procurement']);
    await setProvider({
      roleClaim: 'groups',
      roleMapping: [
        { value: 'risk-team', roles: ['risk', 'auditor'] },
        { value: 'reviewers', roles: ['reviewer'] },
      ],
    });
    await provider.set({ sits, people: { [sits]: { ...person, groups: ['canteen'] } } });
    expect((await signIn()).at).toBe(tellsWhy('oidc-no-role'));
    await provider.set({ people: { [sits]: { ...person, groups: ['canteen', 'risk-team'] } } });
    expect((await signIn()).at).toBe('/findings');
    expect((await rolesOf(person.email)).sort()).toEqual(['auditor', 'risk']);
    await provider.set({ people: { [sits]: { ...person, groups: ['reviewers'] } } });
    const { browser } = await signIn();
    expect((await browser.get('/api/session')).body.member.roles).toEqual(['reviewer']);
    expect(await trail('member.changed')).toEqual([
      expect.objectContaining({
        before: { roles: ['auditor', 'risk'] },
        after: { roles: ['reviewer'] },
        detail: { by: 'identity-provider' },
      }),
    ]);
    await provider.set({ people: { [sits]: person } });
    expect((await signIn()).at).toBe(tellsWhy('oidc-no-role'));
    expect(await rolesOf(person.email)).toEqual(['reviewer']);
  });

  async function linkAdmin(): Promise<string> {
    const sits = newSubject();
    await provider.set({
      sits,
      people: { [sits]: { email: 'somebody@else.example', groups: ['reviewers'] } },
    });
    const { body } = await adminBrowser
      .post('/api/account/identities')
      .send({ returnTo: '/account' })
      .expect(200);
    expect(new URL(body.address).searchParams.get('prompt')).toBe('login');
    expect(await comeBack(adminBrowser, await provider.passThrough(body.address))).toBe('/account');
    return sits;
  }

  it('lets a member link the provider from the account page, and take it back', async () => {
    await linkAdmin();
    const told = await product.behindTheBack(
      `select payload -> 'change' ->> 'code' as change from app.notification where member_id = $1`,
      [admin.id],
    );
    expect(told).toEqual([{ change: 'sign-in.identity-linked' }]);
    const { at, browser } = await signIn();
    expect(at).toBe('/findings');
    expect((await browser.get('/api/session')).body.member.id).toBe(admin.id);
    await adminBrowser.delete('/api/account/identities').expect(204);
    expect((await signIn()).at).toBe(tellsWhy('oidc-unverified'));
    expect(await trail('member.identity-unlinked')).toHaveLength(1);
    await product.behindTheBack('update app.member set password_hash = null where id = $1', [admin.id]);
    const { body } = await adminBrowser.delete('/api/account/identities').expect(409);
    expect(body.code).toBe('last-way-in');
  });

  it('links only for the member who began and is signed in, and one identity for one member', async () => {
    const { body } = await adminBrowser.post('/api/account/identities').send({}).expect(200);
    const sits = newSubject();
    await provider.set({ sits, people: { [sits]: {} } });
    const callback = await provider.passThrough(body.address);
    await adminBrowser.post('/api/sign-out').expect(204);
    expect(await comeBack(adminBrowser, callback)).toBe('/?problem=oidc-signed-out');
    adminBrowser = await product.signedInAs(admin);
    await linkAdmin();
    const other = await product.signedInAs(await product.aMember({ organisation }));
    const start = await other.post('/api/account/identities').send({ returnTo: '/account' }).expect(200);
    const back = await provider.passThrough(start.body.address);
    expect(await comeBack(other, back)).toBe('/account?problem=oidc-linked-elsewhere');
  });

  it('asks to confirm before it links', async () => {
    await product.behindTheBack(`update app.member_session set confirmed_at = now() - interval '16 minutes'`);
    for (const answer of [
      await adminBrowser.post('/api/account/identities').send({}),
      await adminBrowser.delete('/api/account/identities'),
      await adminBrowser.put('/api/organisation/oidc').send(settings()),
      await adminBrowser.delete('/api/organisation/oidc'),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([403, 'confirm-it-is-you']);
    }
  });

  it('never takes the last administrator away', async () => {
    await linkAdmin();
    await setProvider({ roleClaim: 'groups', roleMapping: [{ value: 'reviewers', roles: ['reviewer'] }] });
    expect((await signIn()).at).toBe('/findings');
    expect((await rolesOf(admin.email)).sort()).toEqual(['admin', 'reviewer']);
    expect(await trail('member.changed')).toEqual([
      expect.objectContaining({ detail: { by: 'identity-provider', kept: 'last-administrator' } }),
    ]);
    await product.aMember({ organisation, roles: ['admin'] });
    expect((await signIn()).at).toBe('/findings');
    expect(await rolesOf(admin.email)).toEqual(['reviewer']);
  });

  it('refuses a deactivated member', async () => {
    await linkAdmin();
    await product.behindTheBack('update app.member set active = false where id = $1', [admin.id]);
    expect((await signIn()).at).toBe(tellsWhy('oidc-inactive'));
  });

  it('takes an answer once, in the browser that asked, with its own state, nonce and verifier', async () => {
    const sits = newSubject();
    await invite('ida@buyer.example');
    await provider.set({ sits, people: { [sits]: { email: 'ida@buyer.example', email_verified: true } } });
    const twisted = async (name: string): Promise<[TestAgent, string]> => {
      const browser = product.browser();
      const address = new URL(await leave(browser));
      address.searchParams.set(name, address.searchParams.get(name)?.split('').reverse().join('') ?? '');
      return [browser, await provider.passThrough(address.href)];
    };
    expect(await comeBack(...(await twisted('state')))).toBe(tellsWhy('oidc-ended'));
    expect(await comeBack(...(await twisted('nonce')))).toBe(tellsWhy('oidc-failed'));
    expect(await comeBack(...(await twisted('code_challenge')))).toBe(tellsWhy('oidc-failed'));

    const browser = product.browser();
    const callback = await provider.passThrough(await leave(browser));
    expect(await comeBack(product.browser(), callback)).toBe('/sign-in?problem=oidc-ended');
    expect(await comeBack(browser, callback)).toBe('/findings');
    expect(await comeBack(browser, callback)).toBe('/sign-in?problem=oidc-ended');

    const late = product.browser();
    const lateCallback = await provider.passThrough(await leave(late));
    await product.behindTheBack(`update app.oidc_flow set expires_at = now() - interval '1 second'`);
    expect(await comeBack(late, lateCallback)).toBe('/sign-in?problem=oidc-ended');
    expect(await product.behindTheBack('select from app.oidc_flow where expires_at < now()')).toEqual([]);
  });

  it('says when the person went back, or the provider is off', async () => {
    expect((await signIn()).at).toBe(tellsWhy('oidc-refused'));
    const browser = product.browser();
    const callback = await provider.passThrough(await leave(browser));
    await setProvider({ enabled: false });
    expect(await comeBack(browser, callback)).toBe(tellsWhy('oidc-off'));
    expect(await leave(product.browser())).toBe(tellsWhy('oidc-off'));
    await removeProvider();
    expect(await leave(product.browser())).toBe(tellsWhy('oidc-off'));
    const nowhere = await product.browser().get('/api/sign-in/oidc?organisation=nowhere').redirects(0);
    expect(nowhere.headers['location']).toBe('/o/nowhere?problem=oidc-off');
  });

  it('goes back to pages of this product alone', async () => {
    const sits = newSubject();
    await invite('ida@buyer.example');
    await provider.set({ sits, people: { [sits]: { email: 'ida@buyer.example', email_verified: true } } });
    const wanted = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/a/..//evil.example',
      '/api/sign-out',
      'vendors',
      '/a?b=c#d',
    ];
    const reached: string[] = [];
    for (const returnTo of wanted) {
      const browser = product.browser();
      reached.push(await comeBack(browser, await provider.passThrough(await leave(browser, returnTo))));
    }
    expect(reached).toEqual(['/', '/', '/', '/', '/', '/', '/', '/a?b=c#d']);
  });

  it('calls no private host, neither as issuer nor where its metadata points to', async () => {
    for (const issuer of [
      'https://127.0.0.1',
      'https://[::1]:8443',
      'https://10.0.0.1',
      'http://idp.example',
    ]) {
      const answer = await adminBrowser
        .put('/api/organisation/oidc')
        .send({ ...settings(), issuer })
        .expect(422);
      expect(answer.body.fields).toEqual([expect.objectContaining({ field: 'issuer' })]);
    }
    const sits = newSubject();
    const before = await provider.set({ sits, people: { [sits]: {} } });
    const inside = provider.issuer.replace('localhost', '127.0.0.1');
    const lies: Record<string, string>[] = [
      { token_endpoint: `${inside}/token` },
      { jwks_uri: `${inside}/jwks` },
      { userinfo_endpoint: `${inside}/me` },
      { authorization_endpoint: `${inside}/auth` },
      { authorization_endpoint: 'javascript:alert(1)' },
    ];
    for (const metadata of lies) {
      await provider.set({ metadata });
      const browser = product.browser();
      const address = await leave(browser);
      const at = address.startsWith('/')
        ? address
        : await comeBack(browser, await provider.passThrough(address));
      expect(at).toBe(tellsWhy('oidc-failed'));
    }
    expect(await provider.set({})).toBe(before);
  });

  it('keeps the client secret to itself, unreadable in the table and in the trail', async () => {
    const { body } = await adminBrowser.get('/api/organisation/oidc').expect(200);
    expect(body).toEqual({
      issuer: provider.issuer,
      clientId: 'countersign',
      hasSecret: true,
      secretSetAt: expect.any(String),
      revision: 1,
      label: 'Buyer Inc. account',
      roleClaim: null,
      roleMapping: [],
      enabled: true,
      redirectUri: 'http://localhost:3000/api/sign-in/oidc/callback',
    });
    const rows = await product.behindTheBack(
      `select (select jsonb_agg(to_jsonb(p)) from app.oidc_provider p)::text
         || (select jsonb_agg(to_jsonb(e)) from app.audit_event e)::text as everything`,
    );
    expect(JSON.stringify(rows)).not.toContain(clientSecret);
    await setProvider({ clientSecret: null, label: 'Another name' });
    expect((await adminBrowser.get('/api/organisation/oidc')).body).toMatchObject({ hasSecret: true });
    expect(await leave(product.browser())).toContain(provider.issuer);
  });

  it('shows a stored secret to no other provider', async () => {
    const elsewhere = { ...settings(), clientSecret: null, issuer: 'https://another.example', revision: 1 };
    const { body } = await adminBrowser.put('/api/organisation/oidc').send(elsewhere).expect(422);
    expect(body.fields).toEqual([expect.objectContaining({ field: 'clientSecret' })]);
  });

  it('tells whoever saw an older one what another has saved, without its secret, and overwrites nothing', async () => {
    const { body: seen } = await adminBrowser.get('/api/organisation/oidc').expect(200);
    const another = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
    const faster = {
      ...settings(),
      clientSecret: 'typed by another',
      label: 'Theirs',
      revision: seen.revision,
    };
    const { body: saved } = await another.put('/api/organisation/oidc').send(faster).expect(200);
    expect(saved).toMatchObject({ label: 'Theirs', revision: seen.revision + 1 });
    expect(Date.parse(saved.secretSetAt)).toBeGreaterThan(Date.parse(seen.secretSetAt));

    const late = { ...settings(), clientSecret: 'typed here', label: 'Mine', revision: seen.revision };
    const refused = await adminBrowser.put('/api/organisation/oidc').send(late).expect(409);
    expect(refused.body).toMatchObject({ code: 'stale-revision', present: saved });
    expect(JSON.stringify(refused.body)).not.toMatch(/typed (by another|here)|sealed/i);
    const removal = await adminBrowser.delete(`/api/organisation/oidc?revision=${seen.revision}`).expect(409);
    expect(removal.body).toMatchObject({ code: 'stale-revision', present: saved });
    expect((await adminBrowser.get('/api/organisation/oidc')).body).toEqual(saved);
    expect(await trail('oidc-provider.removed')).toEqual([]);

    const chosen = await adminBrowser
      .put('/api/organisation/oidc')
      .send({ ...late, clientSecret: null, revision: refused.body.present.revision })
      .expect(200);
    expect(chosen.body).toMatchObject({ label: 'Mine', secretSetAt: saved.secretSetAt });
  });

  it('is no older one where it was removed and set anew, and is removed once', async () => {
    const { body: seen } = await adminBrowser.get('/api/organisation/oidc').expect(200);
    await removeProvider();
    await adminBrowser.delete(`/api/organisation/oidc?revision=${seen.revision}`).expect(204);
    expect(await trail('oidc-provider.removed')).toHaveLength(1);
    const set = { ...settings(), revision: seen.revision };
    const { body } = await adminBrowser.put('/api/organisation/oidc').send(set).expect(409);
    expect(body.present).toMatchObject({ issuer: null, hasSecret: false, secretSetAt: null });
    await setProvider({ label: 'Set anew' });
    await adminBrowser.put('/api/organisation/oidc').send(set).expect(409);
  });

  it('is set by one of two who set it at once', async () => {
    await removeProvider();
    const revision = await shownRevision();
    const answers = await Promise.all(
      ['One', 'Other'].map(async (label) => {
        const browser = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
        return browser.put('/api/organisation/oidc').send({ ...settings(), label, revision });
      }),
    );
    const [first, second] = answers.sort((a, b) => a.status - b.status);
    expect([first?.status, second?.status]).toEqual([200, 409]);
    expect(second?.body.present).toEqual(first?.body);
  });

  it('tells the administrator whether the provider answers', async () => {
    const check = async () =>
      (await adminBrowser.post('/api/organisation/oidc/check').expect(200)).body as unknown;
    expect(await check()).toEqual({ reachable: true, problem: null });
    await setProvider({ issuer: `${provider.issuer}/nowhere` });
    expect(await check()).toEqual({
      reachable: false,
      problem: expect.stringContaining('does not answer as one'),
    });
    await removeProvider();
    expect(await check()).toEqual({ reachable: false, problem: 'No identity provider is set.' });
  });

  it('belongs to its organisation and to those who manage it', async () => {
    const other = await product.anOrganisation();
    const stranger = await product.signedInAs(
      await product.aMember({ organisation: other, roles: ['admin'] }),
    );
    expect((await stranger.get('/api/organisation/oidc').expect(200)).body).toMatchObject({ issuer: null });
    const auditor = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
    await auditor.get('/api/organisation/oidc').expect(403);
  });
});
