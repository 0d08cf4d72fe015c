import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type TestAgent from 'supertest/lib/agent';
import { tokenScopes } from '@countersign/identity';
import { roles, type Role } from '@countersign/platform';
import {
  anAgent,
  addressOf,
  aProduct,
  bodyOf,
  describedIn,
  matrixRecords,
  operationsOf,
  routeMatrix,
  unknownIds,
  type MatrixRecords,
  type Operation,
  type TestOrganisation,
  type TestProduct,
  type WireContract,
} from '@countersign/testing';

jest.setTimeout(300_000);

const root = join(__dirname, '../../../..');
const contract = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8')) as WireContract;
const described = describedIn(contract);
const operations = operationsOf(contract);
const forRoles = operations.filter(({ row }) => Array.isArray(row.may));
const forMembers = operations.filter(({ row }) => row.may !== 'anyone' && row.may !== 'respondent');
const forRespondents = operations.filter(({ row }) => row.may === 'respondent');
type Ids = Readonly<Record<string, string>>;

/** The whole body but for the name of the request, which no two have in common. */
const saidIn = ({ body }: { readonly body: unknown }): string =>
  JSON.stringify(body, (key, value: unknown) => (key === 'requestId' ? null : value));

describe('The matrix of routes, roles and organisations', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let records: MatrixRecords;

  beforeAll(async () => {
    product = await aProduct();
    records = await matrixRecords(product, 'matrix');
    organisation = records.organisation;
  });

  afterAll(() => product.close());

  const browserOf = async (memberRoles: readonly Role[], where = organisation): Promise<TestAgent> =>
    product.signedInAs(await product.aMember({ organisation: where, roles: memberRoles }));

  async function call(browser: TestAgent, operation: Operation, ids: Ids) {
    const pending = browser[operation.method](addressOf(operation, ids)).redirects(0);
    if (operation.row.upload) {
      return pending.set('Content-Type', 'application/octet-stream').set('X-File-Name', 'a.txt').send('text');
    }
    const body = bodyOf(operation, ids);
    return body === null ? pending : pending.send(body);
  }

  /** Those whose answer is not the expected one, with what came instead. */
  async function unexpected(
    list: readonly Operation[],
    browserFor: () => Promise<TestAgent> | TestAgent,
    {
      ids = records.ids,
      expected,
    }: { ids?: Ids; expected: (status: number, operation: Operation) => boolean },
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const operation of list) {
      const { status } = await call(await browserFor(), operation, ids);
      if (!expected(status, operation)) wrong.push(`${operation.id}: ${status}`);
    }
    return wrong;
  }

  it('has a row for every operation, and an operation for every row', () => {
    expect(described.length).toBeGreaterThan(40);
    expect(Object.keys(routeMatrix).sort()).toEqual(described.map(({ id }) => id).sort());
  });

  it('names a record for every part of every path, of a kind that exists', () => {
    const bare = operations.flatMap(({ id, path, row }) =>
      [...path.matchAll(/\{(\w+)\}/g)].flatMap(([, name = '']) => {
        const part = row.path?.[name];
        const known = part !== undefined && (part.startsWith('=') || records.ids[part] !== undefined);
        return known ? [] : [`${id}: ${name} (${part})`];
      }),
    );
    expect(bare).toEqual([]);
  });

  it('lets nobody in who has not signed in', async () => {
    const closed = operations.filter(({ row }) => row.may !== 'anyone');
    expect(
      await unexpected(closed, () => product.browser(), { expected: (status) => status === 401 }),
    ).toEqual([]);
  });

  it('lets a respondent of this assessment reach no route of members', async () => {
    const browser = () => records.respondent();
    expect(await unexpected(forMembers, browser, { expected: (status) => status === 401 })).toEqual([]);
  });

  it('lets a respondent of another assessment reach nothing of this one', async () => {
    const browser = () => records.otherRespondent();
    const list = [...forMembers, ...forRespondents];
    expect(await unexpected(list, browser, { expected: (status) => status === 401 })).toEqual([]);
  });

  it('lets a member reach no route of respondents', async () => {
    const member = await browserOf(roles);
    const browser = () => member;
    expect(await unexpected(forRespondents, browser, { expected: (status) => status === 401 })).toEqual([]);
  });

  it('lets a member without any role reach the own account alone', async () => {
    const browser = await browserOf([]);
    expect(await unexpected(forRoles, () => browser, { expected: (status) => status === 403 })).toEqual([]);
  });

  it.each(roles)('refuses to %s what that role is not for', async (role) => {
    const browser = await browserOf([role]);
    const refused = forRoles.filter(({ row }) => !row.may.includes(role));
    expect(await unexpected(refused, () => browser, { expected: (status) => status === 403 })).toEqual([]);
  });

  it('refuses a member who was deactivated, whatever the roles', async () => {
    const member = await product.aMember({ organisation });
    const browser = await product.signedInAs(member);
    await product.behindTheBack('update app.member set active = false where id = $1', [member.id]);
    expect(await unexpected(forMembers, () => browser, { expected: (status) => status === 401 })).toEqual([]);
  });

  it('lets an API token with every scope reach what its row allows, and never an account or the members', async () => {
    const member = await product.aMember({ organisation });
    const holder = await product.signedInAs(member);
    const wanted = { name: 'Matrix', scopes: tokenScopes, expiresOn: await aMonthOn() };
    const { body } = await holder.post('/api/account/tokens').send(wanted).expect(201);
    const program = anAgent(product.app.getHttpServer()).set('Authorization', `Bearer ${String(body.token)}`);
    const closed = forMembers.filter(({ row }) => row.tokens === 'never');
    expect(closed.length).toBeGreaterThan(20);
    expect(await unexpected(closed, () => program, { expected: (status) => status === 403 })).toEqual([]);
    expect(
      await unexpected(forRespondents, () => program, {
        expected: (status) => status === 401 || status === 403,
      }),
    ).toEqual([]);
    // The proof was given when the token was issued, for exactly this scope; elsewhere no program gives it.
    const byScope = forMembers.filter(({ row }) => row.tokens === 'by-scope');
    expect(byScope.map(({ id }) => id).sort()).toEqual(['exportHead', 'exportTrail']);
    const proved = forMembers.filter(({ row }) => row.confirmed && row.tokens !== 'by-scope');
    expect(await unexpected(proved, () => program, { expected: (status) => status === 403 })).toEqual([]);
    const readable = forMembers.filter(({ method, row }) => method === 'get' && row.tokens !== 'never');
    const letThrough = (status: number) => status !== 401 && status !== 403 && status < 500;
    expect(await unexpected(readable, () => program, { expected: letThrough })).toEqual([]);
  });

  const aMonthOn = async (): Promise<string> => {
    const [row] = await product.behindTheBack<{ day: string }>(`select (current_date + 30)::text as day`);
    return row?.day ?? '';
  };

  it('asks whoever proved it long ago once more who they are, before exactly what its row says', async () => {
    const member = await product.aMember({ organisation });
    const browser = await product.signedInAs(member);
    await product.behindTheBack(
      `update app.member_session set confirmed_at = now() - interval '16 minutes' where member_id = $1`,
      [member.id],
    );
    const asked: string[] = [];
    for (const operation of forMembers.filter(({ row }) => row.path === undefined || row.confirmed)) {
      const { body } = await call(browser, operation, records.ids);
      if ((body as { code?: string } | null)?.code === 'confirm-it-is-you') asked.push(operation.id);
    }
    const expected = operations.filter(({ row }) => row.confirmed).map(({ id }) => id);
    expect(asked.sort()).toEqual(expected.sort());
  });

  it('lets a member who still owes a second factor reach the own account alone', async () => {
    const { organisation: strict } = await matrixRecords(product, 'strict');
    const browser = await browserOf(roles, strict);
    await product.behindTheBack(
      `update app.organisation set settings = settings || '{"secondFactorRequired": true}' where organisation_id = $1`,
      [strict.id],
    );
    expect(await unexpected(forRoles, () => browser, { expected: (status) => status === 403 })).toEqual([]);
    await browser.get('/api/account').expect(200);
  });

  it('answers a member of another organisation as if nothing of this one existed', async () => {
    const stranger = await browserOf(roles, (await matrixRecords(product, 'elsewhere')).organisation);
    const before = await organisationRows();
    const told: string[] = [];
    const namesRecord = ({ row }: Operation) =>
      row.path !== undefined || Object.values(row.query ?? {}).some((part) => !part.startsWith('='));
    for (const operation of forMembers.filter(namesRecord)) {
      const theirs = await call(stranger, operation, records.ids);
      const none = await call(stranger, operation, unknownIds);
      const same = theirs.status === none.status && saidIn(theirs) === saidIn(none);
      const hidden = theirs.status === 404 || (operation.row.query !== undefined && theirs.status === 200);
      if (!same || !hidden) told.push(`${operation.id}: ${theirs.status}, for an unknown id ${none.status}`);
    }
    expect(told).toEqual([]);
    expect(await organisationRows()).toEqual(before);
  });

  it('shows a member of another organisation no id and no name of this one in any list', async () => {
    const stranger = await browserOf(roles, await product.anOrganisation());
    const foreign = [...Object.values(records.ids), organisation.id, organisation.name];
    const leaks: string[] = [];
    for (const operation of forMembers.filter(
      ({ method, row }) => method === 'get' && row.path === undefined,
    )) {
      const answer = await call(stranger, operation, records.ids);
      const text = `${answer.text ?? ''}${JSON.stringify(answer.body)}`;
      if (answer.status >= 500) leaks.push(`${operation.id}: ${answer.status}`);
      for (const one of foreign) if (text.includes(one)) leaks.push(`${operation.id}: ${one}`);
    }
    expect(leaks).toEqual([]);
  });

  it('changes nothing for an auditor', async () => {
    const browser = await browserOf(['auditor']);
    const before = await organisationRows();
    const changing = forRoles.filter(({ method }) => method !== 'get');
    await unexpected(changing, () => browser, { expected: () => true });
    expect(await organisationRows()).toEqual(before);
  });

  /** A change in any table of the organisation shows here; sessions come and go with the calls themselves. */
  async function organisationRows(): Promise<unknown> {
    const tables = await product.behindTheBack<{ name: string }>(`
      select c.relname as name from pg_class c
      where c.relnamespace = 'app'::regnamespace and c.relkind = 'r'
        and c.relname not in ('member_session', 'audit_event', 'migration', 'product', 'rate_count', 'worker_heartbeat')
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'organisation_id')
      order by 1`);
    const counts: Record<string, unknown> = {};
    for (const { name } of tables) {
      const [row] = await product.behindTheBack<{ sum: string }>(
        `select count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) as sum from app."${name}" t where organisation_id = $1`,
        [organisation.id],
      );
      counts[name] = row?.sum;
    }
    return counts;
  }

  it('lets the respondent do all that the link is for, and anyone reach what is public', async () => {
    const letThrough = (status: number) => status !== 401 && status !== 403 && status < 500;
    expect(await unexpected(forRespondents, () => records.respondent(), { expected: letThrough })).toEqual(
      [],
    );
    const open = operations.filter(({ row }) => row.may === 'anyone');
    expect(
      await unexpected(open, () => product.browser(), {
        expected: (status) => status !== 403 && status < 500,
      }),
    ).toEqual([]);
  });

  it('lets each role do all that it is for', async () => {
    const wrong: string[] = [];
    for (const role of roles) {
      const allowed = forRoles.filter(({ row }) => row.may.includes(role));
      const letThrough = (status: number) => status !== 401 && status !== 403 && status < 500;
      const member = await product.aMember({ organisation, roles: [role] });
      // A session of its own for each call: some of them end it.
      const found = await unexpected(allowed, () => product.signedInAs(member), { expected: letThrough });
      wrong.push(...found.map((line) => `${role} ${line}`));
    }
    expect(wrong).toEqual([]);
  });
});
