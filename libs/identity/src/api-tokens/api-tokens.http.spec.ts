import type TestAgent from 'supertest/lib/agent';
import { roles } from '@countersign/platform';
import {
  anAgent,
  aProduct,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('An API token', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;
  let browser: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
  });

  beforeEach(async () => {
    member = await product.aMember({ organisation, name: 'Tok En' });
    browser = await product.signedInAs(member);
  });

  afterAll(() => product.close());

  const issue = (wishes: object = {}) =>
    browser.post('/api/account/tokens').send({
      name: 'Nightly export',
      scopes: ['vendor.read', 'vendor.write'],
      expiresOn: day(30),
      ...wishes,
    });

  async function aToken(wishes: object = {}): Promise<{ token: string; id: string }> {
    const { body } = await issue(wishes).expect(201);
    return { token: body.token, id: body.item.id };
  }

  /** A program: no cookie, no Sec-Fetch-Site, no Origin. */
  const program = (token: string) => {
    const server = product.app.getHttpServer();
    return {
      get: (path: string) => anAgent(server).get(path).set('Authorization', `Bearer ${token}`),
      post: (path: string) => anAgent(server).post(path).set('Authorization', `Bearer ${token}`),
    };
  };

  const aVendor = { name: 'Programmed', website: null, country: null, notes: null, contact: null };

  it('reads what it changes, since the answers show it', async () => {
    const { body } = await issue({ scopes: ['assessment.send'] }).expect(422);
    expect(body.fields).toEqual([
      {
        field: 'scopes',
        message: 'Whoever changes vendors, assessments or contracts reads them too: add vendor.read.',
      },
    ]);
  });

  it('is shown once, kept as a hash, and lets a program in without cookie or Sec-Fetch-Site', async () => {
    const { body } = await issue().expect(201);
    expect(body.token).toMatch(/^cs_[\w-]{43}$/);
    expect(body.item).toMatchObject({ name: 'Nightly export', lastUsedAt: null, revokedAt: null });
    const listed = await browser.get('/api/account/tokens').expect(200);
    expect(listed.body.items).toEqual([body.item]);
    expect(JSON.stringify(listed.body)).not.toContain(body.token);
    const [stored] = await product.behindTheBack(
      `select token_hash = sha256(convert_to($1, 'utf8')) as hashed, row_to_json(t)::text like '%' || $1 || '%' as plain
       from app.api_token t where id = $2`,
      [body.token, body.item.id],
    );
    expect(stored).toEqual({ hashed: true, plain: false });
    const told = await product.behindTheBack(
      `select recipient, payload ->> 'which' as which from app.notification where kind = 'sign-in-changed' and member_id = $1`,
      [member.id],
    );
    expect(told).toEqual([{ recipient: member.email, which: 'Nightly export' }]);

    await program(body.token).get('/api/vendors').expect(200);
    const { body: vendor } = await program(body.token).post('/api/vendors').send(aVendor).expect(201);
    const lines = await product.behindTheBack(
      `select what, actor_kind, actor_id, actor_name, detail from app.audit_event where object_id = $1`,
      [vendor.id],
    );
    expect(lines).toMatchObject([
      {
        what: 'vendor.created',
        actor_kind: 'member',
        actor_id: member.id,
        actor_name: 'Tok En',
        detail: { apiToken: { id: body.item.id, name: 'Nightly export' } },
      },
    ]);
  });

  it('allows what it was made for and its member may today, whichever is less', async () => {
    const { token } = await aToken({ scopes: ['vendor.read'] });
    await program(token).post('/api/vendors').send(aVendor).expect(403);
    const { token: broad } = await aToken({ scopes: ['vendor.read', 'vendor.write', 'audit.read'] });
    await product.behindTheBack(`update app.member set roles = '{reviewer}' where id = $1`, [member.id]);
    await program(broad).get('/api/vendors').expect(200);
    await program(broad).post('/api/vendors').send(aVendor).expect(403);
    await product.behindTheBack(`update app.member set roles = '{}' where id = $1`, [member.id]);
    await program(broad).get('/api/vendors').expect(403);
  });

  it('never reaches accounts, members, the organisation or retention, and never more than its member', async () => {
    for (const scope of ['account.own', 'member.manage', 'organisation.manage', 'retention.manage']) {
      const { body } = await issue({ scopes: [scope] }).expect(422);
      expect(body.fields[0].field).toBe('scopes');
    }
    const buyer = await product.aMember({ organisation, roles: ['procurement'] });
    const own = await product.signedInAs(buyer);
    const wanted = { name: 'Too much', scopes: ['vendor.read', 'audit.read'], expiresOn: day(1) };
    const refused = await own.post('/api/account/tokens').send(wanted).expect(422);
    expect(refused.body.fields[0].message).toContain('audit.read');

    const { token } = await aToken({ scopes: ['vendor.read'] });
    await product.behindTheBack(
      `update app.api_token set scopes = '{account.own,member.manage,organisation.manage,retention.manage}'`,
    );
    await program(token).get('/api/account/tokens').expect(403);
    await program(token).get('/api/permissions').expect(403);
    await program(token).get('/api/members/tokens').expect(403);
    await program(token).post(`/api/members/${member.id}/deactivate`).expect(403);
  });

  it('makes every cookie beside it count for nothing', async () => {
    for (const wrong of [`cs_${'x'.repeat(43)}`, 'nonsense', '']) {
      await browser.get('/api/vendors').set('Authorization', `Bearer ${wrong}`).expect(401);
    }
    const { token } = await aToken({ scopes: ['vendor.read'] });
    await browser.post('/api/vendors').set('Authorization', `Bearer ${token}`).send(aVendor).expect(403);
    await browser.get('/api/vendors').set('Authorization', 'Basic cHJveHk6cHJveHk=').expect(200);
    const foreign = { 'Sec-Fetch-Site': 'cross-site', Authorization: `Bearer ${token}` };
    const signIn = await product.browser().post('/api/sign-in').set(foreign).send({}).expect(403);
    expect(signIn.body.code).toBe('foreign-origin');
    await product.browser().post('/api/vendors').unset('Sec-Fetch-Site').send(aVendor).expect(403);
  });

  it('ends on its day, when revoked by either, and is asked for again after a quarter of an hour', async () => {
    for (const expiresOn of [day(-1), day(367), '2027-02-30', 'tomorrow']) {
      const { body } = await issue({ expiresOn }).expect(422);
      expect(body.fields[0].field).toBe('expiresOn');
    }
    const last = await aToken({ expiresOn: day(0) });
    await program(last.token).get('/api/vendors').expect(200);
    await product.behindTheBack(`update app.api_token set expires_at = app.now() where id = $1`, [last.id]);
    await program(last.token).get('/api/vendors').expect(401);

    const mine = await aToken();
    const colleague = await product.aMember({ organisation, roles: ['procurement'] });
    await (await product.signedInAs(colleague)).delete(`/api/account/tokens/${mine.id}`).expect(404);
    await program(mine.token).get('/api/vendors').expect(200);
    await browser.delete(`/api/account/tokens/${mine.id}`).expect(204);
    await program(mine.token).get('/api/vendors').expect(401);
    await browser.delete(`/api/account/tokens/${mine.id}`).expect(204);

    const theirs = await aToken();
    const admin = await product.signedInAs(await product.aMember({ organisation, roles: ['admin'] }));
    const { body } = await admin.get('/api/members/tokens').expect(200);
    expect(body.items.find(({ id }: { id: string }) => id === theirs.id)).toMatchObject({
      memberId: member.id,
      memberName: 'Tok En',
    });
    await admin.delete(`/api/members/tokens/${theirs.id}`).expect(204);
    await program(theirs.token).get('/api/vendors').expect(401);
    const elsewhere = await product.aMember({ organisation: await product.anOrganisation() });
    await (await product.signedInAs(elsewhere)).delete(`/api/members/tokens/${mine.id}`).expect(404);

    await product.behindTheBack(`update app.member_session set confirmed_at = now() - interval '16 minutes'`);
    expect((await issue().expect(403)).body.code).toBe('confirm-it-is-you');
  });

  it('says when and from where it was used last, written once a minute at most', async () => {
    const { token, id } = await aToken();
    const seen = async () => {
      const { body } = await browser.get('/api/account/tokens').expect(200);
      return body.items.find((item: { id: string }) => item.id === id);
    };
    await program(token).get('/api/vendors').expect(200);
    const first = await seen();
    expect(first.lastUsedFrom).toContain('127.0.0.1');
    expect(Math.abs(Date.parse(first.lastUsedAt) - Date.now())).toBeLessThan(60_000);
    await program(token).get('/api/vendors').expect(200);
    expect((await seen()).lastUsedAt).toBe(first.lastUsedAt);
    await product.behindTheBack(
      `update app.api_token set last_used_at = now() - interval '61 seconds' where id = $1`,
      [id],
    );
    await program(token).get('/api/vendors').expect(200);
    expect(Date.parse((await seen()).lastUsedAt)).toBeGreaterThanOrEqual(Date.parse(first.lastUsedAt));
  });

  it('rests while the organisation asks for a second factor that its member has not got', async () => {
    const { token } = await aToken();
    const require = (wanted: boolean) =>
      product.behindTheBack(
        `update app.organisation set settings = jsonb_build_object('secondFactorRequired', $2::boolean)
         where organisation_id = $1`,
        [organisation.id, wanted],
      );
    await require(true);
    await program(token).get('/api/vendors').expect(403);
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed, confirmed_at)
       values ($1, $2, 'sealed', now())`,
      [organisation.id, member.id],
    );
    await program(token).get('/api/vendors').expect(200);
    await require(false);
  });

  it('is one row of a table that shows everybody who may do what', async () => {
    const { body } = await browser.get('/api/permissions').expect(200);
    expect(body.roles.map(({ role }: { role: string }) => role)).toEqual(roles);
    expect(body.permissions).toContain('account.own');
    const nobody = await product.signedInAs(await product.aMember({ organisation, roles: [] }));
    expect((await nobody.get('/api/permissions').expect(200)).body.permissions).toEqual(['account.own']);
  });
});
