import { BrokenHeadError, LossRecords } from '@countersign/audit';
import { clientSecretPurpose, NobodyToLetInError, SecondFactorReset } from '@countersign/identity';
import { Config, ConfigurationError, Database, KeyRing } from '@countersign/platform';
import type { TestMember, TestOrganisation } from '@countersign/testing';
import { KeyLosses, NothingLostError } from './key-losses';
import { lossInWords, recordedInWords } from './loss-in-words';
import { LostSecrets } from './lost-secrets';
import { refuseWhileRunning } from './still-running';
import { aKey, codeOf, Installation, type Enrolled, type Opened } from './testing/installation';
import { refuseUnfitKeys } from '../keys/key-checks';
import { keysInUse, missedKeys } from '../keys/keys-in-use';

jest.setTimeout(60_000);

describe('Secrets after a loss of keys', () => {
  const first = aKey('1');
  const second = aKey('2');
  let installation: Installation;
  let organisation: TestOrganisation;
  let opened: Opened;

  beforeEach(async () => {
    installation = await Installation.madeWith(first);
    organisation = await installation.product.anOrganisation({ name: 'Acme', slug: 'acme' });
    opened = await installation.open(first);
  });

  afterEach(() => installation.close());

  async function withPassword(running: Opened, { email, password }: TestMember) {
    const browser = running.browser();
    const { body } = await browser
      .post('/api/sign-in')
      .send({ email, password, organisation: 'acme' })
      .expect(200);
    return { browser, step: body as { session: unknown; secondFactor: unknown } };
  }

  const about = ({ id }: TestMember) =>
    installation.product.behindTheBack(
      `select what from app.audit_event where object_id = $1 and what in ('totp.lost', 'second-factor.reset') order by id`,
      [id],
    );

  const provider = (enabled = true) =>
    installation.product.behindTheBack(
      `insert into app.oidc_provider (organisation_id, issuer, client_id, client_secret_sealed, label, enabled)
       values ($1, 'https://idp.example', 'countersign', $2, 'IdP', $3)`,
      [organisation.id, new KeyRing([first]).seal('secret', clientSecretPurpose), enabled],
    );

  it('lets nobody in by the password alone: the app is asked for still, and the answer says what to do', async () => {
    const { member, secret, recoveryCodes } = await installation.enrolled(organisation, opened);
    await installation.recordLoss(second);
    const running = await installation.start(second);
    const { browser, step } = await withPassword(running, member);
    expect(step).toEqual({ session: null, secondFactor: { methods: ['totp', 'recovery-code'] } });
    const refused = await browser
      .post('/api/sign-in/second-factor')
      .send({ code: codeOf(secret, 1) })
      .expect(401);
    expect(refused.body).toMatchObject({
      code: 'second-factor-wrong',
      detail: expect.stringContaining('lost the key of your authenticator app'),
    });
    await browser.get('/api/members').expect(401);
    await browser.post('/api/sign-in/second-factor').send({ code: recoveryCodes[0] }).expect(200);
    await browser.get('/api/members').expect(200);
  });

  it('lets a member set the app up again after a recovery code, sealed with the new key', async () => {
    const enrolled = await installation.enrolled(organisation, opened);
    await installation.recordLoss(second);
    const running = await installation.start(second);
    const { browser } = await withPassword(running, enrolled.member);
    await browser.post('/api/sign-in/second-factor').send({ code: enrolled.recoveryCodes[0] }).expect(200);
    expect((await browser.get('/api/account').expect(200)).body.totp).toMatchObject({ lost: true });
    expect((await browser.post('/api/account/totp/begin').expect(409)).body.code).toBe('already-enrolled');
    await browser.delete('/api/account/totp').expect(204);
    const { body: offer } = await browser.post('/api/account/totp/begin').expect(200);
    const secret = offer.secret as string;
    await browser
      .post('/api/account/totp')
      .send({ code: codeOf(secret) })
      .expect(200);
    const again = await withPassword(running, enrolled.member);
    await again.browser
      .post('/api/sign-in/second-factor')
      .send({ code: codeOf(secret, 1) })
      .expect(200);
    expect(await keysInUse(installation.product.config.databaseUrl)).toContainEqual(
      expect.objectContaining({ keyId: '2', secrets: 1 }),
    );
  });

  it('needs an administrator where there is no other factor, and leaves lines and mail', async () => {
    const { member } = await enrolledWithoutCodes();
    const administrator = await installation.product.aMember({ organisation });
    await installation.recordLoss(second);
    const running = await installation.start(second);
    const office = running.browser().set('Cookie', await installation.product.cookieOf(administrator));
    await office.post(`/api/members/${member.id}/reset-second-factor`).expect(204);
    expect(await about(member)).toEqual([{ what: 'totp.lost' }, { what: 'second-factor.reset' }]);
    const { step } = await withPassword(running, member);
    expect(step.session).not.toBeNull();
    expect(await mailsTo(member)).toContainEqual('sign-in.totp-lost');
  });

  function letIn(running: Opened, email: string): Promise<void> {
    const actor = { kind: 'job', organisationId: organisation.id, name: 'operator' } as const;
    return running
      .get(Database)
      .run(actor, () => running.get(SecondFactorReset).letIn({ email, reason: 'The keys are lost' }));
  }

  async function mailsTo({ id }: TestMember): Promise<string[]> {
    const mails = await installation.product.behindTheBack<{ change: string }>(
      `select payload -> 'change' ->> 'code' as change from app.notification where member_id = $1 order by created_at, id`,
      [id],
    );
    return mails.map(({ change }) => change);
  }

  async function enrolledWithoutCodes(): Promise<Enrolled> {
    const enrolled = await installation.enrolled(organisation, opened);
    await installation.product.behindTheBack('delete from app.recovery_code where member_id = $1', [
      enrolled.member.id,
    ]);
    return enrolled;
  }

  it('needs the operator where the only administrator is locked out, who is told with the reason', async () => {
    const { member } = await enrolledWithoutCodes();
    await installation.product.aMember({ organisation, roles: ['auditor'], email: 'audit@acme.example' });
    await installation.recordLoss(second);
    const running = await installation.start(second);
    await expect(letIn(running, 'audit@acme.example')).rejects.toThrow(NobodyToLetInError);
    await expect(letIn(running, 'nobody@acme.example')).rejects.toThrow(NobodyToLetInError);
    await letIn(running, member.email);
    const [line] = await installation.product.behindTheBack(
      `select actor_name as by, detail from app.audit_event where what = 'second-factor.reset-by-operator'`,
    );
    expect(line).toEqual({ by: 'operator', detail: { reason: 'The keys are lost' } });
    const { step } = await withPassword(running, member);
    expect(step.session).not.toBeNull();
    const mails = await mailsTo(member);
    expect(mails.at(-1)).toBe('sign-in.second-factor-reset-by-operator');
  });

  it('sends an administrator without a password a link to set one', async () => {
    const member = await installation.product.aMember({ organisation });
    await installation.product.behindTheBack('update app.member set password_hash = null where id = $1', [
      member.id,
    ]);
    await provider();
    await installation.recordLoss(second);
    const running = await installation.start(second);
    await letIn(running, member.email);
    const kinds = await installation.product.behindTheBack(
      `select kind, payload -> 'asked' as asked from app.notification where member_id = $1 order by created_at, id`,
      [member.id],
    );
    expect(kinds).toEqual([
      { kind: 'sign-in-changed', asked: null },
      { kind: 'password-reset', asked: { code: 'reset.asked-by-operator', parameters: {} } },
    ]);
  });

  it('says before and after what ends, with counts and what to do, and changes nothing before', async () => {
    await installation.enrolled(organisation, opened);
    await enrolledWithoutCodes();
    const browser = opened
      .browser()
      .set(
        'Cookie',
        await installation.product.cookieOf(await installation.product.aMember({ organisation })),
      );
    await browser.post('/api/account/totp/begin').expect(200);
    await provider();
    const before = await everything();
    const losing = (await installation.open(second)).get(KeyLosses);
    const survey = await losing.survey();
    const said = lossInWords(survey).join('\n');
    expect(await everything()).toEqual(before);
    expect(said).toContain('The configuration lacks the key 1, which 4 stored secrets need.');
    expect(said).toContain('codes of 2 are right no longer, and are still asked for.');
    expect(said).toContain('Of these members 1 has neither');
    expect(said).toContain('not finished: 1, removed.');
    expect(said).toContain('Sign-in provider: its client secret is lost, and it is switched off.');
    expect(said).toContain(`--confirm ${survey.installationId}`);
    expect(said).toContain('NOTHING HAS BEEN CHANGED');
    const done = recordedInWords(await losing.record('A reason')).join('\n');
    expect(done).toContain('The loss is recorded');
    expect(done).toContain('codes of 2 are right no longer');
    expect(
      await installation.product.behindTheBack('select enabled, client_secret_sealed from app.oidc_provider'),
    ).toEqual([{ enabled: false, client_secret_sealed: null }]);
    expect(
      await installation.product.behindTheBack(
        `select secret_sealed as sealed, lost_at is not null as lost from app.member_totp`,
      ),
    ).toEqual([
      { sealed: null, lost: true },
      { sealed: null, lost: true },
    ]);
    expect(
      (await keysInUse(installation.product.config.databaseUrl)).filter(({ secrets }) => secrets > 0),
    ).toEqual([]);
  });

  const everything = () =>
    installation.product.behindTheBack(`
      select (select jsonb_agg(t) from app.member_totp t) as totp, (select jsonb_agg(p) from app.oidc_provider p) as oidc,
        (select count(*) from app.audit_event) as lines, (select count(*) from app.audit_seal) as seals,
        (select jsonb_agg(k) from app.key_check k) as keys, (select count(*) from app.notification) as mails`);

  it('are kept where their key is at hand', async () => {
    const { member, secret } = await installation.enrolled(
      organisation,
      await installation.open(first, second),
    );
    await installation.wroteAndSealed(organisation, opened);
    await installation.recordLoss(second);
    const running = await installation.start(second);
    const { browser } = await withPassword(running, member);
    await browser
      .post('/api/sign-in/second-factor')
      .send({ code: codeOf(secret, 1) })
      .expect(200);
  });

  it('are not ended twice, nor while no key is missing', async () => {
    await installation.wroteAndSealed(organisation, opened);
    await expect(opened.get(KeyLosses).record('A reason')).rejects.toThrow(NothingLostError);
    await installation.recordLoss(second);
    await expect(installation.recordLoss(second)).rejects.toThrow(NothingLostError);
    const lines = await installation.product.behindTheBack(
      `select from app.audit_event where what = 'keys.lost'`,
    );
    expect(lines).toHaveLength(1);
  });

  it('are ended once where two operators say so at the same time', async () => {
    const { member } = await installation.enrolled(organisation, opened);
    await installation.wroteAndSealed(organisation, opened);
    const both = [await installation.open(second), await installation.open(second)];
    const outcomes = await Promise.allSettled(both.map((one) => one.get(KeyLosses).record('A reason')));
    expect(outcomes.map(({ status }) => status)).toContain('fulfilled');
    const lines = await installation.product.behindTheBack(
      `select from app.audit_event where what = 'keys.lost'`,
    );
    expect([lines.length, await about(member)]).toEqual([1, [{ what: 'totp.lost' }]]);
    expect((await installation.verified(second)).sound).toBe(true);
  });

  it('are not ended again by who had looked before the other was done', async () => {
    await installation.wroteAndSealed(organisation, opened);
    const late = await installation.open(second);
    const [missed] = await missedKeys(late.get(Config));
    await installation.recordLoss(second);
    const records = late.get(LossRecords);
    const chain = await records.chainOf(organisation.id);
    const actor = { kind: 'job', organisationId: organisation.id, name: 'operator' } as const;
    const again = await late
      .get(Database)
      .run(actor, () => records.record({ keyIds: missed?.keyIds ?? [], chain, detail: {} }));
    expect([missed?.keyIds.length, again]).toEqual([1, false]);
    expect((await installation.verified(second)).sound).toBe(true);
  });

  it('are not ended in favour of a key whose id another one had', async () => {
    await installation.wroteAndSealed(organisation, opened);
    const namesake = installation.recordLoss(aKey('1'));
    await expect(namesake).rejects.toThrow('A new key needs an id of its own');
    await installation.recordLoss(second);
    await expect(installation.recordLoss(aKey('3'), first)).rejects.toThrow(ConfigurationError);
    expect(await known()).toEqual(['1', '2']);
  });

  const known = async () =>
    (
      await installation.product.behindTheBack<{ id: string }>(
        'select key_id as id from app.key_check order by 1',
      )
    ).map(({ id }) => id);

  it('end in every organisation, or nothing starts: what was interrupted is gone on with', async () => {
    const other = await installation.product.anOrganisation({ name: 'Birch', slug: 'birch' });
    for (const one of [organisation, other]) {
      await installation.enrolled(one, opened);
      await installation.wroteAndSealed(one, opened);
    }
    const losing = await installation.open(second);
    const end = jest.spyOn(losing.get(LostSecrets), 'end');
    end.mockImplementationOnce((keyIds) => {
      end.mockRejectedValueOnce(new Error('the power fails'));
      return LostSecrets.prototype.end.call(losing.get(LostSecrets), keyIds);
    });
    await expect(losing.get(KeyLosses).record('A reason')).rejects.toThrow('the power fails');
    await expect(refuseUnfitKeys(installation.configWith(second))).rejects.toThrow('lacks the key 1');
    await installation.recordLoss(second);
    await installation.start(second);
    const rows = await installation.product.behindTheBack(
      `select o.slug, (select count(*)::int from app.audit_event e where e.organisation_id = o.organisation_id
          and e.what = 'keys.lost') as lines,
        (select count(*)::int from app.member_totp t where t.organisation_id = o.organisation_id and t.lost_at is not null) as lost
       from app.organisation o order by 1`,
    );
    expect(rows).toEqual([
      { slug: 'acme', lines: 1, lost: 1 },
      { slug: 'birch', lines: 1, lost: 1 },
    ]);
    expect((await installation.verified(second)).sound).toBe(true);
  });

  it('do not end where the chain was broken under a key that is at hand', async () => {
    await installation.wroteAndSealed(organisation, opened);
    await installation.wroteAndSealed(organisation, await installation.start(first, second));
    await installation.tamper(
      `update app.audit_seal set hash = sha256('x') where seal_no = (select max(seal_no) from app.audit_seal)`,
    );
    await expect(installation.recordLoss(second)).rejects.toThrow(BrokenHeadError);
    expect(await installation.product.behindTheBack('select from app.key_loss')).toEqual([]);
  });

  it('do not end while something runs that has the key in its memory', async () => {
    const { adminUrl } = installation.product.testDatabase;
    await expect(refuseWhileRunning(adminUrl)).rejects.toThrow(
      /connections? of api or worker to this database/,
    );
    await installation.product.behindTheBack(
      'insert into app.worker_heartbeat (id) values (gen_random_uuid())',
    );
    await expect(refuseWhileRunning(adminUrl)).rejects.toThrow('A worker told 0 seconds ago that it lives');
  });

  it('are recorded append-only, by the owner of the tables too, and never across organisations', async () => {
    await installation.wroteAndSealed(organisation, opened);
    await installation.recordLoss(second);
    const other = await installation.product.anOrganisation();
    for (const sql of [
      `update app.key_loss set sealed_to = 0`,
      'delete from app.key_loss',
      'truncate app.key_loss',
    ]) {
      await expect(installation.product.behindTheBack(sql)).rejects.toMatchObject({ code: '42501' });
    }
    const seen = await installation.product.asJobOf(other, () =>
      installation.product.database.query('select line_id from app.key_loss'),
    );
    expect(seen).toEqual([]);
  });
});
