import { addDays, type IsoDate } from '@countersign/domain';
import {
  aProduct,
  MailScene,
  MailWorks,
  SmtpSink,
  type SceneAssessment,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Ledger } from './ledger';
import { StuckReader } from '#product';
import { LettingGo, MailLeavesError } from './letting-go';
import { Milestones } from './milestones';

/** A backup was put back, and the machine it came from has sent mail since. */
describe('On a restored copy', () => {
  let product: TestProduct;
  let sink: SmtpSink;
  let works: MailWorks;
  let organisation: TestOrganisation;
  let owner: TestMember;
  let letting: LettingGo;
  let assessment: SceneAssessment;
  let today: IsoDate;

  beforeAll(async () => {
    product = await aProduct();
    sink = await new SmtpSink().start();
    letting = product.get(LettingGo);
  });

  afterAll(async () => {
    await product.close();
    await sink.stop();
  });

  beforeEach(async () => {
    sink.received.length = 0;
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
    owner = await product.aMember({ organisation, roles: ['procurement'] });
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: null });
    await product.behindTheBack(`update app.product set demonstration = true, clock_offset =
      date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '12 hours' - now()`);
    await product.behindTheBack(`update app.product set demonstration = false`);
    today = await product.asJobOf(
      organisation,
      async () =>
        (await product.database.one<{ today: string }>(`select app.today('UTC') as today`)).today as IsoDate,
    );
    const scene = new MailScene(product, organisation);
    const engagement = await scene.anEngagement({ ownerId: owner.id });
    assessment = await scene.anAssessment({ engagement, dueOn: addDays(today, 7) });
    // Due at eight this morning, and not written down: no worker has planned since the backup.
    await product.asJobOf(organisation, () =>
      product.get(Milestones).set({
        object: { kind: 'assessment', id: assessment.id },
        ladder: 'assessment-due',
        targetDate: addDays(today, 7),
        startsOn: addDays(today, -30),
        scheduleVersion: 1,
      }),
    );
  });

  afterEach(async () => {
    await works.stop();
    await product.behindTheBack('delete from app.worker_heartbeat');
  });

  /** Somebody asks for it at noon, on the copy itself. */
  const inviteAnew = () =>
    product.asJobOf(organisation, () =>
      product.get(Ledger).enqueue({
        occasion: `resent/${assessment.id}`,
        kind: 'assessment-invitation',
        recipient: { address: assessment.address, name: 'Dana Reyes', contactId: assessment.contactId },
        object: { kind: 'assessment', id: assessment.id },
        immediate: true,
      }),
    );

  const ledger = () =>
    product.behindTheBack<{ kind: string; state: string; reason: object | null }>(
      `select kind, state, reason from app.notification where organisation_id = $1 order by kind`,
      [organisation.id],
    );

  const ours = <Found extends { readonly slug: string }>(found: readonly Found[]) =>
    found.find(({ slug }) => slug === organisation.slug);

  const nine = () => `${today}T09:00:00.000Z`;
  const reason = 'The old server had sent it before it burnt down.';
  const letGo = (wishes: { kinds?: string[] } = {}) =>
    letting.letGo({ dueBefore: nine(), kinds: wishes.kinds ?? null, reason });

  it('what is due is told by kind, reminders that nobody has planned among it, and nothing is changed', async () => {
    await inviteAnew();
    const before = await ledger();
    expect(ours(await letting.survey())).toMatchObject({
      name: organisation.name,
      mails: [
        { kind: 'assessment-invitation', count: 1, carriesLink: true },
        {
          kind: 'assessment-reminder',
          count: 1,
          oldestDueAt: `${today}T08:00:00.000Z`,
          latestDueAt: `${today}T08:00:00.000Z`,
          carriesLink: true,
        },
      ],
    });
    expect(await ledger()).toEqual(before);
  });

  it('what was due before a moment is let go and never leaves, and what is asked for later does', async () => {
    await inviteAnew();
    expect(ours(await letGo())?.mails).toMatchObject([{ kind: 'assessment-reminder', count: 1 }]);
    expect(await ledger()).toEqual([
      { kind: 'assessment-invitation', state: 'pending', reason: null },
      {
        kind: 'assessment-reminder',
        state: 'let-go',
        reason: { code: 'mail-reason.let-go', parameters: { reason } },
      },
    ]);
    await works.turn(organisation);
    await works.turn(organisation);
    expect(sink.received).toHaveLength(1);
    expect(await ledger()).toMatchObject([{ state: 'sent' }, { state: 'let-go' }]);
  });

  it('also a mail that was just being sent when the backup was made', async () => {
    await inviteAnew();
    await product.behindTheBack(
      `update app.notification set state = 'sending', attempts = 1, due_at = $2::timestamptz - interval '1 second',
         lease_until = now() + interval '1 hour'
       where organisation_id = $1`,
      [organisation.id, nine()],
    );
    await letGo();
    expect((await ledger()).map(({ state }) => state)).toEqual(['let-go', 'let-go']);
  });

  it('only the kinds that are named, and never what is due later, whatever moment is said', async () => {
    await inviteAnew();
    expect(ours(await letGo({ kinds: ['contract-reminder'] }))?.mails).toEqual([]);
    const [later] = await product.behindTheBack<{ id: string }>(
      `update app.notification set due_at = app.now() + interval '1 minute'
       where organisation_id = $1 and kind = 'assessment-invitation' returning id`,
      [organisation.id],
    );
    await letting.letGo({ dueBefore: '2999-01-01T00:00:00Z', kinds: null, reason });
    const states = await product.behindTheBack<{ id: string; state: string }>(
      `select id, state from app.notification where organisation_id = $1 and state = 'pending'`,
      [organisation.id],
    );
    expect(states).toEqual([{ id: later?.id, state: 'pending' }]);
  });

  it('stands in the trail with moment, reason and numbers, once, and not where nothing was let go', async () => {
    await letGo();
    await letGo();
    const lines = await product.behindTheBack<{ actor_name: string; after: object }>(
      `select actor_name, after from app.audit_event where organisation_id = $1 and what = 'mail.let-go'`,
      [organisation.id],
    );
    expect(lines).toEqual([
      {
        actor_name: 'operator',
        after: { dueBefore: nine(), reason, mails: { 'assessment-reminder': 1 } },
      },
    ]);
  });

  it('the history of what it was about says so, and what to do', async () => {
    await letGo();
    const [history, stuck] = await product.asJobOf(organisation, async () => [
      await product.get(Ledger).historyOf(assessment.id),
      await product.get(StuckReader).whyStuck(assessment.id),
    ]);
    expect(history).toContainEqual(expect.objectContaining({ state: 'let-go', rung: '7 days before' }));
    expect(stuck).toBe(
      `The last mail to ${assessment.address} was not sent. Whoever operates Countersign let it go: ${reason} Send it again if it is missed.`,
    );
  });

  it('nothing is let go while a worker lives that sends, and it may live where mail is switched off', async () => {
    await product.behindTheBack('insert into app.worker_heartbeat (id) values (gen_random_uuid())');
    await expect(letGo()).rejects.toBeInstanceOf(MailLeavesError);
    expect(await ledger()).toEqual([]);
    await product.behindTheBack('update app.worker_heartbeat set mail_off = true');
    expect(ours(await letGo())?.mails).toHaveLength(1);
  });
});
