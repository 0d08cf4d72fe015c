import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import { permissionsOfRole, roles } from '@countersign/platform';
import { TaskKinds } from '@countersign/tasks';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  contractBody,
  plantCopies,
  sent,
  yearlyTerms,
  type TestProduct,
} from '@countersign/testing';

/** With the one that is recorded. */
const VENDORS = 10_000;
const PAGE = 25;

// Reads a hundred thousand rows several times, on a machine that others use too.
jest.setTimeout(300_000);

interface Shown {
  readonly id: string;
  readonly kind: string;
  readonly dueOn: string | null;
}

interface Page {
  readonly items: readonly Shown[];
  readonly total: number;
  readonly nextCursor: string | null;
}

interface Counts {
  readonly everyone: number;
  readonly mine: number;
  readonly deputed: number;
  readonly nobody: number;
  readonly overdue: number;
  readonly byKind: readonly { readonly kind: string; readonly yours: number; readonly everyone: number }[];
}

/** A task as it is found without any of what makes that fast. */
interface Plain {
  readonly kind: string;
  readonly objectId: string;
  readonly name: string;
  readonly vendorName: string | null;
  readonly dueOn: string | null;
  readonly whose: string;
}

interface Sent {
  readonly text: string;
  readonly values: unknown[];
}

interface PlanNode {
  readonly 'Relation Name'?: string;
  readonly 'Actual Loops': number;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly PlanNode[];
}

