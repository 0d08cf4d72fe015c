import type TestAgent from 'supertest/lib/agent';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { SoftwareAuthenticator, type Wishes } from '../second-factor/testing/software-authenticator';

type Browser = TestAgent;
type Creation = Parameters<SoftwareAuthenticator['create']>[0];
type Request = Parameters<SoftwareAuthenticator['get']>[0];

interface Holder {
  readonly member: TestMember;
  readonly browser: Browser;
  readonly authenticator: SoftwareAuthenticator;
  readonly passkeyId: string;
}

describe('A passkey', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ name: 'Alder Insurance' });
  });

  afterAll(() => product.close());

  const anAuthenticator = (wishes: { counts?: boolean } = {}) =>
    new SoftwareAuthenticator({ origin: product.config.publicUrl, ...wishes });

  async function creationFor(browser: Browser): Promise<Creation & Record<string, unknown>> {
    const { body } = await browser.post('/api/account/passkeys/options').expect(200);
    return body.options as Creation & Record<string, unknown>;
  }

  async function aHolder(
    wishes: { counts?: boolean; organisation?: TestOrganisation } = {},
  ): Promise<Holder> {
    const member = await product.aMember({ organisation: wishes.organisation ?? organisation });
    const browser = await product.signedInAs(member);
    const authenticator = anAuthenticator(wishes);
    const response = authenticator.create(await creationFor(browser));
    const { body } = await browser
      .post('/api/account/passkeys')
      .send({ name: 'Work phone', response })
      .expect(201);
    return { member, browser, authenticator, passkeyId: body.passkey.id as string };
  }

  async function withPassword({ email, password }: TestMember): Promise<Browser> {
    const browser = product.browser();
    const { body } = await browser
      .post('/api/sign-in')
      .send({ email, password, organisation: organisation.slug })
      .expect(200);
    expect(body).toMatchObject({
      session: null,
      secondFactor: { methods: expect.arrayContaining(['passkey']) },
    });
    return browser;
  }

  async function questionFor(browser: Browser, path: string): Promise<Request & Record<string, unknown>> {
    const { body } = await browser.post(path).send({ organisation: organisation.slug }).expect(200);
    return body.options as Request & Record<string, unknown>;
  }

  const secondStep = '/api/sign-in/second-factor/passkey';
  const alone = '/api/sign-in/passkey';

  async function stepQuestion(browser: Browser): Promise<Request & Record<string, unknown>> {
    const { body } = await browser.post(`${secondStep}/options`).expect(200);
    return body.options as Request & Record<string, unknown>;
  }

  /** As the only step, in a fresh browser. */
  async function signInAlone(authenticator: SoftwareAuthenticator, wishes: Wishes = {}) {
    const browser = product.browser();
    const response = authenticator.get(await questionFor(browser, `${alone}/options`), wishes);
    return { browser, answer: await browser.post(alone).send({ response, organisation: organisation.slug }) };
  }

  const whatsOf = async (memberId: string) => {
    const rows = await product.behindTheBack<{ what: string; because: string | null }>(
      `select what, detail ->> 'because' as because from app.audit_event
       where object_id = $1 and what not in ('member.created', 'member.signed-in') order by id`,
      [memberId],
    );
    return rows.map(({ what, because }) => (because === null ? what : `${what}: ${because}`));
  };

  describe('is made', () => {
    it('for our own host alone, to be found by itself and to check the person', async () => {
      const { browser, authenticator, member } = await aHolder();
      const options = await creationFor(browser);
      expect(options).toMatchObject({
        rp: { id: 'localhost', name: 'Countersign Alder Insurance' },
        user: { name: member.email, displayName: member.name },
        attestation: 'none',
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required',
        },
        excludeCredentials: [
          { id: authenticator.credentialId.toString('base64url'), transports: ['internal', 'hybrid'] },
        ],
      });
      expect(Buffer.from(options.user.id, 'base64url').toString('hex')).toBe(member.id.replaceAll('-', ''));
      expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
    });

    it('with a name; the first brings recovery codes, the trail and the person are told', async () => {
      const member = await product.aMember({ organisation });
      const browser = await product.signedInAs(member);
      const first = await browser
        .post('/api/account/passkeys')
        .send({ name: 'Laptop', response: anAuthenticator().create(await creationFor(browser)) })
        .expect(201);
      expect(first.body.passkey).toEqual({
        id: expect.any(String),
        name: 'Laptop',
        createdAt: expect.stringMatching(/Z$/),
        lastUsedAt: null,
      });
      expect(first.body.recoveryCodes).toHaveLength(10);
      const second = await browser
        .post('/api/account/passkeys')
        .send({ name: 'Key', response: anAuthenticator().create(await creationFor(browser)) })
        .expect(201);
      expect(second.body.recoveryCodes).toBeNull();
      const { body: account } = await browser.get('/api/account').expect(200);
      expect(account.passkeys).toEqual([first.body.passkey, second.body.passkey]);
      expect(account.recoveryCodesLeft).toBe(10);
      expect(await whatsOf(member.id)).toEqual(['passkey.added', 'passkey.added']);
      const mail = await product.behindTheBack<{ which: string }>(
        `select payload ->> 'which' as which from app.notification where member_id = $1 order by created_at, id`,
        [member.id],
      );
      expect(mail).toEqual([{ which: 'Laptop' }, { which: 'Key' }]);
      const rows = await product.behindTheBack(
        'select backed_up, transports from app.passkey where member_id = $1 limit 1',
        [member.id],
      );
      expect(rows).toEqual([{ backed_up: true, transports: ['internal', 'hybrid'] }]);
    });

    it.each<[string, Wishes]>([
      ['another site', { origin: 'https://countersign.evil.example' }],
      ['another host', { rpId: 'evil.example' }],
      ['a person who was not checked', { userVerified: false }],
      ['an authenticator that brings a certificate: we asked for none', { attestation: 'certificate' }],
      ['an attestation of no known format', { attestation: 'of-no-known-format' }],
    ])('not from %s', async (_what, wishes) => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      const response = anAuthenticator().create(await creationFor(browser), wishes);
      const { body } = await browser.post('/api/account/passkeys').send({ name: 'X', response }).expect(422);
      expect(body.fields).toEqual([{ field: 'response', message: expect.stringContaining('try again') }]);
      expect((await browser.get('/api/account').expect(200)).body.passkeys).toEqual([]);
    });

    it.each([
      {},
      { response: null },
      { response: { clientDataJSON: 7 } },
      { response: { clientDataJSON: 'e30' } },
    ])('not from what is no answer: %j', async (response) => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      await creationFor(browser);
      await browser.post('/api/account/passkeys').send({ name: 'X', response }).expect(409);
    });

    it('by an authenticator that vouches for itself, which a browser passes on unasked', async () => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      const response = anAuthenticator().create(await creationFor(browser), { attestation: 'self' });
      await browser.post('/api/account/passkeys').send({ name: 'Key', response }).expect(201);
    });

    it('with a challenge that is good once, for ten minutes, and for the one who got it', async () => {
      const browser = await product.signedInAs(await product.aMember({ organisation }));
      const options = await creationFor(browser);
      const refused = anAuthenticator().create(options, { userVerified: false });
      await browser.post('/api/account/passkeys').send({ name: 'X', response: refused }).expect(422);
      const again = anAuthenticator().create(options);
      const { body } = await browser
        .post('/api/account/passkeys')
        .send({ name: 'X', response: again })
        .expect(409);
      expect(body.code).toBe('step-ended');

      const late = anAuthenticator().create(await creationFor(browser));
      await product.behindTheBack('update app.passkey_challenge set expires_at = now()');
      await browser.post('/api/account/passkeys').send({ name: 'X', response: late }).expect(409);

      const other = await product.signedInAs(await product.aMember({ organisation }));
      const stolen = anAuthenticator().create(await creationFor(browser));
      await other.post('/api/account/passkeys').send({ name: 'X', response: stolen }).expect(409);
    });

    it('with one list of codes, also where several are made at once', async () => {
      const member = await product.aMember({ organisation });
      const browser = await product.signedInAs(member);
      const questions: Creation[] = [];
      for (let asked = 0; asked < 6; asked += 1) questions.push(await creationFor(browser));
      const answers = await Promise.all(
        questions.map((options) =>
          browser
            .post('/api/account/passkeys')
            .send({ name: 'Twin', response: anAuthenticator().create(options) })
            .expect(201),
        ),
      );
      const lists = answers.map(({ body }) => body.recoveryCodes as string[] | null);
      const shown = lists.filter((list) => list !== null);
      expect(shown).toHaveLength(1);
      expect((await browser.get('/api/account').expect(200)).body.recoveryCodesLeft).toBe(10);
      const door = await withPassword(member);
      await door.post('/api/sign-in/second-factor').send({ code: shown[0]?.[9] }).expect(200);
    });

    it('once: the same one is refused to a second member', async () => {
      const { authenticator } = await aHolder();
      const other = await product.signedInAs(await product.aMember({ organisation }));
      const response = authenticator.create(await creationFor(other));
      await other.post('/api/account/passkeys').send({ name: 'Mine', response }).expect(409);
    });
  });

  describe('after a password', () => {
    it('opens the session, and says when it was last used', async () => {
      const { member, browser, authenticator } = await aHolder();
      const door = await withPassword(member);
      const options = await stepQuestion(door);
      expect(options).toMatchObject({
        rpId: 'localhost',
        userVerification: 'required',
        allowCredentials: [{ id: authenticator.credentialId.toString('base64url') }],
      });
      const { body } = await door
        .post(secondStep)
        .send({ response: authenticator.get(options) })
        .expect(200);
      expect(body.session.member.id).toBe(member.id);
      await door.get('/api/members').expect(200);
      const { body: account } = await browser.get('/api/account').expect(200);
      expect(account.passkeys[0].lastUsedAt).toMatch(/Z$/);
    });

    it('of another member does not open it', async () => {
      const { member } = await aHolder();
      const other = await aHolder();
      const door = await withPassword(member);
      const response = other.authenticator.get(await stepQuestion(door));
      const { body } = await door.post(secondStep).send({ response }).expect(401);
      expect(body.code).toBe('second-factor-wrong');
      expect(await whatsOf(member.id)).toContain('passkey.refused: unknown');
    });

    it('answers the challenge of its own step, not one that was given for a sign-in without password', async () => {
      const { member, authenticator } = await aHolder();
      const door = await withPassword(member);
      const response = authenticator.get(await questionFor(door, `${alone}/options`));
      expect((await door.post(secondStep).send({ response }).expect(401)).body.code).toBe('step-ended');
    });

    it('is asked of nobody without a step', async () => {
      const nobody = product.browser();
      expect((await nobody.post(`${secondStep}/options`).expect(401)).body.code).toBe('step-ended');
      expect((await nobody.post(secondStep).send({ response: {} }).expect(401)).body.code).toBe('step-ended');
    });
  });

  describe('as the only step', () => {
    it('is both factors at once, whether or not the authenticator counts', async () => {
      for (const counts of [true, false]) {
        const { member, authenticator } = await aHolder({ counts });
        for (const _time of ['first', 'second']) {
          const { browser, answer } = await signInAlone(authenticator);
          expect(answer.status).toBe(200);
          expect(answer.body.session.member.id).toBe(member.id);
          await browser.get('/api/members').expect(200);
        }
      }
    });

    it('tells the browser nothing about who has passkeys', async () => {
      await aHolder();
      const options = await questionFor(product.browser(), `${alone}/options`);
      expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
      expect(options['allowCredentials'] ?? []).toEqual([]);
      await product.browser().post(`${alone}/options`).send({ organisation: 'no-such-one' }).expect(404);
    });

    it.each<[string, Wishes, string]>([
      ['signs for another site', { origin: 'https://countersign.evil.example' }, 'not-verified'],
      ['signs for another host', { rpId: 'evil.example' }, 'not-verified'],
      ['did not check the person', { userVerified: false }, 'not-verified'],
      ['signs with another key', { forged: true }, 'not-verified'],
      ['counts backwards, so that a copy may exist', { counter: 1 }, 'counter-went-back'],
      ['stops counting', { counter: 0 }, 'counter-went-back'],
    ])('is refused where it %s, and the trail says why', async (_what, wishes, because) => {
      const { member, authenticator } = await aHolder();
      const { browser, answer } = await signInAlone(authenticator, wishes);
      expect([answer.status, answer.body.code]).toEqual([401, 'second-factor-wrong']);
      await browser.get('/api/members').expect(401);
      expect(await whatsOf(member.id)).toEqual(['passkey.added', `passkey.refused: ${because}`]);
      expect((await signInAlone(authenticator)).answer.status).toBe(200);
    });

    it('is refused where nobody knows it, or it names somebody else', async () => {
      const stranger = anAuthenticator();
      expect((await signInAlone(stranger)).answer.body.code).toBe('second-factor-wrong');
      const { authenticator } = await aHolder();
      const other = await aHolder();
      const userHandle = Buffer.from(other.member.id.replaceAll('-', ''), 'hex').toString('base64url');
      expect((await signInAlone(authenticator, { userHandle })).answer.status).toBe(401);
    });

    it('works once for each challenge', async () => {
      const { authenticator } = await aHolder();
      const browser = product.browser();
      const response = authenticator.get(await questionFor(browser, `${alone}/options`));
      const sent = { response, organisation: organisation.slug };
      const answers = await Promise.all([
        browser.post(alone).send(sent),
        product.browser().post(alone).send(sent),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
      expect(answers.find(({ status }) => status === 401)?.body.code).toBe('step-ended');
    });

    it('belongs to its organisation', async () => {
      const elsewhere = await product.anOrganisation();
      const { authenticator } = await aHolder({ organisation: elsewhere });
      expect((await signInAlone(authenticator)).answer.status).toBe(401);
    });

    it('leads nowhere for a member who was deactivated', async () => {
      const { member, authenticator } = await aHolder();
      await product.behindTheBack('update app.member set active = false where id = $1', [member.id]);
      expect((await signInAlone(authenticator)).answer.status).toBe(401);
    });
  });

  describe('in the list of its member', () => {
    it('is renamed and removed; the last takes the recovery codes with it', async () => {
      const { member, browser, authenticator, passkeyId } = await aHolder();
      const path = `/api/account/passkeys/${passkeyId}`;
      const { body } = await browser.put(path).send({ name: 'Old phone' }).expect(200);
      expect(body).toMatchObject({ id: passkeyId, name: 'Old phone' });
      expect((await browser.put(path).send({ name: '  ' }).expect(422)).body.fields[0].field).toBe('name');
      await browser.delete(path).expect(204);
      await browser.delete(path).expect(404);
      const { body: account } = await browser.get('/api/account').expect(200);
      expect(account).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
      expect((await signInAlone(authenticator)).answer.status).toBe(401);
      expect(await whatsOf(member.id)).toEqual(['passkey.added', 'passkey.renamed', 'passkey.removed']);
    });

    it('is out of reach for others, colleagues too', async () => {
      const { browser, passkeyId } = await aHolder();
      const colleague = await product.signedInAs(await product.aMember({ organisation }));
      await colleague.put(`/api/account/passkeys/${passkeyId}`).send({ name: 'Mine' }).expect(404);
      await colleague.delete(`/api/account/passkeys/${passkeyId}`).expect(404);
      expect((await browser.get('/api/account').expect(200)).body.passkeys[0].name).toBe('Work phone');
    });
  });
});
