import { migrations } from '@countersign/migrations';
import { migrateDown, migrateUp, migrationNames, say } from '@countersign/platform';
import { aProduct, MailScene, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { MailHistory } from './mail-history';
import { MailSubjects } from './mail-subjects';
import { Milestones, type NewMilestone } from './milestones';
import { Planner } from './planner';

const target = '2099-06-30';

describe('A milestone', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let assessment: NewMilestone;
  let contract: NewMilestone;

  beforeAll(async () => {
    product = await aProduct();
  });

  afterAll(() => product.close());

  beforeEach(async () => {
    organisation = await product.anOrganisation({ timeZone: 'America/New_York' });
    const owner = await product.aMember({ organisation, roles: ['procurement'] });
    const scene = new MailScene(product, organisation);
    const engagement = await scene.anEngagement({ ownerId: owner.id });
    const dates = { targetDate: target, startsOn: '2099-01-01', scheduleVersion: 1 };
    const { id } = await scene.anAssessment({ engagement, dueOn: target });
    assessment = { object: { kind: 'assessment', id }, ladder: 'assessment-due', ...dates };
    const contractId = await scene.aContract({
      vendorId: engagement.vendorId,
      lastSendDay: target,
      lastDay: target,
    });
    contract = { object: { kind: 'contract', id: contractId }, ladder: 'contract', part: 1, ...dates };
  });

  const set = (milestone: NewMilestone) =>
    product.asJobOf(organisation, () => product.get(Milestones).set(milestone));

  const rungs = async () => {
    const rows = await product.behindTheBack<{ line: string }>(
      `select concat_ws(' ', m.ladder, m.schedule_version, r.offset_days, r.day, array_to_string(r.recipients, ','), r.timing,
         r.last_day, r.member_mail, r.contact_mail) as line
       from app.milestone_rung r
       join app.milestone m on m.organisation_id = r.organisation_id and m.id = r.milestone_id
       where r.organisation_id = $1
       order by m.ladder, m.schedule_version, r.offset_days`,
      [organisation.id],
    );
    return rows.map(({ line }) => line);
  };

  it('has the days of its ladder, each with its mails, from the day after it began', async () => {
    await set({ ...assessment, startsOn: '2099-06-27' });
    await set({ ...contract, variant: 'short' });
    const vendor = 'lead-contact,delegates';
    const mails = 'assessment-overdue-owner assessment-reminder';
    const all = 'owner,procurement,owner-lead';
    expect(await rungs()).toEqual([
      `assessment-due 1 -1 2099-06-29 ${vendor} warns f ${mails}`,
      `assessment-due 1 0 2099-06-30 ${vendor} warns f ${mails}`,
      `assessment-due 1 1 2099-07-01 owner past f ${mails}`,
      `assessment-due 1 3 2099-07-03 ${vendor} past f ${mails}`,
      `assessment-due 1 7 2099-07-07 owner-lead past f ${mails}`,
      `assessment-due 1 10 2099-07-10 ${vendor} past f ${mails}`,
      `assessment-due 1 17 2099-07-17 ${vendor} past f ${mails}`,
      `assessment-due 1 24 2099-07-24 ${vendor} past f ${mails}`,
      `assessment-due 1 31 2099-07-31 ${vendor} past f ${mails}`,
      `contract 1 -14 2099-06-16 ${all} warns f contract-reminder contract-reminder`,
      `contract 1 -7 2099-06-23 ${all} warns f contract-reminder contract-reminder`,
      `contract 1 -1 2099-06-29 ${all} warns t contract-reminder contract-reminder`,
      `contract 1 0 2099-06-30 ${all} warns t contract-reminder contract-reminder`,
    ]);
  });

  it('that is set once more has the days of its last setting alone', async () => {
    await set(contract);
    expect(await rungs()).toHaveLength(9);
    await set({ ...contract, variant: 'short', targetDate: '2099-07-31' });
    expect((await rungs()).map((line) => line.split(' ').slice(1, 4))).toEqual([
      ['1', '-14', '2099-07-17'],
      ['1', '-7', '2099-07-24'],
      ['1', '-1', '2099-07-30'],
      ['1', '0', '2099-07-31'],
    ]);
    await set({ ...contract, variant: 'short', scheduleVersion: 2 });
    expect((await rungs()).map((line) => line.split(' ')[1])).toEqual(['2', '2', '2', '2']);
  });

  it('that begins after its last rung has none, and takes back those it had', async () => {
    await set(contract);
    await set({ ...contract, startsOn: '2099-07-01' });
    expect(await rungs()).toEqual([]);
    const undated = await product.behindTheBack('select from app.milestone where not dated');
    expect(undated).toEqual([]);
  });

  it('that is closed has no day left, and gets none by being set again', async () => {
    await set(contract);
    await set(assessment);
    await product.asJobOf(organisation, () =>
      product.get(Milestones).close({ object: contract.object, because: say('mail-reason.notice-sent') }),
    );
    await set(contract);
    expect((await rungs()).map((line) => line.split(' ')[0])).toEqual(Array(11).fill('assessment-due'));
  });

  it('has the days of the organisation’s own ladder', async () => {
    await set(contract);
    await product.behindTheBack(
      `delete from app.ladder_rung where organisation_id = $1 and ladder = 'contract' and offset_days not in (-90, 1)`,
      [organisation.id],
    );
    await product.behindTheBack(
      `update app.ladder_rung set offset_days = -100, recipients = '{risk}' where organisation_id = $1 and offset_days = -90`,
      [organisation.id],
    );
    await set({ ...contract, scheduleVersion: 2 });
    expect(await rungs()).toEqual([
      'contract 2 -100 2099-03-22 risk warns f contract-reminder contract-reminder',
      'contract 2 1 2099-07-01 owner,procurement,owner-lead past f contract-closed contract-closed',
    ]);
  });

  it.each([
    [
      'a ladder of another subject',
      { ladder: 'assessment-due' },
      'The mail subject contract has no ladder assessment-due.',
    ],
    ['a variant that its ladder has not', { variant: 'long' }, 'The ladder contract has no variant long.'],
    [
      'an object without a subject',
      { object: { kind: 'crate', id: '' } },
      'The mail subject crate has no ladder contract.',
    ],
  ])('of %s is refused', async (_what, wish, sentence) => {
    await expect(set({ ...contract, ...wish })).rejects.toThrow(sentence);
    expect(await rungs()).toEqual([]);
  });

  it('is due at eight where the organisation is, also when that changes', async () => {
    await set({ ...contract, startsOn: '2099-06-29' });
    const instants = async () => {
      const lines = await product.asJobOf(organisation, () =>
        product.get(MailHistory).of([contract.object.id]),
      );
      return [...new Set(lines.map(({ dueAt }) => dueAt))].sort();
    };
    expect(await instants()).toEqual(['2099-06-30T12:00:00.000Z', '2099-07-01T12:00:00.000Z']);
    await product.behindTheBack(
      `update app.organisation set time_zone = 'Asia/Tokyo' where organisation_id = $1`,
      [organisation.id],
    );
    expect(await instants()).toEqual(['2099-06-29T23:00:00.000Z', '2099-06-30T23:00:00.000Z']);
  });

  it('that the former version sets during an upgrade is dated before mail is planned, whatever the organisation has', async () => {
    await product.behindTheBack(
      `insert into app.milestone
         (organisation_id, object_kind, object_id, part, ladder, variant, target_date, starts_on, schedule_version)
       values ($1, 'contract', $2, 1, 'contract', 'short', $3, '2099-01-01', 1),
         ($1, 'crate', $2, 1, 'crate', 'standard', $3, '2099-01-01', 1)`,
      [organisation.id, contract.object.id, target],
    );
    const planner = new Planner(product.database, product.get(MailSubjects), product.get(Milestones));
    await planner.plan(organisation.id);
    const written = await rungs();
    expect(written.map((line) => line.split(' ').slice(0, 4))).toEqual([
      ['contract', '1', '-14', '2099-06-16'],
      ['contract', '1', '-7', '2099-06-23'],
      ['contract', '1', '-1', '2099-06-29'],
      ['contract', '1', '0', '2099-06-30'],
    ]);
    await set({ ...contract, variant: 'short' });
    expect(await rungs()).toEqual(written);
  });

  it('of a former version gets the days that it would have been given', async () => {
    await set({ ...assessment, startsOn: '2099-06-27' });
    await set(contract);
    await set({ ...contract, part: 2, variant: 'short' });
    await set({ ...contract, ladder: 'contract-window' });
    await set({ ...contract, part: 3 });
    await product.asJobOf(organisation, () =>
      product
        .get(Milestones)
        .close({ object: contract.object, part: 3, because: say('mail-reason.notice-sent') }),
    );
    const history = () =>
      product.asJobOf(organisation, () =>
        product.get(MailHistory).of([assessment.object.id, contract.object.id]),
      );
    const [written, told] = [await rungs(), await history()];
    expect(written).toHaveLength(9 + 9 + 4 + 1);

    const { ownerUrl } = product.testDatabase;
    const names = migrationNames(migrations);
    const steps = names.length - names.findIndex((name) => name.startsWith('MilestoneRungs'));
    for (let step = 0; step < steps; step++) await migrateDown({ ownerUrl, migrations });
    await migrateUp({ ownerUrl, migrations });
    expect(await rungs()).toEqual(written);
    expect(await history()).toEqual(told);
  });
});