describe('The tasks of ten thousand vendors', () => {
  let product: TestProduct;
  let organisationId: string;
  let member: TestAgent;
  let memberId: string;
  /** Of the one vendor, before there are ten thousand of it. */
  let few: { readonly page: Page; readonly counts: Counts; readonly statements: number };

  beforeAll(async () => {
    product = await aProduct();
    const organisation = await aFoundedOrganisation(product, 'many-tasks');
    organisationId = organisation.id;
    const dana = await product.aMember({ organisation });
    memberId = dana.id;
    member = await product.signedInAs(dana);
    const { today } = (await member.get('/api/session').expect(200)).body as { today: string };
    const about = await aCase(member);
    const terms = yearlyTerms(addDays(today, -300));
    await member
      .post('/api/contracts')
      .send(contractBody(about, { terms, signedOn: null }))
      .expect(201);
    const assessmentId = await sent(member, about);
    await product.behindTheBack('update app.assessment set due_on = app.now()::date - 3 where id = $1', [
      assessmentId,
    ]);
    await product.behindTheBack(
      `insert into app.finding
         (organisation_id, engagement_id, source, occasion, title, detail, severity, severity_rank, state, due_on)
       select $1, $2, 'manual', 'one', said, said, 'high', 1, 'open', app.now()::date + 3
       from (select '{"code": "as-written", "parameters": {"text": "A gap"}}'::jsonb as said) x`,
      [organisationId, about.engagementId],
    );
    await list(); // what is read once and kept is read here
    few = {
      page: await list(),
      counts: await counts(),
      statements: (await statementsOf('/api/tasks')).length,
    };
    await plantCopies(product, { organisationId, copies: VENDORS - 1 });
  });

  afterAll(() => product.close());

  const list = async (query = ''): Promise<Page> =>
    (await member.get(`/api/tasks${query}`).expect(200)).body as Page;
  const counts = async (): Promise<Counts> =>
    (await member.get('/api/tasks/counts').expect(200)).body as Counts;

  /** Whatever the screen sends to the database. */
  async function statementsOf(path: string): Promise<readonly Sent[]> {
    const query = jest.spyOn(Client.prototype, 'query');
    try {
      await member.get(path).expect(200);
      return query.mock.calls.map((call) => sentBy(call as unknown as readonly unknown[]));
    } finally {
      query.mockRestore();
    }
  }

  /** The least of two times, since the product's own timers send some too. */
  async function countOf(path: string): Promise<number> {
    return Math.min((await statementsOf(path)).length, (await statementsOf(path)).length);
  }

  function sentBy([first, values]: readonly unknown[]): Sent {
    if (typeof first === 'string') return { text: first, values: (values ?? []) as unknown[] };
    const { text, values: own } = first as { text: string; values?: unknown[] };
    return { text, values: own ?? ((Array.isArray(values) ? values : []) as unknown[]) };
  }

  const aboutTasks = async (path: string): Promise<readonly Sent[]> =>
    (await statementsOf(path)).filter(({ text }) => text.includes('holder as materialized'));

  /** As it runs for this organisation under its row security. */
  const planOf = ({ text, values }: Sent): Promise<PlanNode> =>
    asOrganisation(async (client) => {
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `explain (analyze, buffers, format json) ${text}`,
        values,
      );
      const plan = rows[0]?.['QUERY PLAN'][0].Plan;
      if (plan === undefined) throw new Error('Nothing was planned.');
      return plan;
    });

  async function asOrganisation<Result>(work: (client: Client) => Promise<Result>): Promise<Result> {
    const client = new Client({ connectionString: product.config.databaseUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.organisation_id', $1, true)`, [organisationId]);
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Kind by kind, without anything that several of them share, and each task for itself. */
  const plainly = (): Promise<readonly Plain[]> => {
    const shared = new Map(
      product
        .get(TaskKinds)
        .all.flatMap(({ over }) => (over === undefined ? [] : [[over.name, over.sql] as const])),
    );
    const kinds = product.get(TaskKinds).all.map(({ kind, permissions, rows }) => {
      const able = roles.filter((role) => permissions.some((one) => permissionsOfRole[role].includes(one)));
      return `select '${kind}' as kind, '{${able.join(',')}}'::text[] as roles, r.* from (${rows}) r`;
    });
    const reading = [...shared].map(([name, sql]) => `${name} as not materialized (${sql}),`).join('\n');
    const text = `
      with zone as (
        select app.today(o.time_zone) as today, o.time_zone from app.organisation o
        where o.organisation_id = :organisationId),
      ${reading}
      found as (${kinds.join(' union all ')}),
      owned as (
        select f.*, v.name as vendor_name, case
            when o.active and o.roles && f.roles then o.id
            when not o.active and l.active and l.roles && f.roles then l.id
          end as responsible_id
        from found f
        left join app.vendor v on v.organisation_id = :organisationId and v.id = f.vendor_id
        left join app.member o on o.organisation_id = :organisationId and o.id = f.owner_id
        left join app.member l on l.organisation_id = :organisationId and l.id = o.lead_id
        where f.vendor_id is null or v.state = 'active')
      select t.kind, t.object_id as "objectId", t.name, t.vendor_name as "vendorName", t.due_on::text as "dueOn", case
          when t.responsible_id = m.id then 'mine'
          when m.roles && t.roles and t.responsible_id in (
            select s.member_id from app.stand_ins() s where s.deputy_id = m.id) then 'deputed'
          when t.responsible_id is null and (m.roles && t.roles or ('admin' = any (m.roles) and not exists (
            select from app.member a
            where a.organisation_id = :organisationId and a.active and a.roles && t.roles))) then 'nobody'
          else 'others'
        end as whose
      from owned t join app.member m on m.organisation_id = :organisationId and m.id = :memberId
      order by t.due_on nulls last, t.kind, t.part collate "C", t.object_id`;
    return asOrganisation(async (client) => {
      const values = text.replaceAll(':organisationId', '$1').replaceAll(':memberId', '$2');
      return (await client.query<Plain>(values, [organisationId, memberId])).rows;
    });
  };

  const nodesOf = (node: PlanNode): readonly PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
  const blocksOf = (node: PlanNode): number => node['Shared Hit Blocks'] + node['Shared Read Blocks'];

  it('are counted to the last one, and shown a page at a time', async () => {
    expect(few.page.total).toBeGreaterThanOrEqual(4);
    const page = await list();
    expect(page).toMatchObject({ total: few.page.total * VENDORS, nextCursor: expect.any(String) });
    expect(page.items).toHaveLength(PAGE);
    const next = await list(`?cursor=${page.nextCursor}`);
    expect(next.total).toBe(page.total);
    expect(new Set([...page.items, ...next.items].map(({ id }) => id)).size).toBe(2 * PAGE);
    const days = [...page.items, ...next.items].map(({ dueOn }) => dueOn ?? '9999-12-31');
    expect(days).toEqual([...days].sort());
    await member.get('/api/tasks?limit=101').expect(422);
  });

  it('number in each kind what one vendor has, times all of them', async () => {
    const many = await counts();
    const times = (n: number) => n * VENDORS;
    expect(many).toMatchObject({
      everyone: times(few.counts.everyone),
      mine: times(few.counts.mine),
      nobody: times(few.counts.nobody),
      overdue: times(few.counts.overdue),
      deputed: 0,
    });
    expect(many.mine).toBeGreaterThan(0);
    expect(many.overdue).toBeGreaterThan(0);
    expect(many.byKind.map(({ kind, yours, everyone }) => [kind, yours, everyone])).toEqual(
      few.counts.byKind.map(({ kind, yours, everyone }) => [kind, times(yours), times(everyone)]),
    );
    const [kind] = many.byKind;
    expect((await list(`?kind=${kind?.kind}`)).total).toBe(kind?.yours);
  });

  it('ask for as many statements as those of one vendor', async () => {
    expect(await countOf('/api/tasks')).toBe(few.statements);
  });

  it('are counted by one statement, which reads each table at most once for each kind of task', async () => {
    const [count, ...others] = await aboutTasks('/api/tasks/counts');
    expect(others).toEqual([]);
    if (count === undefined) throw new Error('Nothing is counted.');
    const reads = nodesOf(await planOf(count)).filter((node) => node['Relation Name'] === 'finding');
    // Two kinds are about findings: those to judge and those to close.
    expect(reads.map((node) => node['Actual Loops'])).toEqual([1, 1]);
  });

  it('are those that each kind names by itself, of whoever the rules make them', async () => {
    const asked = await plainly();
    const of = (...whose: string[]) => asked.filter((task) => whose.includes(task.whose)).length;
    const many = await counts();
    expect([many.everyone, many.mine, many.deputed, many.nobody]).toEqual([
      asked.length,
      of('mine'),
      of('deputed'),
      of('nobody'),
    ]);
    const mine = asked.filter(({ whose }) => whose === 'mine');
    expect(mine.length).toBeGreaterThan(3 * PAGE);
    expect(mine.length).toBeLessThan(asked.length);
    const first = await list('?whose=mine&limit=50');
    const second = await list(`?whose=mine&limit=50&cursor=${first.nextCursor}`);
    const inOrder = mine.map(({ kind, objectId, dueOn, name }) => ({
      kind,
      objectId,
      dueOn,
      objectName: name,
    }));
    expect([...first.items, ...second.items]).toMatchObject(inOrder.slice(0, 100));
    expect([first.total, second.total]).toEqual([mine.length, mine.length]);
    const [found] = mine.slice(-1);
    const vendor = found?.vendorName ?? '';
    const searched = await list(`?search=${encodeURIComponent(vendor)}&limit=100`);
    // A name may lie within others: "Vendor 1" is a part of "Vendor 10".
    const holds = (name: string | null) => name?.toLowerCase().includes(vendor.toLowerCase()) ?? false;
    expect(searched.total).toBe(
      asked.filter(({ whose, name, vendorName }) => whose !== 'others' && (holds(vendorName) || holds(name)))
        .length,
    );
  });

  it('are counted and placed by reading once what several kinds look at', async () => {
    for (const path of ['/api/tasks', '/api/tasks/counts']) {
      // What is told in full comes last, and goes through no table.
      for (const statement of (await aboutTasks(path)).slice(0, 2)) {
        const plan = await planOf(statement);
        const whole = (table: string) =>
          nodesOf(plan).filter((node) => node['Relation Name'] === table && node['Actual Rows'] >= VENDORS)
            .length;
        expect({ standings: whole('standing'), contracts: whole('contract') }).toEqual({
          standings: 1,
          contracts: 1,
        });
      }
    }
  });

  it('are told in full for the page alone, found by their keys', async () => {
    const [placing, , telling, ...others] = await aboutTasks('/api/tasks');
    expect(others).toEqual([]);
    if (placing === undefined || telling === undefined) throw new Error('A page takes three statements.');
    const whole = blocksOf(await planOf(placing));
    const told = await planOf(telling);
    expect(blocksOf(told) * 10).toBeLessThan(whole);
    // Not one of them goes through a table: beyond the page's own rows hardly any is looked at.
    const most = Math.max(...nodesOf(told).map((node) => node['Actual Rows']));
    expect(most).toBeLessThan(10 * PAGE);
  });
});
