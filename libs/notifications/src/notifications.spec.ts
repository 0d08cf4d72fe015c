import { keptInWords, say, type Words } from '@countersign/platform';
import { mailTemplates, type MailKind } from '@countersign/content';
import { addDays, type IsoDate } from '@countersign/domain';
import { createHash } from 'node:crypto';
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
import { StuckReader } from '#product';
import { Ledger, type NewNotification } from './ledger';
import type { MailFacts } from './mail-subject';
import { Milestones } from './milestones';

interface LedgerRow {
  id: string;
  kind: string;
  recipient: string;
  rung: number | null;
  state: string;
  reason: string | null;
  in_doubt: boolean;
  attempts: number;
  not_before_seconds: number;
}

describe('the mail ledger', () => {
  let product: TestProduct;
  let sink: SmtpSink;
  let inbox: SmtpSink;
  let organisation: TestOrganisation;
  let owner: TestMember;
  let lead: TestMember;
  let scene: MailScene;
  let works: MailWorks;
  let today: IsoDate;

  beforeAll(async () => {
    product = await aProduct();
    sink = await new SmtpSink().start();
    inbox = await new SmtpSink().start();
  });

  afterAll(async () => {
    await product.close();
    await sink.stop();
    await inbox.stop();
  });

  beforeEach(async () => {
    sink.received.length = 0;
    inbox.received.length = 0;
    sink.refusals.clear();
    sink.messageRefusals.clear();
    sink.hangsUpAfterData = false;
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
    lead = await product.aMember({ organisation, roles: ['risk'] });
    owner = await product.aMember({ organisation, roles: ['procurement'], leadId: lead.id });
    scene = new MailScene(product, organisation);
    works = new MailWorks(product, { smtpUrl: sink.url, inboxSmtpUrl: inbox.url });
    // Noon, so that the rungs of the day (08:00) are due whenever the spec runs.
    await moveClock(
      `date_trunc('day', now() at time zone 'UTC') at time zone 'UTC' + interval '12 hours' - now()`,
    );
    today = await product.asJobOf(organisation, async () => {
      const { today } = await product.database.one<{ today: string }>(`select app.today('UTC') as today`);
      return today;
    });
  });

  afterEach(() => works.stop());

  /** The clock moves in demonstration mode only, but these mails are to reach the real mail server. */
  const moveClock = async (offset: string) => {
    await product.behindTheBack(`update app.product set demonstration = true, clock_offset = ${offset}`);
    await product.behindTheBack(`update app.product set demonstration = false`);
  };

  const later = (interval: string) => moveClock(`clock_offset + interval '${interval}'`);

  const ledger = async (): Promise<LedgerRow[]> => {
    const rows = await product.behindTheBack<Omit<LedgerRow, 'reason'> & { reason: Words | null }>(
      `select id, kind, recipient, rung, state, reason, in_doubt, attempts,
         extract(epoch from not_before - now())::float as not_before_seconds
       from app.notification where organisation_id = $1 order by rung nulls first, recipient`,
      [organisation.id],
    );
    return rows.map((row) => ({ ...row, reason: row.reason === null ? null : keptInWords(row.reason) }));
  };

  const anAssessmentDue = async (daysAhead: number, wishes: { address?: string; message?: string } = {}) => {
    const engagement = await scene.anEngagement({ ownerId: owner.id });
    return scene.anAssessment({ engagement, dueOn: addDays(today, daysAhead), ...wishes });
  };

  const setMilestone = (
    assessment: SceneAssessment,
    targetDate: IsoDate,
    wishes: { version?: number; startsOn?: IsoDate } = {},
  ) =>
    product.asJobOf(organisation, () =>
      product.get(Milestones).set({
        object: { kind: 'assessment', id: assessment.id },
        ladder: 'assessment-due',
        targetDate,
        startsOn: wishes.startsOn ?? addDays(today, -30),
        scheduleVersion: wishes.version ?? 1,
      }),
    );

  const invite = (assessment: SceneAssessment, occasion = `sent/${assessment.id}`) =>
    product.asJobOf(organisation, () =>
      product.get(Ledger).enqueue({
        occasion,
        kind: 'assessment-invitation',
        recipient: { address: assessment.address, name: 'Dana Reyes', contactId: assessment.contactId },
        object: { kind: 'assessment', id: assessment.id },
        immediate: true,
      }),
    );

  describe('an invitation', () => {
    it('reaches the contact once, with a link whose token only the database’s hash knows', async () => {
      const assessment = await anAssessmentDue(14, { message: 'Thank you <Dana>!' });
      await invite(assessment);
      await invite(assessment);
      await works.sendDue(organisation);
      await works.sendDue(organisation);

      expect(sink.received).toHaveLength(1);
      const [mail] = sink.received;
      const [row] = await ledger();
      expect(row).toMatchObject({ state: 'sent', in_doubt: false, attempts: 1 });
      expect(mail).toMatchObject({
        to: 'dana@harbor-payroll.example',
        from: 'countersign@buyer.example',
        messageId: `<${row?.id}@buyer.example>`,
        notification: row?.id,
      });
      const token = /http:\/\/localhost:3000\/respond#t=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
      const stored = await product.behindTheBack(`select from app.invitation_token where token_hash = $1`, [
        createHash('sha256').update(token).digest(),
      ]);
      expect(stored).toHaveLength(1);
    });

    it('says who asks, for what, until when with weekday and year, and that nothing is installed or bought', async () => {
      const assessment = await anAssessmentDue(14, { message: 'Thank you <Dana>!' });
      await invite(assessment);
      await works.sendDue(organisation);

      const { subject, text, html } = sink.received[0]!;
      const year = addDays(today, 14).slice(0, 4);
      expect(subject).toContain(organisation.name);
      expect(text).toContain('Kim Okafor asks you');
      expect(text).toMatch(new RegExp(`by (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \\d+ \\w+ ${year}`));
      expect(text).toContain('Nothing has to be installed or bought');
      expect(text).toContain('You get this mail because');
      expect(html).toContain('Thank you &lt;Dana&gt;!');
      expect(html).not.toContain('<Dana>');
    });

    it('is not sent when it was revoked before it went', async () => {
      const assessment = await anAssessmentDue(14);
      await invite(assessment);
      await product.behindTheBack(`update app.invitation set revoked_at = now() where assessment_id = $1`, [
        assessment.id,
      ]);
      await works.sendDue(organisation);

      expect(sink.received).toHaveLength(0);
      expect(await ledger()).toMatchObject([{ state: 'superseded', reason: 'The invitation was revoked.' }]);
    });

    it('is not sent to a contact who was deactivated', async () => {
      const assessment = await anAssessmentDue(14);
      await invite(assessment);
      await product.behindTheBack(`update app.contact set active = false where id = $1`, [
        assessment.contactId,
      ]);
      await works.sendDue(organisation);

      expect(sink.received).toHaveLength(0);
      expect(await ledger()).toMatchObject([{ state: 'superseded' }]);
    });
  });

  describe('the ladder of an assessment', () => {
    it('reminds the contact seven days before, and not a second time', async () => {
      const assessment = await anAssessmentDue(7);
      await setMilestone(assessment, addDays(today, 7));
      await works.turn(organisation);
      await works.turn(organisation);

      expect(await ledger()).toMatchObject([{ kind: 'assessment-reminder', rung: -7, state: 'sent' }]);
      expect(sink.received.map(({ to }) => to)).toEqual([assessment.address]);
    });

    it('waits until eight in the morning of the organisation', async () => {
      await product.behindTheBack(
        `update app.organisation set time_zone = 'America/New_York' where organisation_id = $1`,
        [organisation.id],
      );
      const assessment = await anAssessmentDue(7);
      await setMilestone(assessment, addDays(today, 7));
      await works.turn(organisation); // noon in UTC is seven or eight there
      await later('-1 hour');
      const early = await product.behindTheBack<{ early: boolean }>(
        `select extract(hour from app.now() at time zone 'America/New_York') < 8 as early`,
      );
      expect(early).toEqual([{ early: true }]);
      await product.behindTheBack(`delete from app.notification where organisation_id = $1`, [
        organisation.id,
      ]);
      await works.turn(organisation);
      expect(await ledger()).toEqual([]);
      await later('2 hours');
      await works.turn(organisation);
      expect(await ledger()).toMatchObject([{ rung: -7, state: 'sent' }]);
    });

    it('catches up an outage with the latest due rung alone and writes the older ones as superseded', async () => {
      const assessment = await anAssessmentDue(0);
      await setMilestone(assessment, today);
      await works.turn(organisation);

      expect(sink.received).toHaveLength(1);
      expect((await ledger()).map(({ rung, state }) => [rung, state])).toEqual([
        [-7, 'superseded'],
        [-3, 'superseded'],
        [-1, 'superseded'],
        [0, 'sent'],
      ]);
    });

    it('leaves out the rungs before the invitation and on its day', async () => {
      const assessment = await anAssessmentDue(3);
      await setMilestone(assessment, addDays(today, 3), { startsOn: today });
      await works.turn(organisation);
      expect(await ledger()).toEqual([]);
      await later('2 days');
      await works.turn(organisation);
      expect((await ledger()).map(({ rung }) => rung)).toEqual([-1]);
    });

    it('tells the owner a day after, the vendor after three, the owner’s lead after seven', async () => {
      const assessment = await anAssessmentDue(0);
      await setMilestone(assessment, today, { startsOn: today });
      for (let day = 1; day <= 10; day += 1) {
        await later('1 day');
        await works.turn(organisation);
      }
      expect((await ledger()).map(({ rung, recipient }) => [rung, recipient])).toEqual([
        [1, owner.email],
        [3, assessment.address],
        [7, lead.email],
        [10, assessment.address],
      ]);
      expect(sink.received).toHaveLength(4);
    });

    it('goes to whoever answers for vendor risk when the engagement has no owner', async () => {
      const assessment = await anAssessmentDue(-1);
      await product.behindTheBack(`update app.engagement set owner_id = null where organisation_id = $1`, [
        organisation.id,
      ]);
      await setMilestone(assessment, addDays(today, -1), { startsOn: addDays(today, -1) });
      await works.turn(organisation);
      expect(await ledger()).toMatchObject([{ rung: 1, recipient: lead.email, state: 'sent' }]);
    });

    it.each(['submitted', 'cancelled'])(
      'does not remind of an assessment that was %s meanwhile',
      async (state) => {
        const assessment = await anAssessmentDue(7);
        await setMilestone(assessment, addDays(today, 7));
        await works.planner.plan(organisation.id);
        await product.behindTheBack(`update app.assessment set state = $2 where id = $1`, [
          assessment.id,
          state,
        ]);
        await works.sendDue(organisation);

        expect(sink.received).toHaveLength(0);
        expect(await ledger()).toMatchObject([{ state: 'superseded' }]);
      },
    );

    it('stops in the same transaction in which its milestone is closed', async () => {
      const assessment = await anAssessmentDue(7);
      await setMilestone(assessment, addDays(today, 7));
      await works.planner.plan(organisation.id);
      await product.asJobOf(organisation, () =>
        product.get(Milestones).close({
          object: { kind: 'assessment', id: assessment.id },
          because: say('mail-reason.submitted'),
        }),
      );
      expect(await ledger()).toMatchObject([
        { state: 'superseded', reason: 'The questionnaire has been submitted.' },
      ]);
      await later('6 days');
      await works.turn(organisation);
      expect(sink.received).toHaveLength(0);
    });

    it('warns again of a date that was moved away and back', async () => {
      const assessment = await anAssessmentDue(7);
      await setMilestone(assessment, addDays(today, 7));
      await works.turn(organisation);
      await setMilestone(assessment, addDays(today, 14), { version: 2 });
      await works.turn(organisation);
      await setMilestone(assessment, addDays(today, 7), { version: 3 });
      await works.turn(organisation);
      await works.turn(organisation);
      expect(sink.to(assessment.address)).toHaveLength(2);
    });

    it('goes on for the other organisations when one fails', async () => {
      const assessment = await anAssessmentDue(7);
      await setMilestone(assessment, addDays(today, 7));
      const broken = await product.anOrganisation();
      await product.behindTheBack(
        `update app.organisation set time_zone = 'Nowhere/Land' where organisation_id = $1`,
        [broken.id],
      );
      const brokenScene = new MailScene(product, broken);
      const theirs = await brokenScene.anAssessment({
        engagement: await brokenScene.anEngagement(),
        dueOn: today,
      });
      await product.behindTheBack(
        `insert into app.milestone (organisation_id, object_kind, object_id, ladder, target_date, starts_on, schedule_version)
         values ($1, 'assessment', $2, 'assessment-due', current_date, current_date - 30, 1)`,
        [broken.id, theirs.id],
      );
      await expect(works.planner.plan(broken.id)).rejects.toThrow();
      await works.planner.planAll();
      expect(await ledger()).toHaveLength(1);
    });
  });

  describe('the ladder of a contract', () => {
    const aContractToDecide = async (daysAhead: number) => {
      const { vendorId } = await scene.anEngagement();
      const lastSendDay = addDays(today, daysAhead);
      const id = await scene.aContract({
        vendorId,
        ownerId: owner.id,
        lastSendDay,
        lastDay: addDays(lastSendDay, 60),
      });
      const object = { kind: 'contract', id } as const;
      return { object, lastSendDay };
    };

    const setContractMilestone = (
      contract: Awaited<ReturnType<typeof aContractToDecide>>,
      variant: 'standard' | 'short',
    ) =>
      product.asJobOf(organisation, () =>
        product.get(Milestones).set({
          object: contract.object,
          part: 1,
          ladder: 'contract',
          variant,
          targetDate: contract.lastSendDay,
          startsOn: addDays(today, -200),
          scheduleVersion: 1,
        }),
      );

    it('tells owner and procurement at thirty days, once each, and the lead from fourteen', async () => {
      const contract = await aContractToDecide(30);
      await setContractMilestone(contract, 'standard');
      await works.turn(organisation);
      expect(sink.received.map(({ to }) => to)).toEqual([owner.email]);
      expect(sink.received[0]?.text).toContain('The last day to send a notice');
      await later('16 days');
      await works.turn(organisation);
      expect(
        (await ledger())
          .filter(({ rung }) => rung === -14)
          .map(({ recipient }) => recipient)
          .sort(),
      ).toEqual([lead.email, owner.email].sort());
    });

    it('warns of a short term only from fourteen days before', async () => {
      const contract = await aContractToDecide(30);
      await setContractMilestone(contract, 'short');
      await works.turn(organisation);
      expect(await ledger()).toEqual([]);
      await later('16 days');
      await works.turn(organisation);
      expect(new Set((await ledger()).map(({ rung }) => rung))).toEqual(new Set([-14]));
    });

    it('goes to whoever looks after contracts when it has no owner, and to an administrator when nobody does', async () => {
      const contract = await aContractToDecide(7);
      const admin = await product.aMember({ organisation, roles: ['admin'] });
      await product.behindTheBack(`update app.contract set owner_id = null where id = $1`, [
        contract.object.id,
      ]);
      await setContractMilestone(contract, 'standard');
      await works.planner.plan(organisation.id);
      const told = async (rung: number) =>
        (await ledger()).filter((row) => row.rung === rung).map(({ recipient }) => recipient);
      expect(await told(-7)).toEqual([owner.email]);
      await product.behindTheBack(
        `update app.member set roles = array_remove(roles, 'procurement') where organisation_id = $1`,
        [organisation.id],
      );
      await later('6 days');
      await works.planner.plan(organisation.id);
      expect(await told(-1)).toEqual([admin.email]);
    });

    it('stops when it was decided to renew, and says the day after that the date has passed otherwise', async () => {
      const contract = await aContractToDecide(0);
      await setContractMilestone(contract, 'standard');
      await later('1 day');
      await works.planner.plan(organisation.id);
      const closed = (await ledger()).filter(
        ({ kind, state }) => kind === 'contract-closed' && state === 'pending',
      );
      expect(closed.map(({ rung }) => rung)).toEqual([1, 1]);
      await product.behindTheBack(
        `insert into app.contract_decision
           (organisation_id, contract_id, term_number, decision, reason, by_member_id, by_name)
         values ($1, $2, 1, 'renew', 'spec', $3, 'spec')`,
        [organisation.id, contract.object.id, owner.id],
      );
      await works.sendDue(organisation);
      expect(sink.received).toHaveLength(0);
    });
  });

  describe('a mail server that refuses', () => {
    it('suppresses an address that does not exist, tells the owner, and sends nothing more there', async () => {
      const assessment = await anAssessmentDue(14, { address: 'gone@harbor-payroll.example' });
      sink.refusals.set(assessment.address, { code: 550, text: '5.1.1 No such user' });
      await invite(assessment);
      await works.sendDue(organisation);
      await works.sendDue(organisation);

      const rows = await ledger();
      expect(rows.find(({ kind }) => kind === 'assessment-invitation')).toMatchObject({
        state: 'suppressed',
      });
      expect(sink.to(owner.email)).toHaveLength(1);
      expect(sink.to(owner.email)[0]?.text).toContain('5.1.1 No such user');

      sink.refusals.clear();
      await invite(assessment, 'again');
      await works.sendDue(organisation);
      expect(sink.to(assessment.address)).toHaveLength(0);
      const why = await product.asJobOf(organisation, () => product.get(StuckReader).whyStuck(assessment.id));
      expect(why).toContain('bounced');
    });

    it('backs off from a mailbox that asks to come later, and keeps sending to others', async () => {
      const busy = await anAssessmentDue(14, { address: 'busy@harbor-payroll.example' });
      const free = await anAssessmentDue(14, { address: 'free@harbor-payroll.example' });
      sink.refusals.set(busy.address, { code: 450, text: '4.2.1 Try again later' });
      await invite(busy);
      await invite(free);
      await works.sendDue(organisation);

      const row = (await ledger()).find(({ recipient }) => recipient === busy.address);
      expect(row).toMatchObject({ state: 'pending', attempts: 1 });
      expect(row?.not_before_seconds).toBeGreaterThan(30);
      expect(works.outage.remainingMs).toBe(0);
      expect(sink.to(free.address)).toHaveLength(1);
      expect(
        await product.behindTheBack(`select from app.suppressed_address where address = $1`, [busy.address]),
      ).toEqual([]);
    });

    it.each([
      ['5.7.1 Message blocked by the recipient', 554, 'pending'],
      ['5.4.1 Recipient address rejected: Access denied', 550, 'failed'],
      ['Rejected', 550, 'failed'],
    ])('one recipient with "%s" (%i) lets the others’ mail go, and is %s', async (text, code, state) => {
      const picky = await anAssessmentDue(14, { address: 'picky@harbor-payroll.example' });
      const free = await anAssessmentDue(14, { address: 'free@harbor-payroll.example' });
      sink.refusals.set(picky.address, { code, text });
      await invite(picky);
      await invite(free);
      await works.sendDue(organisation);
      const rows = await ledger();
      expect(rows.find(({ recipient }) => recipient === picky.address)).toMatchObject({ state });
      expect(works.outage.remainingMs).toBe(0);
      expect(sink.to(free.address)).toHaveLength(1);
      expect(
        await product.behindTheBack(`select from app.suppressed_address where address = $1`, [picky.address]),
      ).toEqual([]);
    });

    it.each([
      ['for one recipient', '5.4.1 Recipient address rejected: Access denied', 'refusals'],
      ['for this message', '5.3.4 Message too big', 'refusesMessage'],
    ] as const)('for good %s tells the owner, in the server’s words', async (_what, text, where) => {
      const assessment = await anAssessmentDue(14, { address: 'picky@harbor-payroll.example' });
      if (where === 'refusals') sink.refusals.set(assessment.address, { code: 550, text });
      else sink.messageRefusals.set(assessment.address, { code: 554, text });
      await invite(assessment);
      await works.sendDue(organisation);
      await works.sendDue(organisation);

      expect(sink.to(owner.email)).toHaveLength(1);
      const [told] = sink.to(owner.email);
      expect(told?.subject).toBe('A mail to picky@harbor-payroll.example was not taken');
      expect(told?.text).toContain(text);
      expect(told?.text).toContain('the questionnaire about Payroll by Harbor Payroll');
      const why = await product.asJobOf(organisation, () => product.get(StuckReader).whyStuck(assessment.id));
      expect(why).toContain(`The mail to picky@harbor-payroll.example could not be delivered: `);
      expect(why).toContain(text);
    });

    it('the mail that tells of a refused mail as well, tells of it no further', async () => {
      const assessment = await anAssessmentDue(14, { address: 'picky@harbor-payroll.example' });
      const refusal = { code: 550, text: 'Rejected' };
      for (const { email: address } of [{ email: assessment.address }, owner, lead])
        sink.refusals.set(address, refusal);
      await invite(assessment);
      for (let turn = 0; turn < 4; turn += 1) await works.sendDue(organisation);
      expect((await ledger()).map(({ kind, recipient, state }) => [kind, recipient, state]).sort()).toEqual(
        [
          ['assessment-invitation', assessment.address, 'failed'],
          ['mail-failed', owner.email, 'failed'],
        ].sort(),
      );
    });

    it('for now is tried for five days, then fails and tells the owner', async () => {
      const assessment = await anAssessmentDue(14, { address: 'busy@harbor-payroll.example' });
      sink.refusals.set(assessment.address, { code: 450, text: '4.2.1 Try again later' });
      await invite(assessment);
      let tries = 0;
      let waited = 0;
      for (; tries < 60 && (await ledger())[0]?.state === 'pending'; tries += 1) {
        await product.behindTheBack(
          `update app.notification set not_before = now() where organisation_id = $1`,
          [organisation.id],
        );
        await works.sendDue(organisation);
        waited += (await ledger())[0]?.not_before_seconds ?? 0;
      }
      const row = (await ledger()).find(({ recipient }) => recipient === assessment.address);
      expect(row?.state).toBe('failed');
      expect(row?.reason).toMatch(/^Given up after 5 days of trying: 450 4\.2\.1 Try again later/);
      // Give or take the jitter.
      expect(waited / 86_400).toBeGreaterThan(3.5);
      expect(waited / 86_400).toBeLessThan(6.5);
      await works.sendDue(organisation);
      expect(sink.to(owner.email)[0]?.text).toContain('Given up after 5 days');
    });

    it('for now uses up none of the five days while it takes nothing at all', async () => {
      const assessment = await anAssessmentDue(14, { address: 'fine@harbor-payroll.example' });
      sink.refusals.set(assessment.address, { code: 421, text: '4.3.2 Shutting down' });
      await invite(assessment);
      for (let turn = 0; turn < 45; turn += 1) {
        await product.behindTheBack(
          `update app.notification set not_before = now() where organisation_id = $1`,
          [organisation.id],
        );
        await works.sendDue(organisation);
      }
      sink.refusals.set(assessment.address, { code: 450, text: '4.2.0 Greylisted' });
      await product.behindTheBack(
        `update app.notification set not_before = now() where organisation_id = $1`,
        [organisation.id],
      );
      await works.sendDue(organisation);
      const [row] = await ledger();
      expect(row).toMatchObject({ state: 'pending', attempts: 46 });
      expect(row?.not_before_seconds).toBeLessThan(90);
    });

    it.each([
      ['a server that wants us to sign in first', { code: 530, text: '5.7.0 Authentication required' }],
      ['a server that is shutting down', { code: 421, text: '4.3.2 Shutting down' }],
    ])('takes %s for an outage: the row stays pending, the address is not blamed', async (_case, refusal) => {
      const assessment = await anAssessmentDue(14, { address: 'fine@harbor-payroll.example' });
      sink.refusals.set(assessment.address, refusal);
      await invite(assessment);
      await works.sendDue(organisation);

      expect(await ledger()).toMatchObject([{ state: 'pending' }]);
      expect(works.outage.remainingMs).toBeGreaterThan(0);
      expect(works.outage.mailWait?.because).toEqual(
        say('as-written', { text: expect.stringContaining(refusal.text) as string }),
      );
      sink.refusals.clear();
      await product.behindTheBack(
        `update app.notification set not_before = now() where organisation_id = $1`,
        [organisation.id],
      );
      await works.sendDue(organisation);
      expect(await ledger()).toMatchObject([{ state: 'sent' }]);
      expect(works.outage.remainingMs).toBe(0);
      expect(works.outage.mailWait).toBeNull();
    });

    it('that breaks off after our last byte leaves the mail in doubt and gets it again with the same Message-ID', async () => {
      const assessment = await anAssessmentDue(14);
      await invite(assessment);
      sink.hangsUpAfterData = true;
      await works.sendDue(organisation);
      expect(await ledger()).toMatchObject([{ state: 'pending', in_doubt: true }]);

      sink.hangsUpAfterData = false;
      await product.behindTheBack(
        `update app.notification set not_before = now() where organisation_id = $1`,
        [organisation.id],
      );
      await works.sendDue(organisation);
      expect(await ledger()).toMatchObject([{ state: 'sent', in_doubt: true }]);
      expect(sink.received).toHaveLength(2);
      expect(new Set(sink.received.map(({ messageId }) => messageId)).size).toBe(1);
    });

    it('leaves everything pending while there is no mail server at all', async () => {
      const unreachable = new MailWorks(product, { smtpUrl: 'smtp://127.0.0.1:1', inboxSmtpUrl: null });
      const assessment = await anAssessmentDue(14);
      await invite(assessment);
      await unreachable.sendDue(organisation);
      const [row] = await ledger();
      expect(row).toMatchObject({ state: 'pending', in_doubt: false });
      expect(row?.reason).toContain('The mail server takes no mail');
      expect(unreachable.outage.remainingMs).toBeGreaterThan(0);
    });
  });

  describe('a lease', () => {
    const job = async () => {
      const [row] = await ledger();
      return { organisationId: organisation.id, notificationId: row!.id, attempt: row!.attempts };
    };

    it('is one process’s alone while it lasts', async () => {
      await invite(await anAssessmentDue(14));
      const [first, second] = await Promise.all([
        works.claims.claim(await job()),
        works.claims.claim(await job()),
      ]);
      expect([first, second].filter((claim) => claim !== null)).toHaveLength(1);
      expect(await works.claims.claim(await job())).toBeNull();
    });

    it('is offered in turns: a thousand mails of one organisation leave another its place among the first', async () => {
      const other = await product.anOrganisation();
      const plant = (id: string, count: number, minutes: number) =>
        product.behindTheBack(
          `insert into app.notification
             (organisation_id, occasion, recipient, recipient_name, kind, object_kind, object_id, due_at)
           select $1, 'crowd ' || n, 'crowd@buyer.example', 'Crowd', 'audit-head', 'organisation', $1,
             app.now() - make_interval(mins => $3)
           from generate_series(1, $2) n`,
          [id, count, minutes],
        );
      await plant(organisation.id, 1_000, 60);
      await plant(other.id, 1, 1);
      const due = await product.behindTheBack<{ id: string }>(
        `select organisation_id as id from lookup.due_notifications(interval '1 second', 1000)`,
      );
      const organisations = new Set(due.map(({ id }) => id));
      expect(due).toHaveLength(1_000);
      expect(due.findIndex(({ id }) => id === other.id)).toBeLessThan(organisations.size);
      await product.behindTheBack(`delete from app.notification where occasion like 'crowd %'`);
    });

    it('that expired lets another process send with the same Message-ID, shown as in doubt', async () => {
      await invite(await anAssessmentDue(14));
      const first = await works.claims.claim(await job());
      await new Promise((resolve) => setTimeout(resolve, 1_200));
      await works.sendDue(organisation);
      expect(sink.received.map(({ messageId }) => messageId)).toEqual([first?.messageId]);
      expect(await ledger()).toMatchObject([{ state: 'sent', in_doubt: true, attempts: 2 }]);
    });
  });

  /** Something to write a mail of this kind about, and whom it goes to. */
  const anOccasionFor = async (
    kind: MailKind,
  ): Promise<Pick<NewNotification, 'recipient' | 'object' | 'part'>> => {
    const toOwner = { address: owner.email, name: owner.name, memberId: owner.id };
    if (kind === 'member-invitation') {
      const [invitation] = await product.behindTheBack<{ id: string }>(
        `insert into app.member_invitation (organisation_id, email, name, roles, invited_by_name, expires_at)
         values ($1, 'new@buyer.example', 'New Comer', '{risk,auditor}', 'Kim Okafor', now() + interval '7 days')
         returning id`,
        [organisation.id],
      );
      const recipient = { address: 'new@buyer.example', name: 'New Comer' };
      return { recipient, object: { kind: 'member-invitation', id: invitation?.id ?? '' } };
    }
    if (kind === 'password-reset' || kind.startsWith('sign-in')) {
      return { recipient: toOwner, object: { kind: 'member', id: owner.id } };
    }
    if (kind === 'audit-head') {
      await product.behindTheBack(`update app.member set roles = roles || '{auditor}' where id = $1`, [
        owner.id,
      ]);
      return { recipient: toOwner, object: { kind: 'organisation', id: organisation.id } };
    }
    const engagement = await scene.anEngagement({ ownerId: owner.id });
    if (kind.startsWith('contract')) {
      const lastSendDay = addDays(today, 20);
      const { vendorId } = engagement;
      const id = await scene.aContract({ vendorId, lastSendDay, lastDay: addDays(lastSendDay, 60) });
      if (kind === 'contract-held-over' || kind === 'contract-review') {
        const state = kind === 'contract-review' ? 'evergreen' : 'held-over';
        await product.behindTheBack('update app.contract set state = $2 where id = $1', [id, state]);
        return { recipient: toOwner, object: { kind: 'contract', id } };
      }
      if (kind.startsWith('contract-clauses')) {
        const dueOn = addDays(today, kind === 'contract-clauses-due' ? 5 : -5);
        await product.behindTheBack(
          'update app.contract set clauses_to_review = 2, review_due_on = $2 where id = $1',
          [id, dueOn],
        );
        return { recipient: toOwner, object: { kind: 'contract', id } };
      }
      return { recipient: toOwner, object: { kind: 'contract', id }, part: 1 };
    }
    if (/^(approval|acceptance|reassessment|override)-/.test(kind)) {
      const state = kind === 'approval-ending' ? 'in-force' : 'stale';
      await scene.aStaleApproval({ engagement, memberId: owner.id, until: addDays(today, 30), state });
      return { recipient: toOwner, object: { kind: 'engagement', id: engagement.id }, part: 1 };
    }
    if (kind === 'note-mention') {
      const [note] = await product.behindTheBack<{ id: string }>(
        `insert into app.note (organisation_id, vendor_id, kind, happened_on, text, by_member_id, by_name)
         values ($1, $2, 'call', $3, 'They move their archive', $4, 'Kim Okafor')
         returning id`,
        [organisation.id, engagement.vendorId, today, owner.id],
      );
      await product.behindTheBack(
        `insert into app.note_mention (organisation_id, note_id, member_id) values ($1, $2, $3)`,
        [organisation.id, note?.id, owner.id],
      );
      return { recipient: toOwner, object: { kind: 'note', id: note?.id ?? '' } };
    }
    const { id, address, contactId } = await scene.anAssessment({ engagement, dueOn: addDays(today, 3) });
    if (kind === 'assessment-cancelled')
      await product.behindTheBack(`update app.assessment set state = 'cancelled' where id = $1`, [id]);
    return { recipient: { address, name: 'Dana Reyes', contactId }, object: { kind: 'assessment', id } };
  };

  const when = { at: '2026-05-01T10:00:00.000Z', zone: 'UTC' };
  /** What only whoever asks for the mail knows. */
  const passedOn = {
    passedBy: 'Vera Hale',
    passedTo: 'Nora Pace',
    passedToEmail: 'nora@elsewhere.example',
    passingNote: 'She runs security.',
  };
  const delegated = {
    delegatedBy: 'Vera Hale',
    delegatedTo: 'Dela Gate',
    delegatedToEmail: 'dela@vendor.example',
    delegatedParts: 'Access control',
    delegatingNote: 'You run it.',
  };
  const declined = {
    declinedBy: 'Vera Hale',
    declinedScope: 'service',
    declinedBecause: 'We hold none of it.',
  };
  const payloads: Partial<Record<MailKind, MailFacts>> = {
    'assessment-declined-notice': declined,
    'assessment-declined-receipt': declined,
    'assessment-taken-up-notice': { declinedBy: 'Vera Hale' },
    'assessment-delegated': delegated,
    'assessment-delegated-notice': delegated,
    'assessment-delegation-told': delegated,
    'assessment-delegation-waits': delegated,
    'assessment-delegation-refused': { ...delegated, refusedBecause: 'We know nobody there.' },
    'assessment-delegation-ended': { delegatedBy: 'Vera Hale' },
    'assessment-passing-on-waits': passedOn,
    'assessment-passed-on-notice': passedOn,
    'assessment-passed-on': passedOn,
    'assessment-passing-on-refused': { ...passedOn, refusedBecause: 'Ask us first.' },
    'address-suppressed': { refusedAddress: 'a@b.example', refusal: '5.1.1' },
    'mail-failed': { refusedAddress: 'a@b.example', refusal: '5.4.1' },
    'assessment-due-changed': {
      formerDueOn: '2026-05-01',
      scheduleVersion: 1,
      dueReason: 'A slip',
    },
    'assessment-cancelled': { cancelledMessage: 'We chose another.' },
    'contract-date-corrected': {
      formerDay: '2026-05-01',
      mailedOn: '2026-04-01',
      dateNow: '2026-06-01',
      noDateNow: '',
    },
    'contract-decision-moved': {
      decidedOn: '2026-04-01',
      decided: say('decision-moved.renew'),
      formerDay: '2026-05-01',
      dateNow: '2026-06-01',
      noDateNow: '',
      roleReason: say('role.decided-on-contract'),
    },
    'audit-head': {
      organisationId: '01999999-9999-7999-8999-999999999999',
      sealNo: '7',
      hash: 'ab'.repeat(32),
      sealedAt: { at: '2026-05-01T10:00:00.000Z', zone: 'UTC' },
    },
    'password-reset': { asked: 'Kim Okafor', when },
    'sign-in-warning': { from: '192.0.2.1', when },
    'sign-in-changed': {
      change: say('sign-in.passkey-added'),
      which: 'Laptop',
      from: '',
      when,
    },
  };

  it.each(Object.keys(mailTemplates) as MailKind[])(
    'has every fact that the text of %s names',
    async (kind) => {
      const occasion = await anOccasionFor(kind);
      const payload = payloads[kind] ?? {};
      await product.asJobOf(organisation, () =>
        product.get(Ledger).enqueue({ ...occasion, occasion: kind, kind, immediate: true, payload }),
      );
      await works.sendDue(organisation);
      expect(await ledger()).toMatchObject([{ state: 'sent' }]);
      const { subject, text } = sink.received[0]!;
      expect(`${subject}${text}`).not.toMatch(/[{}]|undefined|null/);
    },
  );

  it.each([
    ['object_kind', 'crate', 'No mail subject is known for crate.'],
    ['kind', 'crate-sent', 'No text exists for crate-sent.'],
  ])('does not send a row whose %s is %s, and says why', async (column, value, reason) => {
    await invite(await anAssessmentDue(14));
    await product.behindTheBack(`update app.notification set ${column} = $2 where organisation_id = $1`, [
      organisation.id,
      value,
    ]);
    await works.sendDue(organisation);
    expect(await ledger()).toMatchObject([{ state: 'failed', reason }]);
    expect(sink.received).toEqual([]);
  });

  it('carries a one-time link of its own to whoever is invited, until the invitation is withdrawn', async () => {
    const occasion = await anOccasionFor('member-invitation');
    const invite = (act: string) =>
      product.asJobOf(organisation, () =>
        product
          .get(Ledger)
          .enqueue({ ...occasion, occasion: act, kind: 'member-invitation', immediate: true }),
      );
    await invite('first');
    await works.sendDue(organisation);
    const { subject, text } = sink.received[0]!;
    expect(subject).toBe(`Kim Okafor invites you to ${organisation.name} on Countersign`);
    expect(text).toContain('Your role will be: vendor risk and auditor.');
    const token = /\/invitation#t=([\w-]{43})/.exec(text)?.[1] ?? '';
    const links = await product.behindTheBack(
      `select purpose, subject_id from app.member_link where token_hash = sha256(convert_to($1, 'utf8'))`,
      [token],
    );
    expect(links).toEqual([{ purpose: 'invitation', subject_id: occasion.object.id }]);
    await product.behindTheBack(`update app.member_invitation set state = 'withdrawn' where id = $1`, [
      occasion.object.id,
    ]);
    await invite('second');
    await works.sendDue(organisation);
    expect(sink.received).toHaveLength(1);
  });

  it('sends a demonstration’s mail to the local inbox only', async () => {
    await product.behindTheBack(`update app.product set demonstration = true`);
    await invite(await anAssessmentDue(14));
    await works.sendDue(organisation);
    expect(sink.received).toHaveLength(0);
    expect(inbox.received).toMatchObject([{ from: 'countersign@countersign.example' }]);
  });

  it('shows past and coming mails of an object to members, and to no other organisation', async () => {
    const assessment = await anAssessmentDue(7);
    await setMilestone(assessment, addDays(today, 7));
    await works.turn(organisation);
    const mine = await (await product.signedInAs(owner)).get('/api/mail').query({ objectId: assessment.id });
    expect(mine.status).toBe(200);
    const states = mine.body.items.map(
      ({ rung, state }: { rung: string; state: string }) => `${rung}: ${state}`,
    );
    expect(states).toContain('7 days before: sent');
    expect(states).toContain('3 days before: planned');
    expect(states).toContain('on the day: planned');

    const stranger = await product.aMember({ organisation: await product.anOrganisation() });
    const theirs = await (
      await product.signedInAs(stranger)
    )
      .get('/api/mail')
      .query({ objectId: assessment.id });
    expect(theirs.body).toEqual({ items: [] });
    expect((await product.browser().get('/api/mail').query({ objectId: assessment.id })).status).toBe(401);
  });

  it('shows the mails about an account or the organisation to nobody who asks by its id', async () => {
    const recipient = { address: lead.email, name: lead.name, memberId: lead.id };
    await product.asJobOf(organisation, async () => {
      for (const { kind, object } of [
        { kind: 'password-reset', object: { kind: 'member', id: lead.id } },
        { kind: 'audit-head', object: { kind: 'organisation', id: organisation.id } },
      ] as const)
        await product.get(Ledger).enqueue({
          occasion: `account:${object.id}`,
          kind,
          recipient,
          object,
          immediate: true,
        });
    });
    const browser = await product.signedInAs(owner);
    const told = async (objectId: string) => (await browser.get('/api/mail').query({ objectId })).body.items;
    expect([await told(lead.id), await told(organisation.id)]).toEqual([[], []]);
  });

  it('says in one line what an assessment waits for', async () => {
    const assessment = await anAssessmentDue(14);
    const why = () => product.asJobOf(organisation, () => product.get(StuckReader).whyStuck(assessment.id));
    expect(await why()).toBe('No mail was sent to the vendor.');
    await invite(assessment);
    expect(await why()).toContain('has not been sent yet');
    await works.sendDue(organisation);
    expect(await why()).toMatch(/^Dana Reyes has not opened the link since the mail of \w+day /);
    await product.behindTheBack(
      `insert into app.assessment_progress (organisation_id, assessment_id, answered, shown) values ($1, $2, 12, 80)`,
      [organisation.id, assessment.id],
    );
    await product.behindTheBack(
      `update app.assessment set state = 'answering', opened_at = now() where id = $1`,
      [assessment.id],
    );
    expect(await why()).toBe('Dana Reyes is answering: 12 of 80 questions.');
    await product.behindTheBack(
      `update app.assessment set state = 'submitted', submitted_at = app.now() where id = $1`,
      [assessment.id],
    );
    expect(await why()).toMatch(/^Waiting for a reviewer since \w+day \d+ \w+ \d{4}\.$/);
  });
});
