import type TestAgent from 'supertest/lib/agent';
import { say } from '@countersign/platform';
import {
  aProduct,
  MailWorks,
  SmtpSink,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { MemberMail } from '../members/member-mail';
import { PasswordReset } from '../password-reset/password-reset';

const newPassword = 'amber quay lantern thirteen';

describe('The own sign-in', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let member: TestMember;
  let sink: SmtpSink;
  let works: MailWorks;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
    sink = await new SmtpSink().start();
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: sink.url });
  });

  afterAll(async () => {
    await works.stop();
    await product.close();
    await sink.stop();
  });

  beforeEach(async () => {
    sink.received.length = 0;
    await product.behindTheBack('delete from app.rate_count');
    member = await product.aMember({ organisation, roles: ['reviewer'], name: 'Rea Viewer' });
  });

  const signIn = (password: string, email = member.email) =>
    product.browser().post('/api/sign-in').send({ email, password });
  const askForReset = (body: object) => product.browser().post('/api/password-reset').send(body);
  const complete = (token: string, password: string) =>
    product.browser().post('/api/password-reset/complete').send({ token, password });
  const trail = async (): Promise<string[]> => {
    const rows = await product.behindTheBack<{ what: string }>(
      `select what from app.audit_event where object_id = $1 order by id`,
      [member.id],
    );
    return rows.map(({ what }) => what);
  };
  const mailTo = async (address: string) => {
    await product.get(PasswordReset).settled();
    await works.sendDue(organisation);
    return sink.to(address);
  };
  const tokenIn = (text: string): string => /\/reset-password#t=([\w-]{43})/.exec(text)?.[1] ?? '';
  const aResetToken = async (): Promise<string> => {
    await askForReset({ email: member.email }).expect(202);
    return tokenIn((await mailTo(member.email)).at(-1)?.text ?? '');
  };
  const longAgo = (browserOf: TestMember) =>
    product.behindTheBack(
      `update app.member_session set confirmed_at = now() - interval '16 minutes' where member_id = $1`,
      [browserOf.id],
    );

  describe('with a forgotten password', () => {
    it('gets a one-time link by mail, and a password of its own choosing', async () => {
      const open = await product.signedInAs(member);
      const token = await aResetToken();
      const [mail] = sink.to(member.email);
      expect(mail).toMatchObject({ subject: 'Set a new password for Alder Insurance' });
      expect(mail?.text).toContain('Somebody, most likely you, asked for a new password');
      expect(mail?.text).toContain(`http://localhost:3000/reset-password#t=${token}`);
      await product.behindTheBack(
        `insert into app.api_token (organisation_id, member_id, name, scopes, token_hash, expires_at)
         select organisation_id, id, $2, $3, sha256('left'), now() + interval '1 day' from app.member where id = $1`,
        [member.id, 'Left behind', ['vendor.read']],
      );
      await complete(token, newPassword).expect(204);
      const kept = await product.behindTheBack(
        'select from app.api_token where member_id = $1 and revoked_at is null',
        [member.id],
      );
      expect(kept).toEqual([]);
      await signIn(newPassword).expect(200);
      await signIn(member.password).expect(401);
      await open.get('/api/members').expect(401);
      expect((await complete(token, newPassword).expect(410)).body.code).toBe('link-ended');
      expect((await mailTo(member.email)).at(-1)?.text).toContain(
        'Every open session was ended and every API token revoked.',
      );
      expect(await trail()).toEqual(
        expect.arrayContaining(['password-reset.requested', 'member.password-reset']),
      );
    });

    it('keeps the link out of the database, and lets a rejected password be corrected', async () => {
      const token = await aResetToken();
      const rows = await product.behindTheBack<{ hashed: boolean; plain: boolean }>(
        `select bool_or(token_hash = sha256(convert_to($1, 'utf8'))) as hashed,
           bool_or(position(convert_to($1, 'utf8') in token_hash) > 0) as plain from app.member_link`,
        [token],
      );
      expect(rows).toEqual([{ hashed: true, plain: false }]);
      const short = await complete(token, 'too short').expect(422);
      expect(short.body.fields).toEqual([{ field: 'password', message: 'needs at least 15 characters' }]);
      const named = await complete(token, 'Rea Viewer, Alder Insurance').expect(422);
      expect(named.body.fields[0].message).toContain('is made of your name');
      const leaked = await complete(token, '1q2w3e4r5t6y7u8i').expect(422);
      expect(leaked.body.fields[0].message).toContain('list of leaked passwords');
      await complete(token, newPassword).expect(204);
    });

    it('is told where no mail leaves, the same for an address that nobody has', async () => {
      const answers = async () => {
        const bodies = [];
        for (const email of [member.email, 'stranger@alder.example'])
          bodies.push((await askForReset({ email }).expect(202)).body as unknown);
        return bodies;
      };
      const both = (mailWaits: boolean) => [{ mailWaits }, { mailWaits }];
      expect(await answers()).toEqual(both(true));
      await product.behindTheBack('insert into app.worker_heartbeat (id) values (gen_random_uuid())');
      expect(await answers()).toEqual(both(false));
      await product.behindTheBack(
        `update app.worker_heartbeat set mail_off = true, mail_waits_since = now(), mail_waits_because = 'Off.'`,
      );
      expect(await answers()).toEqual(both(true));
      await product.behindTheBack('delete from app.worker_heartbeat');
    });

    it('is refused an old link, one of two at once, and every link once another was used', async () => {
      const old = await aResetToken();
      await product.behindTheBack(`update app.member_link set expires_at = now() where subject_id = $1`, [
        member.id,
      ]);
      await complete(old, newPassword).expect(410);
      const [first, second] = [await aResetToken(), await aResetToken()];
      expect(first).not.toBe(second);
      const answers = await Promise.all([complete(second, newPassword), complete(second, newPassword)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
      await complete(first, newPassword).expect(410);
    });

    it('ends a wait that a stranger has caused, and any sign-in that waited for a code', async () => {
      for (let wrong = 0; wrong < 5; wrong += 1) await signIn('a guess').expect(401);
      await signIn(member.password).expect(429);
      await complete(await aResetToken(), newPassword).expect(204);
      await signIn(newPassword).expect(200);
    });

    it('is answered alike for every address, and mailed to none but active members with a password', async () => {
      const gone = await product.aMember({ organisation });
      await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
      const elsewhere = await product.aMember({ organisation });
      await product.behindTheBack('update app.member set password_hash = null where id = $1', [elsewhere.id]);
      const known = await askForReset({ email: member.email }).expect(202);
      for (const email of [gone.email, elsewhere.email, 'nobody@alder.example']) {
        const answer = await askForReset({ email }).expect(202);
        expect(answer.text).toBe(known.text);
        expect(await mailTo(email)).toEqual([]);
      }
      await askForReset({ email: member.email, organisation: 'no-such-one' }).expect(202);
      const asked = await product.behindTheBack(
        `select from app.audit_event where what = 'password-reset.requested' and actor_name = 'nobody@alder.example'`,
      );
      expect(asked).toHaveLength(1);
    });

    it('cannot be used to fill a mailbox', async () => {
      for (let again = 0; again < 7; again += 1) {
        await askForReset({ email: member.email }).expect(202);
        await product.get(PasswordReset).settled();
      }
      expect(await mailTo(member.email)).toHaveLength(5);
      await product.asJobOf(organisation, () => product.get(MemberMail).offerReset(member.id, 'Ann Admin'));
      const latest = (await mailTo(member.email)).at(-1);
      expect(latest?.text).toContain('Ann Admin asked for a new password for your account');
    });

    it('is not to be asked for without end by one client, for known and unknown addresses alike', async () => {
      const askOften = async (email: string, times: number): Promise<Set<number>> => {
        const statuses = new Set<number>();
        for (let again = 0; again < times; again += 1) statuses.add((await askForReset({ email })).status);
        return statuses;
      };
      expect(await askOften('nobody@alder.example', 30)).toEqual(new Set([202]));
      const refused = await askForReset({ email: member.email }).expect(429);
      expect(refused.body.code).toBe('too-many-requests');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(await askOften('nobody@alder.example', 1)).toEqual(new Set([429]));
    });

    it('loses the link with the account: to a deactivated member nothing is sent', async () => {
      const token = await aResetToken();
      await askForReset({ email: member.email }).expect(202);
      await product.get(PasswordReset).settled();
      await product.behindTheBack('update app.member set active = false where id = $1', [member.id]);
      await complete(token, newPassword).expect(410);
      const before = sink.received.length;
      await mailTo(member.email);
      expect(sink.received).toHaveLength(before);
      const rows = await product.behindTheBack(
        `select state, reason from app.notification where member_id = $1 and kind = 'password-reset' order by id desc limit 1`,
        [member.id],
      );
      expect(rows).toEqual([{ state: 'suppressed', reason: say('mail-reason.deactivated') }]);
    });
  });

  describe('changed by its owner', () => {
    it('needs the current password, ends the other sessions and tells the person', async () => {
      const [here, there] = [await product.signedInAs(member), await product.signedInAs(member)];
      const wrong = { current: 'a guess', password: newPassword };
      const refused = await here.put('/api/account/password').send(wrong).expect(422);
      expect(refused.body.fields).toEqual([{ field: 'current', message: 'is not right' }]);
      await product.behindTheBack(
        `insert into app.api_token (organisation_id, member_id, name, scopes, token_hash, expires_at)
         select organisation_id, id, 'A program', $2, sha256('program'), now() + interval '1 day'
         from app.member where id = $1`,
        [member.id, ['vendor.read']],
      );
      const right = { current: member.password, password: newPassword };
      await here.put('/api/account/password').send(right).expect(204);
      await here.get('/api/members').expect(200);
      await there.get('/api/members').expect(401);
      await signIn(newPassword).expect(200);
      const [mail] = await mailTo(member.email);
      expect(mail?.subject).toBe('Your sign-in at Alder Insurance has changed');
      expect(mail?.text).toContain('Your password was changed.');
      expect(mail?.text).toContain('Your other sessions were ended and every API token revoked.');
      const programs = await product.behindTheBack(
        'select from app.api_token where member_id = $1 and revoked_at is null',
        [member.id],
      );
      expect(programs).toEqual([]);
      expect(mail?.text).toContain('(America/New_York)');
      expect(await trail()).toEqual(
        expect.arrayContaining(['member.confirmation-failed', 'member.password-changed']),
      );
      const changed = await product.behindTheBack(
        `select password_changed_at > now() - interval '1 minute' as now from app.member where id = $1`,
        [member.id],
      );
      expect(changed).toEqual([{ now: true }]);
    });

    it('is guarded against guesses at an open browser, without locking the owner out elsewhere', async () => {
      const browser = await product.signedInAs(member);
      const guess = { password: 'a guess' };
      for (let wrong = 0; wrong < 5; wrong += 1) {
        await browser.post('/api/account/confirm').send(guess).expect(422);
      }
      const blocked = await browser.post('/api/account/confirm').send({ password: member.password });
      expect(blocked.status).toBe(429);
      expect(Number(blocked.headers['retry-after'])).toBeGreaterThan(0);
      await signIn(member.password).expect(200);
      expect((await mailTo(member.email)).map(({ subject }) => subject)).toEqual([
        'Repeated wrong passwords for your account at Alder Insurance',
      ]);
    });
  });

  describe('confirmed once more', () => {
    const confirmed = async (browser: TestAgent): Promise<boolean> => {
      const { status, body } = await browser.post('/api/account/totp/begin').send({});
      if (status === 403) expect(body.code).toBe('confirm-it-is-you');
      return status !== 403;
    };

    it('is asked for after a quarter of an hour, by whatever changes how one signs in', async () => {
      const browser = await product.signedInAs(member);
      expect(await confirmed(browser)).toBe(true);
      await longAgo(member);
      expect(await confirmed(browser)).toBe(false);
      await browser.post('/api/account/confirm').send({ password: 'a guess' }).expect(422);
      expect(await confirmed(browser)).toBe(false);
      await browser.post('/api/account/confirm').send({}).expect(422);
      await browser.post('/api/account/confirm').send({ password: member.password }).expect(204);
      expect(await confirmed(browser)).toBe(true);
    });
  });

  describe('in several browsers', () => {
    const sessionsOf = async (browser: TestAgent) =>
      (await browser.get('/api/account/sessions').expect(200)).body.items as {
        id: string;
        current: boolean;
        userAgent: string | null;
        from: string | null;
      }[];
    const signedIn = async (userAgent: string): Promise<TestAgent> => {
      const browser = product.browser().set('User-Agent', userAgent);
      const { email, password } = member;
      await browser.post('/api/sign-in').send({ email, password }).expect(200);
      return browser;
    };

    it('shows its sessions, the current one first, and ends one or all others', async () => {
      const [desk, phone, tablet] = [
        await signedIn('Desk/1'),
        await signedIn('Phone/1'),
        await signedIn('Tab/1'),
      ];
      const seen = await sessionsOf(desk);
      expect(seen.map(({ current, userAgent }) => [current, userAgent])).toEqual([
        [true, 'Desk/1'],
        [false, 'Tab/1'],
        [false, 'Phone/1'],
      ]);
      expect(seen[0]).toEqual({
        id: expect.any(String),
        current: true,
        startedAt: expect.stringMatching(/Z$/),
        lastSeenAt: expect.stringMatching(/Z$/),
        userAgent: 'Desk/1',
        from: expect.stringContaining('127.0.0.1'),
      });
      await desk.delete(`/api/account/sessions/${seen[2]?.id}`).expect(204);
      await phone.get('/api/members').expect(401);
      await desk.delete(`/api/account/sessions/${seen[2]?.id}`).expect(404);
      await desk.delete('/api/account/sessions').expect(204);
      await tablet.get('/api/members').expect(401);
      expect(await sessionsOf(desk)).toHaveLength(1);
      expect((await trail()).filter((what) => what === 'member.sessions-ended')).toHaveLength(2);
    });

    it('leaves a line by its member when it is signed out, once, and none without a session', async () => {
      const browser = await signedIn('Desk/1');
      const { body } = await browser.get('/api/session').expect(200);
      await browser.post('/api/sign-out').send({}).expect(204);
      await browser.post('/api/sign-out').send({}).expect(204);
      await product.browser().post('/api/sign-out').send({}).expect(204);
      const lines = await product.behindTheBack(
        `select actor_kind, actor_id, actor_name, from_where from app.audit_event
         where what = 'member.signed-out' and object_id = $1`,
        [body.member.id],
      );
      expect(lines).toEqual([
        {
          actor_kind: 'member',
          actor_id: member.id,
          actor_name: 'Rea Viewer',
          from_where: expect.stringContaining('127.0.0.1'),
        },
      ]);
    });

    it('neither shows nor ends those of a colleague', async () => {
      const colleague = await product.aMember({ organisation });
      const theirs = await product.signedInAs(colleague);
      const [session] = await sessionsOf(theirs);
      const mine = await product.signedInAs(member);
      expect((await sessionsOf(mine)).map(({ id }) => id)).not.toContain(session?.id);
      await mine.delete(`/api/account/sessions/${session?.id}`).expect(404);
      await mine.delete('/api/account/sessions').expect(204);
      await theirs.get('/api/members').expect(200);
    });
  });

  it('is all that is open while the organisation asks for a second factor and none is enrolled', async () => {
    const strict = await product.anOrganisation({ name: 'Strict' });
    const rea = await product.aMember({ organisation: strict });
    const browser = await product.signedInAs(rea);
    await browser.get('/api/members').expect(200);
    await product.behindTheBack(
      `update app.organisation set settings = '{"secondFactorRequired": true}' where organisation_id = $1`,
      [strict.id],
    );
    await browser.get('/api/members').expect(403);
    await browser.get('/api/account/sessions').expect(200);
    const { body } = await browser.get('/api/session').expect(200);
    expect(body).toMatchObject({ secondFactor: 'required', member: { permissions: ['account.own'] } });
    // Enrolled elsewhere: a session older than the factor ends instead of asking for another one.
    await product.behindTheBack(
      `insert into app.member_totp (organisation_id, member_id, secret_sealed, confirmed_at) values ($1, $2, 'x', now())`,
      [strict.id, rea.id],
    );
    await browser.get('/api/account/sessions').expect(401);
  });
});

describe('What a visitor may know before signing in', () => {
  let product: TestProduct;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  const options = (query: object) => product.browser().get('/api/sign-in/options').query(query);

  it('is whether the product is set up, the only organisation, or the one that is named', async () => {
    expect((await product.browser().get('/api/session').expect(200)).body).toMatchObject({
      setUpNeeded: true,
      severalOrganisations: false,
      secondFactor: 'none',
    });
    expect((await options({}).expect(200)).body).toEqual({ organisation: null, oidc: null });
    const { name, slug } = await product.anOrganisation();
    const single = { organisation: { name, slug }, oidc: null };
    expect((await options({}).expect(200)).body).toEqual(single);
    await product.anOrganisation();
    expect((await options({}).expect(200)).body).toEqual({ organisation: null, oidc: null });
    expect((await options({ organisation: slug }).expect(200)).body).toEqual(single);
    await options({ organisation: 'no-such-one' }).expect(404);
    expect((await product.browser().get('/api/session').expect(200)).body).toMatchObject({
      setUpNeeded: false,
      severalOrganisations: true,
    });
  });
});
