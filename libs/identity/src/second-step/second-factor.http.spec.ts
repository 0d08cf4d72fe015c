import { Secret, TOTP } from 'otpauth';
import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';

type Browser = TestAgent;

interface Enrolled {
  readonly member: TestMember;
  readonly browser: Browser;
  readonly secret: string;
  readonly recoveryCodes: string[];
}

describe('A second factor', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
  });

  afterAll(() => product.close());

  /** The code of the present step, or of one beside it: three are right at any time. */
  function codeOf(secret: string, stepsAway = 0): string {
    const timestamp = Date.now() + stepsAway * 30_000;
    return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp });
  }

  function wrongCodeFor(secret: string): string {
    const right = [-2, -1, 0, 1, 2].map((away) => codeOf(secret, away));
    return (
      ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? ''
    );
  }

  /** A step must not end between the making of a code and its use, or the one before it is too old. */
  async function awayFromTheEndOfAStep(): Promise<void> {
    const left = 30_000 - (Date.now() % 30_000);
    if (left < 3_000) await new Promise((resolve) => setTimeout(resolve, left + 50));
  }

  /** The code of the step before this one confirms, so that this one and the next are left to the spec. */
  async function enrolled(): Promise<Enrolled> {
    const member = await product.aMember({ organisation });
    const browser = await product.signedInAs(member);
    const { body: offer } = await browser.post('/api/account/totp/begin').expect(200);
    await awayFromTheEndOfAStep();
    const { body } = await browser
      .post('/api/account/totp')
      .send({ code: codeOf(offer.secret as string, -1) })
      .expect(200);
    return { member, browser, secret: offer.secret as string, recoveryCodes: body.recoveryCodes as string[] };
  }

  async function withPassword(member: TestMember): Promise<Browser> {
    const browser = product.browser();
    const { email, password } = member;
    const { body } = await browser
      .post('/api/sign-in')
      .send({ email, password, organisation: organisation.slug })
      .expect(200);
    expect(body.session).toBeNull();
    return browser;
  }

  const auditOf = (member: TestMember) =>
    product.behindTheBack<{ what: string; detail: unknown }>(
      `select what, detail from app.audit_event
       where object_id = $1 and what not in ('member.created', 'member.signed-in') order by id`,
      [member.id],
    );

  const mailOf = (member: TestMember) =>
    product.behindTheBack<{ kind: string; change: string }>(
      `select kind, payload -> 'change' ->> 'code' as change from app.notification where member_id = $1 order by created_at, id`,
      [member.id],
    );

  describe('by an authenticator app', () => {
    it('is offered as text, address and picture, and kept sealed', async () => {
      const member = await product.aMember({ organisation });
      const browser = await product.signedInAs(member);
      const { body } = await browser.post('/api/account/totp/begin').expect(200);
      expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
      const uri = new URL(body.uri as string);
      expect(uri.protocol).toBe('otpauth:');
      expect(decodeURIComponent(uri.pathname)).toContain(member.email);
      expect(uri.searchParams.get('issuer')).toBe('Countersign Alder Insurance');
      expect(uri.searchParams.get('secret')).toBe(body.secret);
      expect(body.qr).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
      // Four modules of quiet zone on each side of a QR code of 17 + 4 · version modules.
      expect((body.qrSize - 8 - 17) % 4).toBe(0);
      const rows = await product.behindTheBack<{ secret_sealed: string }>(
        'select secret_sealed from app.member_totp where member_id = $1',
        [member.id],
      );
      expect(rows[0]?.secret_sealed).toMatch(/^[\w-]+:[\w-]+$/);
      expect(rows[0]?.secret_sealed).not.toContain(body.secret);
    });

    it('counts once a code was shown, and not before', async () => {
      const member = await product.aMember({ organisation });
      const browser = await product.signedInAs(member);
      const { body: offer } = await browser.post('/api/account/totp/begin').expect(200);
      const secret = offer.secret as string;
      const wrong = await browser
        .post('/api/account/totp')
        .send({ code: wrongCodeFor(secret) })
        .expect(422);
      expect(wrong.body.fields).toEqual([{ field: 'code', message: expect.stringContaining('clock') }]);
      expect((await browser.get('/api/account').expect(200)).body.totp).toBeNull();
      const { email, password } = member;
      const first = await product.browser().post('/api/sign-in').send({ email, password }).expect(200);
      expect(first.body.secondFactor).toBeNull();

      const { body } = await browser
        .post('/api/account/totp')
        .send({ code: codeOf(secret) })
        .expect(200);
      expect(body.recoveryCodes).toHaveLength(10);
      const account = (await browser.get('/api/account').expect(200)).body;
      expect(account).toMatchObject({
        name: member.name,
        email,
        hasPassword: true,
        totp: { enrolledAt: expect.stringMatching(/Z$/), lost: false },
        recoveryCodesLeft: 10,
        passkeys: [],
        identities: [],
        secondFactorRequired: false,
      });
      const second = await product.browser().post('/api/sign-in').send({ email, password }).expect(200);
      expect(second.body).toEqual({ session: null, secondFactor: { methods: ['totp', 'recovery-code'] } });
      expect((await browser.post('/api/account/totp/begin').expect(409)).body.code).toBe('already-enrolled');
      expect(await auditOf(member)).toEqual([{ what: 'totp.added', detail: null }]);
      expect(await mailOf(member)).toEqual([{ kind: 'sign-in-changed', change: 'sign-in.totp-added' }]);
    });

    it('is not offered for longer than an hour', async () => {
      const member = await product.aMember({ organisation });
      const browser = await product.signedInAs(member);
      const { body } = await browser.post('/api/account/totp/begin').expect(200);
      await product.behindTheBack(
        `update app.member_totp set created_at = now() - interval '61 minutes' where member_id = $1`,
        [member.id],
      );
      const late = await browser
        .post('/api/account/totp')
        .send({ code: codeOf(body.secret as string) })
        .expect(409);
      expect(late.body.code).toBe('step-ended');
    });

    it('opens the session with the code of now or of the next step, each once', async () => {
      const { member, secret } = await enrolled();
      const [now, next] = [codeOf(secret), codeOf(secret, 1)];
      const first = await withPassword(member);
      await first.get('/api/members').expect(401);
      const { body } = await first.post('/api/sign-in/second-factor').send({ code: now }).expect(200);
      expect(body.secondFactor).toBeNull();
      expect(body.session.member.id).toBe(member.id);
      expect(body.session.secondFactor).toBe('enrolled');
      await first.get('/api/members').expect(200);

      const replay = await withPassword(member);
      const refused = await replay.post('/api/sign-in/second-factor').send({ code: now }).expect(401);
      expect(refused.body.code).toBe('second-factor-wrong');
      const spaced = `${next.slice(0, 3)} ${next.slice(3)}`;
      await replay.post('/api/sign-in/second-factor').send({ code: spaced }).expect(200);
      // A step that was passed over is used up as well.
      const back = await withPassword(member);
      await back.post('/api/sign-in/second-factor').send({ code: now }).expect(401);
    });

    it('takes one code once, however many send it at the same time', async () => {
      const { member, secret } = await enrolled();
      const browsers = [await withPassword(member), await withPassword(member), await withPassword(member)];
      const code = codeOf(secret);
      const answers = await Promise.all(
        browsers.map((browser) => browser.post('/api/sign-in/second-factor').send({ code })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    });

    it('is removed with its recovery codes, and the person is told', async () => {
      const { member, browser } = await enrolled();
      await browser.delete('/api/account/totp').expect(204);
      await browser.delete('/api/account/totp').expect(404);
      const { body } = await browser.get('/api/account').expect(200);
      expect(body).toMatchObject({ totp: null, recoveryCodesLeft: 0 });
      const { email, password } = member;
      const signedIn = await product.browser().post('/api/sign-in').send({ email, password }).expect(200);
      expect(signedIn.body.secondFactor).toBeNull();
      expect((await auditOf(member)).map(({ what }) => what)).toEqual(['totp.added', 'totp.removed']);
      expect((await mailOf(member)).map(({ change }) => change)).toEqual([
        'sign-in.totp-added',
        'sign-in.totp-removed',
      ]);
    });
  });

  describe('by a recovery code', () => {
    it('works once each, however it is typed, and counts what is left', async () => {
      const { member, browser, recoveryCodes } = await enrolled();
      const [first = '', second = ''] = recoveryCodes;
      expect(new Set(recoveryCodes).size).toBe(10);
      expect(first).toMatch(/^[0-9a-hjkmnp-tv-z]{6}(-[0-9a-hjkmnp-tv-z]{6}){3}$/);
      const door = await withPassword(member);
      const typed = first.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O').replaceAll('1', 'l');
      await door.post('/api/sign-in/second-factor').send({ code: typed }).expect(200);
      expect((await browser.get('/api/account').expect(200)).body.recoveryCodesLeft).toBe(9);
      const again = await withPassword(member);
      await again.post('/api/sign-in/second-factor').send({ code: first }).expect(401);
      await again.post('/api/sign-in/second-factor').send({ code: second }).expect(200);
      expect(await auditOf(member)).toEqual([
        { what: 'totp.added', detail: null },
        { what: 'recovery-code.used', detail: { left: 9 } },
        { what: 'second-factor.failed', detail: null },
        { what: 'recovery-code.used', detail: { left: 8 } },
      ]);
      expect(
        (await mailOf(member)).filter(({ change }) => change === 'sign-in.recovery-code-used'),
      ).toHaveLength(2);
    });

    it('is kept as a hash, of no other member', async () => {
      const { member, recoveryCodes } = await enrolled();
      const other = await enrolled();
      const [code = ''] = recoveryCodes;
      const rows = await product.behindTheBack<{ plain: boolean }>(
        `select bool_or(position(convert_to($1, 'utf8') in code_hash) > 0) as plain from app.recovery_code
         where member_id = $2`,
        [code, member.id],
      );
      expect(rows).toEqual([{ plain: false }]);
      const door = await withPassword(other.member);
      await door.post('/api/sign-in/second-factor').send({ code }).expect(401);
    });

    it('ends when new ones are made', async () => {
      const { member, browser, recoveryCodes } = await enrolled();
      const { body } = await browser.post('/api/account/recovery-codes').expect(200);
      expect(body.recoveryCodes).toHaveLength(10);
      const door = await withPassword(member);
      await door.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(401);
      await door.post('/api/sign-in/second-factor').send({ code: body.recoveryCodes[0] }).expect(200);
      expect((await auditOf(member)).map(({ what }) => what)).toContain('recovery-codes.renewed');
    });

    it('is one of ten, also where several lists are made at once', async () => {
      const { browser } = await enrolled();
      const lists = Array.from({ length: 8 }, () => browser.post('/api/account/recovery-codes'));
      for (const { status } of await Promise.all(lists)) expect(status).toBe(200);
      expect((await browser.get('/api/account').expect(200)).body.recoveryCodesLeft).toBe(10);
    });

    it('is not made for whoever has nothing it could stand in for', async () => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      const { body } = await browser.post('/api/account/recovery-codes').expect(409);
      expect(body.code).toBe('no-second-factor');
    });
  });

  describe('that is guessed', () => {
    const codesAtOnce = 8;

    it('makes the member wait after five, in any browser and for codes of any kind; counter and trail stay', async () => {
      const { member, secret, recoveryCodes } = await enrolled();
      const browsers: Browser[] = [];
      for (let made = 0; made < codesAtOnce; made += 1) browsers.push(await withPassword(member));
      const wrong = wrongCodeFor(secret);
      const answers = await Promise.all(
        browsers.map((browser) => browser.post('/api/sign-in/second-factor').send({ code: wrong })),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
      const refused = answers.find(({ status }) => status === 429);
      expect(refused?.body.code).toBe('too-many-tries');
      expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0);
      const whats = (await auditOf(member)).map(({ what }) => what);
      expect(whats.filter((what) => what === 'second-factor.failed')).toHaveLength(5);
      expect(whats.filter((what) => what === 'second-factor.delayed')).toHaveLength(1);
      expect((await mailOf(member)).map(({ kind }) => kind)).toContain('sign-in-warning');

      const late = await withPassword(member);
      await late.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(429);
      await product.behindTheBack(
        'update app.second_factor_try set blocked_until = now() where member_id = $1',
        [member.id],
      );
      await late.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(200);
      expect(
        await product.behindTheBack('select from app.second_factor_try where member_id = $1', [member.id]),
      ).toEqual([]);
    });

    it('waits longer each time, up to a quarter of an hour', async () => {
      const { member, secret } = await enrolled();
      const waits: number[] = [];
      await product.behindTheBack(
        `insert into app.second_factor_try (organisation_id, member_id, failures, last_failed_at)
         values ($1, $2, 4, now())`,
        [organisation.id, member.id],
      );
      for (let round = 0; round < 7; round += 1) {
        const door = await withPassword(member);
        await door
          .post('/api/sign-in/second-factor')
          .send({ code: wrongCodeFor(secret) })
          .expect(401);
        const [row] = await product.behindTheBack<{ seconds: number }>(
          `update app.second_factor_try t set blocked_until = now() where member_id = $1
           returning round(extract(epoch from old.blocked_until - old.last_failed_at))::int as seconds`,
          [member.id],
        );
        waits.push(row?.seconds ?? 0);
      }
      expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900]);
    });

    it('ends the step after five tries, and after ten minutes', async () => {
      const { member, recoveryCodes } = await enrolled();
      const old = await withPassword(member);
      await product.behindTheBack('update app.sign_in_step set expires_at = now() where member_id = $1', [
        member.id,
      ]);
      const { body } = await old
        .post('/api/sign-in/second-factor')
        .send({ code: recoveryCodes[0] })
        .expect(401);
      expect(body.code).toBe('step-ended');
      const nobody = await product
        .browser()
        .post('/api/sign-in/second-factor')
        .send({ code: '123456' })
        .expect(401);
      expect(nobody.body.code).toBe('step-ended');
      const used = await withPassword(member);
      await product.behindTheBack('update app.sign_in_step set tries = 5 where member_id = $1', [member.id]);
      await used.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(401);
    });

    it('leads nowhere for a member who was deactivated meanwhile', async () => {
      const { member, recoveryCodes } = await enrolled();
      const door = await withPassword(member);
      await product.behindTheBack('update app.member set active = false where id = $1', [member.id]);
      await door.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(401);
    });
  });

  it('is asked for only so often by one client, whatever it sends', async () => {
    const paths = [
      'second-factor',
      'second-factor/passkey/options',
      'second-factor/passkey',
      'passkey/options',
      'passkey',
    ];
    const bodies: Readonly<Record<string, object>> = {
      'second-factor': { code: '123456' },
      'second-factor/passkey': { response: {} },
      passkey: { response: {} },
    };
    const ask = (path: string) =>
      product
        .browser()
        .post(`/api/sign-in/${path}`)
        .send(bodies[path] ?? {});
    for (const path of paths) expect((await ask(path)).status).not.toBe(429);
    await product.behindTheBack('update app.rate_count set count = 300');
    for (const path of paths) expect((await ask(path).expect(429)).body.code).toBe('too-many-requests');
    await product.behindTheBack('delete from app.rate_count');
  });

  it('is changed only in a session that was confirmed within a quarter of an hour', async () => {
    const { member, browser } = await enrolled();
    await product.behindTheBack(
      `update app.member_session set confirmed_at = now() - interval '16 minutes' where member_id = $1`,
      [member.id],
    );
    const asked = [
      browser.post('/api/account/totp/begin'),
      browser.post('/api/account/totp').send({ code: '123456' }),
      browser.delete('/api/account/totp'),
      browser.post('/api/account/recovery-codes'),
      browser.post('/api/account/passkeys/options'),
      browser.post('/api/account/passkeys').send({ name: 'Phone', response: {} }),
      browser.delete('/api/account/passkeys/01999999-9999-7999-8999-999999999999'),
    ];
    for (const pending of asked) expect((await pending.expect(403)).body.code).toBe('confirm-it-is-you');
    expect((await browser.get('/api/account').expect(200)).body.totp).not.toBeNull();
  });

  describe('that the organisation asks for', () => {
    let strict: TestOrganisation;

    beforeAll(async () => {
      strict = await product.anOrganisation({ name: 'Strict Bank' });
      await product.behindTheBack(
        `update app.organisation set settings = settings || '{"secondFactorRequired": true}' where organisation_id = $1`,
        [strict.id],
      );
    });

    it('leaves a member without one the own account alone, until it is enrolled, and again when it is removed', async () => {
      const member = await product.aMember({ organisation: strict, roles: ['admin'] });
      const browser = product.browser();
      const { email, password } = member;
      const { body } = await browser
        .post('/api/sign-in')
        .send({ email, password, organisation: strict.slug })
        .expect(200);
      expect(body.session).toMatchObject({
        secondFactor: 'required',
        member: { permissions: ['account.own'] },
      });
      await browser.get('/api/members').expect(403);
      expect((await browser.get('/api/account').expect(200)).body.secondFactorRequired).toBe(true);

      const { body: offer } = await browser.post('/api/account/totp/begin').expect(200);
      await browser
        .post('/api/account/totp')
        .send({ code: codeOf(offer.secret as string) })
        .expect(200);
      await browser.get('/api/members').expect(200);

      await browser.delete('/api/account/totp').expect(204);
      await browser.get('/api/members').expect(403);
      await browser.get('/api/account').expect(200);
    });
  });

  describe('that is lost', () => {
    it('is reset by an administrator: all factors go, sessions end, the person is told', async () => {
      const { member, browser, recoveryCodes } = await enrolled();
      const admin = await product.aMember({ organisation, roles: ['admin'], name: 'Ada Min' });
      const office = await product.signedInAs(admin);
      const waiting = await withPassword(member);
      await office.post(`/api/members/${member.id}/reset-second-factor`).expect(204);
      await browser.get('/api/account').expect(401);
      await waiting.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(401);
      const { email, password } = member;
      const signedIn = await product
        .browser()
        .post('/api/sign-in')
        .send({ email, password, organisation: organisation.slug })
        .expect(200);
      expect(signedIn.body.secondFactor).toBeNull();
      const rows = await product.behindTheBack<{ actor_name: string }>(
        `select actor_name from app.audit_event where object_id = $1 and what = 'second-factor.reset'`,
        [member.id],
      );
      expect(rows).toEqual([{ actor_name: 'Ada Min' }]);
      expect((await mailOf(member)).map(({ change }) => change)).toContain('sign-in.second-factor-reset');
    });

    it('is not reset for oneself, by others than administrators, or across organisations', async () => {
      const { member, browser } = await enrolled();
      await browser.post(`/api/members/${member.id}/reset-second-factor`).expect(409);
      const auditor = await product.signedInAs(await product.aMember({ organisation, roles: ['auditor'] }));
      await auditor.post(`/api/members/${member.id}/reset-second-factor`).expect(403);
      const elsewhere = await product.anOrganisation();
      const stranger = await product.signedInAs(await product.aMember({ organisation: elsewhere }));
      await stranger.post(`/api/members/${member.id}/reset-second-factor`).expect(404);
      expect((await browser.get('/api/account').expect(200)).body.totp).not.toBeNull();
    });
  });
});
