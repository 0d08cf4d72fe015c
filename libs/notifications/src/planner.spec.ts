import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { MailSubjects } from './mail-subjects';
import { Milestones } from './milestones';
import { Planner } from './planner';

const milestones = 10_000;

/** Open, due one after the other over the next thousand days: of three rungs each, a few hundred are due. */
const plantMilestones = `
  with milestone as (
    insert into app.milestone
      (organisation_id, object_kind, object_id, ladder, target_date, starts_on, schedule_version, dated)
    select $1, 'contract', uuidv7(), 'contract', app.today('UTC') + n / 10, app.today('UTC') - 30, 1, true
    from generate_series(1, ${milestones}) n
    returning *)
  insert into app.milestone_rung
    (organisation_id, milestone_id, offset_days, day, recipients, timing, last_day, member_mail, contact_mail)
  select organisation_id, id, days, target_date + days, '{owner}', 'warns', false, 'contract-reminder', 'contract-reminder'
  from milestone cross join unnest(array[-14, -7, 0]) days`;

describe('The planner', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await product.anOrganisation({ timeZone: 'UTC' });
    await product.aMember({ organisation, roles: ['procurement'] });
    await product.behindTheBack(plantMilestones, [organisation.id]);
    await product.behindTheBack('analyze');
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    await product.close();
  });

  it(`reads what is due of ${milestones} milestones in three statements, by the day of a rung`, async () => {
    const { database } = product;
    const query = jest.spyOn(database, 'query');
    await new Planner(database, product.get(MailSubjects), product.get(Milestones)).plan(organisation.id);
    const statements = query.mock.calls.map(([sql, parameters]) => ({ sql, parameters }));
    query.mockRestore();
    expect(statements).toHaveLength(3);

    for (const { sql, parameters } of statements.slice(1)) {
      const plan = await product.asJobOf(organisation, () =>
        database.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, parameters),
      );
      const lines = plan.map((row) => Object.values(row).join()).join('\n');
      expect(lines).toContain('milestone_rung_day_index');
      expect(lines).not.toContain('Seq Scan on milestone_rung');
    }
    const planned = await product.behindTheBack<{ state: string; count: number }>(
      `select state, count(*)::int from app.notification where organisation_id = $1 group by state order by state`,
      [organisation.id],
    );
    const [pending, superseded] = planned;
    expect(pending?.count).toBeGreaterThan(100);
    expect(superseded?.count).toBeGreaterThan(50);
  });
});
