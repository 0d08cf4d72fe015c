import type { CookieOptions, Request, Response } from 'express';
import type TestAgent from 'supertest/lib/agent';
import { clientOf, Config, KeyRing, RateLimits, setSessionCookie } from '@countersign/platform';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { SignInSteps } from './sign-in-steps';
import { SignInTidying } from './sign-in-tidying';
import { MemberLinks } from '../links/member-links';
import { KnownDevices } from '../sessions/known-devices';
import { OpaqueSessions } from '../sessions/opaque-sessions';
import { identityRateLimits } from '../rate-limits';

describe('Signing in', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
    member = await product.aMember({ organisation, roles: ['reviewer'], name: 'Rea Viewer' });
  });

  afterAll(() => product.close());

  const credentialsOf = ({ email, password }: TestMember) => ({ email, password });

  it('opens a session that names the member, the organisation and what the roles allow', async () => {
    const browser = product.browser();
    const signedIn = await browser.post('/api/sign-in').send(credentialsOf(member)).expect(200);
    expect(signedIn.body.secondFactor).toBeNull();
    expect(signedIn.body.session).toMatchObject({
      member: {
        id: member.id,
        name: 'Rea Viewer',
        roles: ['reviewer'],
        permissions: [
          'account.own',
          'vendor.read',
          'assessment.review',
          'scope.adopt',
          'finding.judge',
          'note.write',
        ],
      },
      organisation: { id: organisation.id, slug: organisation.slug, timeZone: 'America/New_York' },
      demonstration: false,
      inboxUrl: null,
      setUpNeeded: false,
      severalOrganisations: false,
      secondFactor: 'none',
    });
    const session = await browser.get('/api/session').expect(200);
    expect(session.body).toEqual(signedIn.body.session);
  });

  it('gives a cookie that no script reads, plain on localhost and __Host- behind https', async () => {
    const { headers } = await product.browser().post('/api/sign-in').send(credentialsOf(member)).expect(200);
    expect(headers['set-cookie']?.[0]).toMatch(
      /^countersign=[\w-]{43}; Max-Age=604800; Path=\/; .*HttpOnly; SameSite=Lax$/,
    );
    expect(headers['set-cookie']?.[0]).not.toContain('Secure');
    const config = new Config({ ...product.config, publicUrl: 'https://vendors.buyer.example' });
    const given: [string, CookieOptions][] = [];
    const response = {
      cookie: (name: string, _value: string, options: CookieOptions) => given.push([name, options]),
    } as unknown as Response;
    for (const holder of ['member', 'sign-in-step'] as const) {
      setSessionCookie(response, { config, holder, token: 'a token', maxAgeMs: 1_000 });
    }
    const account = { organisationId: organisation.id, address: member.email };
    new KnownDevices(config, product.get(KeyRing)).remember(response, null, account);
    expect(given.map(([name]) => name)).toEqual([
      '__Host-countersign',
      '__Host-countersign-step',
      '__Host-countersign-device',
    ]);
    for (const [, options] of given) {
      expect(options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
    }
  });

  it('keeps only the hash of the token', async () => {
    const { headers } = await product.browser().post('/api/sign-in').send(credentialsOf(member)).expect(200);
    const token = /^countersign=([\w-]+)/.exec(headers['set-cookie']?.[0] ?? '')?.[1] ?? '';
    const found = await product.behindTheBack<{ plain: boolean; hashed: boolean }>(
      `select bool_or(position(convert_to($1, 'utf8') in token_hash) > 0) as plain,
              bool_or(token_hash = sha256(convert_to($1, 'utf8'))) as hashed
       from app.member_session`,
      [token],
    );
    expect(found).toEqual([{ plain: false, hashed: true }]);
  });

  it('answers a wrong password and an unknown address alike, and leaves a trace of both', async () => {
    const browser = product.browser();
    const wrong = await browser
      .post('/api/sign-in')
      .send({ email: member.email, password: 'wrong' })
      .expect(401);
    const unknown = await browser
      .post('/api/sign-in')
      .send({ email: 'nobody@alder.example', password: 'wrong' })
      .expect(401);
    expect(wrong.body).toMatchObject({ code: 'sign-in-failed' });
    const answer = { ...(wrong.body as object), requestId: expect.any(String) as string };
    expect(unknown.body).toEqual(answer);
    const without = await product.aMember({ organisation });
    await product.behindTheBack('update app.member set password_hash = null where id = $1', [without.id]);
    for (const unusable of [
      credentialsOf(without),
      { ...credentialsOf(member), organisation: 'no-such-one' },
      { email: 'Nobody@Alder.example', password: 'wrong' },
    ]) {
      const refused = await browser.post('/api/sign-in').send(unusable).expect(401);
      expect(refused.body).toEqual(answer);
    }
    const trail = await product.behindTheBack<{ actor_name: string }>(
      `select actor_name from app.audit_event where what = 'sign-in.failed' order by id`,
    );
    expect(trail.map((line) => line.actor_name)).toEqual([
      member.email,
      'nobody@alder.example',
      without.email,
      'nobody@alder.example',
    ]);
  });

  it('makes whoever guesses wait, whether the address exists or not', async () => {
    const guessed = await product.aMember({ organisation });
    for (const email of [guessed.email, 'guess@alder.example']) {
      const tries = Array.from({ length: 8 }, () =>
        product.browser().post('/api/sign-in').send({ email, password: 'a guess' }),
      );
      const answers = await Promise.all(tries);
      const statuses = answers.map((answer) => answer.status).sort();
      expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    }
    await product.browser().post('/api/sign-in').send(credentialsOf(guessed)).expect(429);
    await product.behindTheBack(`update app.sign_in_attempt set blocked_until = now() where address = $1`, [
      guessed.email,
    ]);
    await product.browser().post('/api/sign-in').send(credentialsOf(guessed)).expect(200);
  });

  it('tells the person once a day when the delay begins, and writes it down', async () => {
    const guessed = await product.aMember({ organisation });
    const guess = () =>
      product.browser().post('/api/sign-in').send({ email: guessed.email, password: 'a guess' }).expect(401);
    const letWaitEnd = () =>
      product.behindTheBack(`update app.sign_in_attempt set blocked_until = now() where address = $1`, [
        guessed.email,
      ]);
    const warnings = () =>
      product.behindTheBack<{ payload: object }>(
        `select payload from app.notification where member_id = $1 and kind = 'sign-in-warning'`,
        [guessed.id],
      );
    for (let wrong = 0; wrong < 4; wrong += 1) await guess();
    expect(await warnings()).toEqual([]);
    await guess();
    expect(await warnings()).toEqual([
      {
        payload: {
          from: expect.stringContaining('127.0.0.1'),
          when: { at: expect.any(String), zone: 'America/New_York' },
        },
      },
    ]);
    await letWaitEnd();
    await product.browser().post('/api/sign-in').send(credentialsOf(guessed)).expect(200);
    for (let wrong = 0; wrong < 5; wrong += 1) await guess();
    expect(await warnings()).toHaveLength(1);
    const delays = await product.behindTheBack(
      `select actor_name, detail from app.audit_event where what = 'sign-in.delayed' and object_id = $1`,
      [guessed.id],
    );
    expect(delays).toEqual(Array(2).fill({ actor_name: guessed.email, detail: { failures: 5 } }));
  });

  it('says how long to wait, and forgives after a day', async () => {
    const email = 'patient@alder.example';
    const guess = () => product.browser().post('/api/sign-in').send({ email, password: 'a guess' });
    for (let wrong = 0; wrong < 6; wrong += 1) await guess();
    const waiting = await guess().expect(429);
    expect(waiting.body.code).toBe('too-many-tries');
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(20);
    expect(Number(waiting.headers['retry-after'])).toBeLessThanOrEqual(30);
    const change = (sql: string) =>
      product.behindTheBack(`update app.sign_in_attempt set ${sql} where address = $1`, [email]);
    await change(`blocked_until = now()`);
    await guess().expect(401);
    const longer = await guess().expect(429);
    expect(Number(longer.headers['retry-after'])).toBeGreaterThan(50);
    await change(`failures = 60, blocked_until = now()`);
    await guess().expect(401);
    const longest = await guess().expect(429);
    expect(Number(longest.headers['retry-after'])).toBeGreaterThan(890);
    expect(Number(longest.headers['retry-after'])).toBeLessThanOrEqual(900);
    await change(`blocked_until = now(), last_failed_at = now() - interval '25 hours'`);
    for (let wrong = 0; wrong < 5; wrong += 1) await guess().expect(401);
  });

  describe('from a known device', () => {
    const wrongly = (browser: TestAgent, email: string) =>
      browser.post('/api/sign-in').send({ email, password: 'a guess' });

    it('is not held up by a stranger who guesses', async () => {
      const rightful = await product.aMember({ organisation });
      const home = product.browser();
      await home.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
      for (let wrong = 0; wrong < 5; wrong += 1) await wrongly(product.browser(), rightful.email).expect(401);
      await product.browser().post('/api/sign-in').send(credentialsOf(rightful)).expect(429);
      await home.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
      await product.browser().post('/api/sign-in').send(credentialsOf(rightful)).expect(429);
    });

    it('has a counter of its own, which holds up neither a stranger nor another device', async () => {
      const rightful = await product.aMember({ organisation });
      const [home, office] = [product.browser(), product.browser()];
      for (const browser of [home, office]) {
        await browser.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
      }
      for (let wrong = 0; wrong < 5; wrong += 1) await wrongly(home, rightful.email).expect(401);
      await wrongly(home, rightful.email).expect(429);
      await office.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
      await product.browser().post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
    });

    it('is known to those who signed in there, and by our mark alone', async () => {
      const [rightful, colleague] = [
        await product.aMember({ organisation }),
        await product.aMember({ organisation }),
      ];
      const home = product.browser();
      const { headers } = await home.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
      const cookies = [headers['set-cookie']].flat().join('\n');
      const [, cookie = ''] = /countersign-device=([\w.-]+); Max-Age=31536000/.exec(cookies) ?? [];
      expect(cookies).toMatch(/countersign-device=.*HttpOnly; SameSite=Lax/);
      for (let wrong = 0; wrong < 5; wrong += 1) {
        await wrongly(product.browser(), rightful.email);
        await wrongly(product.browser(), colleague.email);
      }
      await home.post('/api/sign-in').send(credentialsOf(colleague)).expect(429);
      const [device = '', mark = ''] = cookie.split('.');
      const forged = [
        `${device}.${'A'.repeat(22)}`,
        `${'A'.repeat(22)}.${mark}`,
        device,
        `${cookie}.${cookie}.${cookie}.${cookie}.${cookie}`,
        'anything',
      ];
      for (const value of forged) {
        const browser = product.browser().set('Cookie', `countersign-device=${value}`);
        await browser.post('/api/sign-in').send(credentialsOf(rightful)).expect(429);
      }
      const same = product.browser().set('Cookie', `countersign-device=${cookie}`);
      await same.post('/api/sign-in').send(credentialsOf(rightful)).expect(200);
    });
  });

  describe('with a second factor enrolled', () => {
    const enrolled = async (): Promise<TestMember> => {
      const careful = await product.aMember({ organisation });
      await product.behindTheBack(
        `insert into app.member_totp (organisation_id, member_id, secret_sealed, confirmed_at) values ($1, $2, 'x', now())`,
        [organisation.id, careful.id],
      );
      return careful;
    };

    it('opens no session by the password alone, and counts no right password as a wrong one', async () => {
      const careful = await enrolled();
      const browser = product.browser();
      const answer = await browser.post('/api/sign-in').send(credentialsOf(careful)).expect(200);
      expect(answer.body).toEqual({ session: null, secondFactor: { methods: ['totp'] } });
      const cookies = [answer.headers['set-cookie']].flat().join('\n');
      expect(cookies).toMatch(/^countersign-step=[\w-]{43}; Max-Age=600; .*HttpOnly/);
      expect(cookies).not.toContain('countersign=');
      expect((await browser.get('/api/session').expect(200)).body.member).toBeNull();
      await browser.get('/api/members').expect(401);
      for (let again = 0; again < 6; again += 1) {
        await product.browser().post('/api/sign-in').send(credentialsOf(careful)).expect(200);
      }
      const wrong = { ...credentialsOf(careful), password: 'wrong' };
      for (let guess = 0; guess < 5; guess += 1) {
        await product.browser().post('/api/sign-in').send(wrong).expect(401);
      }
      await product.browser().post('/api/sign-in').send(wrong).expect(429);
    });

    it('waits ten minutes and five tries for the code', async () => {
      const careful = await enrolled();
      const steps = product.get(SignInSteps);
      const token = await product.asJobOf(organisation, () => steps.begin(careful.id));
      const request = { cookies: { 'countersign-step': token } } as unknown as Request;
      const step = await steps.find(request);
      expect(step).toMatchObject({ organisationId: organisation.id, memberId: careful.id });
      for (let wrong = 0; wrong < 5; wrong += 1) await steps.count(step);
      await expect(steps.count(step)).rejects.toMatchObject({ status: 401, code: 'step-ended' });
      await expect(steps.find(request)).rejects.toMatchObject({ code: 'step-ended' });
      const other = await product.asJobOf(organisation, () => steps.begin(careful.id));
      const late = { cookies: { 'countersign-step': other } } as unknown as Request;
      const open = await steps.find(late);
      await product.asJobOf(organisation, () => steps.end(open));
      await expect(product.asJobOf(organisation, () => steps.end(open))).rejects.toMatchObject({
        code: 'step-ended',
      });
      const third = await product.asJobOf(organisation, () => steps.begin(careful.id));
      await product.behindTheBack(`update app.sign_in_step set expires_at = now() where member_id = $1`, [
        careful.id,
      ]);
      const expired = { cookies: { 'countersign-step': third } } as unknown as Request;
      await expect(steps.find(expired)).rejects.toMatchObject({ code: 'step-ended' });
    });
  });

  it('is not to be tried without end by one client, whatever the addresses; a known device and a passkey do not pay', async () => {
    const { from } = (
      await product.behindTheBack<{ from: string }>(
        `select from_where as "from" from app.audit_event where what = 'sign-in.failed' order by id desc limit 1`,
      )
    )[0]!;
    const known = product.browser();
    await known.post('/api/sign-in').send(credentialsOf(member)).expect(200);
    for (let tries = 0; tries < 300; tries += 1) {
      await product
        .get(RateLimits)
        .take(identityRateLimits['sign-in'], clientOf(from))
        .catch(() => undefined);
    }
    const refused = await product.browser().post('/api/sign-in').send(credentialsOf(member)).expect(429);
    expect(refused.body.code).toBe('too-many-requests');
    await known.post('/api/sign-in').send(credentialsOf(member)).expect(200);
    await product.browser().post('/api/sign-in/passkey/options').send({}).expect(200);
    await product.behindTheBack('delete from app.rate_count');
  });

  it('takes the form from the body alone and says what is wrong with it', async () => {
    const { email, password } = member;
    const answer = await product
      .browser()
      .post('/api/sign-in')
      .query({ email, password })
      .send({})
      .expect(422);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.fields.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['email', 'password']),
    );
    const extra = await product
      .browser()
      .post('/api/sign-in')
      .send({ email, password, roles: ['admin'] })
      .expect(422);
    expect(extra.body.fields).toEqual([{ field: 'roles', message: 'There is no such field here.' }]);
  });

  it('ends with sign-out, for the cookie and for the row', async () => {
    const browser = await product.signedInAs(member);
    await browser.get('/api/members').expect(200);
    await browser.post('/api/sign-out').expect(204);
    await browser.get('/api/members').expect(401);
    expect((await browser.get('/api/session').expect(200)).body).toMatchObject({
      member: null,
      organisation: null,
    });
  });

  it('takes the place of the session that the browser had, and of no other', async () => {
    const visitor = await product.aMember({ organisation });
    const browser = product.browser();
    const elsewhere = await product.signedInAs(visitor);
    const first = await browser.post('/api/sign-in').send(credentialsOf(visitor)).expect(200);
    const [, old = ''] = /countersign=([\w-]{43})/.exec([first.headers['set-cookie']].flat().join()) ?? [];
    await browser.post('/api/sign-in').send(credentialsOf(visitor)).expect(200);
    await browser.get('/api/members').expect(200);
    await elsewhere.get('/api/members').expect(200);
    await product.browser().set('Cookie', `countersign=${old}`).get('/api/members').expect(401);
  });

  it('opens nothing for a member who was deactivated between the password and the code', async () => {
    const leaver = await product.aMember({ organisation });
    await product.behindTheBack(`update app.member set active = false where id = $1`, [leaver.id]);
    const start = product.as(leaver, () =>
      product.get(OpaqueSessions).start(leaver.id, { userAgent: null, from: null }),
    );
    await expect(start).rejects.toMatchObject({ status: 401, code: 'sign-in-failed' });
  });

  it.each([
    ['half a day without a visit', 'idle_until = now()'],
    ['a week', 'expires_at = now()'],
  ])('ends a session after %s', async (_reason, change) => {
    const visitor = await product.aMember({ organisation });
    const browser = await product.signedInAs(visitor);
    await browser.get('/api/members').expect(200);
    await product.behindTheBack(`update app.member_session set ${change} where member_id = $1`, [visitor.id]);
    await browser.get('/api/members').expect(401);
  });

  it('prolongs a session that is used, never past its absolute end', async () => {
    const visitor = await product.aMember({ organisation });
    const browser = await product.signedInAs(visitor);
    await product.behindTheBack(
      `update app.member_session set last_seen_at = now() - interval '2 minutes', idle_until = now() + interval '1 hour',
       expires_at = now() + interval '3 hours' where member_id = $1`,
      [visitor.id],
    );
    await browser.get('/api/members').expect(200);
    const rows = await product.behindTheBack<{ capped: boolean }>(
      `select idle_until = expires_at as capped from app.member_session where member_id = $1`,
      [visitor.id],
    );
    expect(rows).toEqual([{ capped: true }]);
  });

  it('ends with the member: deactivated on one request, out on the next', async () => {
    const leaver = await product.aMember({ organisation });
    const browser = await product.signedInAs(leaver);
    await product.behindTheBack(`update app.member set active = false where id = $1`, [leaver.id]);
    await browser.get('/api/members').expect(401);
    await product.browser().post('/api/sign-in').send(credentialsOf(leaver)).expect(401);
  });

  it('leaves nothing behind once it can decide nothing any more', async () => {
    const visitor = await product.aMember({ organisation });
    const keeping = await product.signedInAs(visitor);
    await product.signedInAs(visitor);
    await product.asJobOf(organisation, async () => {
      await product.get(SignInSteps).begin(visitor.id);
      await product.get(MemberLinks).mint('password-reset', visitor.id);
    });
    for (const email of [visitor.email, 'past@alder.example']) {
      await product.browser().post('/api/sign-in').send({ email, password: 'a guess' }).expect(401);
    }
    await product.behindTheBack(`
      update app.member_session set idle_until = now() - interval '1 second'
      where id = (select id from app.member_session order by created_at desc limit 1);
      update app.sign_in_step set expires_at = now() - interval '1 second';
      update app.member_link set expires_at = now() - interval '1 second';
      update app.sign_in_attempt set last_failed_at = now() - interval '25 hours', blocked_until = null
      where address = 'past@alder.example'`);
    await product.get(SignInTidying).tidyAll();
    await keeping.get('/api/members').expect(200);
    const left = await product.behindTheBack(
      `select (select count(*)::int from app.member_session where member_id = $1) as sessions,
         (select count(*)::int from app.sign_in_step) as steps, (select count(*)::int from app.member_link) as links,
         (select string_agg(address, ', ') from app.sign_in_attempt where address in ($2, 'past@alder.example')) as tried`,
      [visitor.id, visitor.email],
    );
    expect(left).toEqual([{ sessions: 1, steps: 0, links: 0, tried: visitor.email }]);
  });

  it('asks for the organisation once there are several', async () => {
    const second = await product.anOrganisation();
    const twin = await product.aMember({ organisation: second, email: member.email });
    const { email, password } = twin;
    await product.browser().post('/api/sign-in').send({ email, password }).expect(401);
    const named = await product
      .browser()
      .post('/api/sign-in')
      .send({ email, password, organisation: second.slug })
      .expect(200);
    expect(named.body.session.member.id).toBe(twin.id);
    await product
      .browser()
      .post('/api/sign-in')
      .send({ email, password, organisation: 'no-such-one' })
      .expect(401);
  });
});

describe('A request from another site', () => {
  let product: TestProduct;
  let member: TestMember;

  beforeAll(async () => {
    product = await aProduct();
    member = await product.aMember({ organisation: await product.anOrganisation() });
  });

  afterAll(() => product.close());

  it.each([
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['same-site but another host', { 'Sec-Fetch-Site': 'same-site' }],
    ['an old browser with a foreign origin', { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }],
    ['nothing that names its origin', { 'Sec-Fetch-Site': '' }],
  ])('changes nothing: %s', async (_kind, headers) => {
    const browser = await product.signedInAs(member);
    for (const path of ['/api/sign-out', '/api/sign-in']) {
      const pending = browser.post(path);
      for (const [name, value] of Object.entries(headers)) {
        if (value === '') pending.unset(name);
        else pending.set(name, value);
      }
      expect((await pending.expect(403)).body.code).toBe('foreign-origin');
    }
    await browser.get('/api/members').expect(200);
  });

  it('is told apart from an old browser on our own pages', async () => {
    const browser = await product.signedInAs(member);
    await browser
      .post('/api/sign-out')
      .unset('Sec-Fetch-Site')
      .set('Origin', 'http://localhost:3000')
      .expect(204);
  });
});
