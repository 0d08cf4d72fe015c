import { MemberEntity, OrganisationEntity } from '#product';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Client } from 'pg';
import { OutboxChangeEntity } from '../changes/outbox-change.entity';
import { RateCountEntity } from '../limits/rate-count.entity';
import type { Actor } from './actor';
import { Database } from './database';
import { expression } from './entity-rows';
import { sqlState, sqlStateOf } from './sql-errors';

describe('A command on the rows of one entity', () => {
  let product: TestProduct;
  let database: Database;
  let alpha: TestOrganisation;
  let beta: TestOrganisation;
  let asAlpha: Actor;

  beforeAll(async () => {
    product = await aProduct();
    database = product.database;
    alpha = await product.anOrganisation({ name: 'Alpha' });
    beta = await product.anOrganisation({ name: 'Beta' });
    asAlpha = { kind: 'job', organisationId: alpha.id, name: 'spec' };
  });

  afterAll(() => product.close());

  const inAlpha = <T>(work: () => Promise<T>) => database.run(asAlpha, work);
  const aRow = (email: string) => ({ name: 'Ann', email, roles: ['risk'] }) as const;
  const memberOf = async (email: string) => {
    const [row] = await product.behindTheBack<Record<string, unknown>>(
      'select * from app.member where email = $1',
      [email],
    );
    return row;
  };

  /** What is sent for the work, without what every transaction begins and ends with. */
  const sent = async (work: () => Promise<unknown>): Promise<string[]> => {
    const query = jest.spyOn(Client.prototype, 'query');
    await inAlpha(work);
    const texts = query.mock.calls.map(([first]) => textOf(first));
    query.mockRestore();
    return texts.filter((text) => !/^(start transaction|commit|select set_config)/i.test(text));
  };

  it('is one statement, which asks for nothing back', async () => {
    expect(await sent(() => database.insert(MemberEntity, aRow('one@alpha.example')))).toEqual([
      expect.stringMatching(
        /^INSERT INTO "app"\."member"\("organisation_id", "name", "email", "roles"\) VALUES \([^)]+\)$/,
      ),
    ]);
    const rename = () => database.update(MemberEntity, { email: 'one@alpha.example' }, { name: 'One' });
    expect(await sent(rename)).toEqual([
      expect.stringMatching(/^UPDATE "app"\."member" SET "name" = \$1 WHERE /),
    ]);
    const remove = () => database.delete(OutboxChangeEntity, { kind: 'one' });
    expect(await sent(remove)).toEqual([expect.stringMatching(/^DELETE FROM "app"\."outbox_change" WHERE /)]);
  });

  it('gives back the columns that were asked for, as readers get them', async () => {
    const row = await inAlpha(() =>
      database.insert(MemberEntity, aRow('back@alpha.example'), ['id', 'createdAt', 'roles', 'leadId']),
    );
    expect(row).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      roles: ['risk'],
      leadId: null,
    });
  });

  it('writes several rows at once, each with its own values and expressions', async () => {
    const rows = ['a', 'b'].map((kind) => ({
      kind: `each-${kind}`,
      subjects: [kind],
      at: expression`app.now() + ${kind === 'a' ? '1 day' : '2 days'}::interval`,
    }));
    expect(await sent(() => database.insertEach(OutboxChangeEntity, rows))).toHaveLength(1);
    const kept = await product.behindTheBack(
      `select kind, subjects, extract(day from at - app.now())::int as days from app.outbox_change
       where organisation_id = $1 and kind like 'each-%' order by kind`,
      [alpha.id],
    );
    expect(kept).toEqual([
      { kind: 'each-a', subjects: ['a'], days: 0 },
      { kind: 'each-b', subjects: ['b'], days: 1 },
    ]);
    expect(await sent(() => database.insertEach(OutboxChangeEntity, []))).toEqual([]);
  });

  it('leaves a row alone that is there already, and says so', async () => {
    const row = aRow('once@alpha.example');
    expect(await inAlpha(() => database.insertIfNew(MemberEntity, row, ['email']))).toEqual({
      email: row.email,
    });
    const again = { ...row, name: 'Other' };
    expect(await inAlpha(() => database.insertIfNew(MemberEntity, again, ['email']))).toBeNull();
    expect(await memberOf(row.email)).toMatchObject({ name: 'Ann' });
  });

  it('puts the row of a key whether or not it is there, by one statement, and only its own organisation’s', async () => {
    const id = '01990000-0000-7000-8000-00000000000a';
    const put = (name: string) =>
      database.put(MemberEntity, { id }, { ...aRow('put@everywhere.example'), name, language: 'en' });
    await product.asJobOf(beta, () => put('Theirs'));
    expect(await sent(() => put('First'))).toHaveLength(1);
    expect(await sent(() => put('Second'))).toEqual([
      expect.stringMatching(
        /ON CONFLICT \( ?"organisation_id", "id" ?\) DO UPDATE SET "name" = EXCLUDED."name", "email" = EXCLUDED."email"/,
      ),
    ]);
    const kept = await product.behindTheBack(
      'select organisation_id, name from app.member where id = $1 order by name',
      [id],
    );
    expect(kept).toEqual([
      { organisation_id: alpha.id, name: 'Second' },
      { organisation_id: beta.id, name: 'Theirs' },
    ]);
  });

  it('gives of rows that it changed or took away what is asked for', async () => {
    const email = 'asked@alpha.example';
    await inAlpha(() => database.insert(MemberEntity, { ...aRow(email), passwordHash: 'x' }));
    const change = () => database.update(MemberEntity, { email }, { passwordHash: null }, ['name', 'leadId']);
    expect(await inAlpha(change)).toEqual([{ name: 'Ann', leadId: null }]);
    const none = () => database.update(MemberEntity, { email: 'no@body.example' }, { name: '' }, ['name']);
    expect(await inAlpha(none)).toEqual([]);
    await inAlpha(() => database.insert(OutboxChangeEntity, { kind: 'taken', subjects: ['s'] }));
    const take = () => database.delete(OutboxChangeEntity, { kind: 'taken' }, ['subjects']);
    expect(await inAlpha(take)).toEqual([{ subjects: ['s'] }]);
    expect(await inAlpha(take)).toEqual([]);
  });

  it('belongs to the organisation of the transaction, and reaches no other', async () => {
    const email = 'same@everywhere.example';
    await inAlpha(() => database.insert(MemberEntity, aRow(email)));
    await product.asJobOf(beta, () => database.insert(MemberEntity, aRow(email)));
    expect(await inAlpha(() => database.update(MemberEntity, { email }, { name: 'Mine' }))).toBe(1);
    const names = await product.behindTheBack(
      'select organisation_id, name from app.member where email = $1 order by name',
      [email],
    );
    expect(names).toEqual([
      { organisation_id: beta.id, name: 'Ann' },
      { organisation_id: alpha.id, name: 'Mine' },
    ]);
  });

  it('takes away the rows of its organisation alone, and says how many', async () => {
    const change = { kind: 'gone', subjects: ['x'] };
    for (const { id } of [alpha, alpha, beta]) {
      const actor: Actor = { kind: 'job', organisationId: id, name: 'spec' };
      await database.run(actor, () => database.insert(OutboxChangeEntity, change));
    }
    expect(await inAlpha(() => database.delete(OutboxChangeEntity, { kind: 'gone' }))).toBe(2);
    const left = await product.behindTheBack(
      `select organisation_id from app.outbox_change where kind = 'gone'`,
    );
    expect(left).toEqual([{ organisation_id: beta.id }]);
  });

  it('names the organisation itself, and does not leave that to row-level security', async () => {
    const [text] = await sent(() => database.update(MemberEntity, { active: true }, { language: 'en' }));
    expect(text).toContain('WHERE ("organisation_id" = $2 AND');
  });

  it('is refused where the transaction belongs to no organisation', async () => {
    const work = database.run({ kind: 'none' }, () => database.delete(MemberEntity, { active: true }));
    await expect(work).rejects.toThrow('A transaction of kind none belongs to no organisation.');
  });

  it('needs no organisation for a table that has none', async () => {
    const key = Buffer.from('00ff3a', 'hex');
    const windowStart = '2026-11-26T10:00:00.000Z';
    const asNobody = <T>(work: () => Promise<T>) => database.run({ kind: 'none' }, work);
    await asNobody(() => database.insert(RateCountEntity, { name: 'spec', key, windowStart, count: 1 }));
    const more = { count: expression`count + ${2}::int` };
    expect(await asNobody(() => database.update(RateCountEntity, { name: 'spec', key }, more))).toBe(1);
    const rows = await asNobody(() =>
      database.query('select key, count, window_start from app.rate_count where name = :name', {
        name: 'spec',
      }),
    );
    expect(rows).toEqual([{ key, count: 3, windowStart }]);
    expect(await asNobody(() => database.delete(RateCountEntity, { key }))).toBe(1);
  });

  it('writes documents as they are, whatever keys or lists they hold', async () => {
    const subjects = [{ kind: 'vendor', organisationId: ':id', list: [1, null] }, 'text'];
    const { id } = await inAlpha(() =>
      database.insert(OutboxChangeEntity, { kind: 'spec', subjects }, ['id']),
    );
    const read = () =>
      inAlpha(() => database.query('select subjects from app.outbox_change where id = :id', { id }));
    expect(await read()).toEqual([{ subjects }]);
    const settings = { deep: { name: '', country: { id: 1 } } };
    await inAlpha(() => database.update(OrganisationEntity, {}, { settings }));
    expect(await inAlpha(() => database.query('select settings from app.organisation'))).toEqual([
      { settings },
    ]);
  });

  it('changes the one row of an organisation without a further name', async () => {
    expect(await inAlpha(() => database.update(OrganisationEntity, {}, { country: 'DE' }))).toBe(1);
    const countries = await product.behindTheBack(
      'select country from app.organisation where organisation_id = $1',
      [beta.id],
    );
    expect(countries).toEqual([{ country: 'US' }]);
  });

  it('asks for an empty column by null, and empties one by null', async () => {
    await inAlpha(() => database.insert(MemberEntity, { ...aRow('null@alpha.example'), passwordHash: 'x' }));
    const where = { email: 'null@alpha.example', passwordHash: null };
    expect(await inAlpha(() => database.update(MemberEntity, where, { name: 'Empty' }))).toBe(0);
    const { email } = where;
    expect(await inAlpha(() => database.update(MemberEntity, { email }, { passwordHash: null }))).toBe(1);
    expect(await inAlpha(() => database.update(MemberEntity, where, { name: 'Empty' }))).toBe(1);
  });

  it('takes what the database computes, with its values bound', async () => {
    const email = 'computed@alpha.example';
    await inAlpha(() =>
      database.insert(MemberEntity, { ...aRow(email), name: expression`upper(${"o'neill"})` }),
    );
    const later = expression`app.now() + ${'2 days'}::interval`;
    await inAlpha(() =>
      database.update(
        MemberEntity,
        { email },
        { passwordChangedAt: later, name: expression`name || ${'!'}` },
      ),
    );
    const row = await memberOf(email);
    expect(row).toMatchObject({ name: "O'NEILL!", password_changed_at: expect.any(Date) });
  });

  it('refuses undefined, and to touch every row for want of a condition', async () => {
    const undefinedName = { ...aRow('x@alpha.example'), leadId: undefined };
    await expect(inAlpha(() => database.insert(MemberEntity, undefinedName))).rejects.toThrow(
      'The row needs a value for leadId.',
    );
    await expect(
      inAlpha(() => database.update(MemberEntity, { id: undefined }, { name: '' })),
    ).rejects.toThrow('The row needs a value for id.');
    await expect(inAlpha(() => database.delete(MemberEntity, {}))).rejects.toThrow(
      'Say which rows of MemberEntity are meant',
    );
  });

  it('leaves the database its own words for what it refuses', async () => {
    const twice = inAlpha(async () => {
      await database.insert(MemberEntity, aRow('twice@alpha.example'));
      await database.insert(MemberEntity, aRow('twice@alpha.example'));
    });
    await expect(twice.catch((error: unknown) => sqlStateOf(error))).resolves.toBe(sqlState.uniqueViolation);
  });

  it('is undone with its transaction', async () => {
    const work = inAlpha(async () => {
      await database.insert(MemberEntity, aRow('undone@alpha.example'));
      throw new Error('too late');
    });
    await expect(work).rejects.toThrow('too late');
    expect(await memberOf('undone@alpha.example')).toBeUndefined();
  });

  it('does not compile with a column too few, too many or of another type', () => {
    const unsaid = async (): Promise<void> => {
      // @ts-expect-error The address has no default.
      await database.insert(MemberEntity, { name: 'Ann' });
      // @ts-expect-error There is no such column.
      await database.insert(MemberEntity, { ...aRow('a@b.example'), surname: 'Lee' });
      // @ts-expect-error The organisation is the transaction's.
      await database.update(MemberEntity, { id: alpha.id }, { organisationId: beta.id });
      // @ts-expect-error A name is no number.
      await database.update(MemberEntity, { id: alpha.id }, { name: 7 });
      // @ts-expect-error A name is never empty.
      await database.update(MemberEntity, { id: alpha.id }, { name: null });
      // @ts-expect-error A row that may be new needs every column without a default.
      await database.put(MemberEntity, { id: alpha.id }, { name: 'Ann' });
      // @ts-expect-error Only what was asked for comes back.
      (await database.insert(MemberEntity, aRow('a@b.example'), ['id'])).name satisfies string;
    };
    expect(unsaid).toBeInstanceOf(Function);
  });
});

function textOf(first: unknown): string {
  if (typeof first === 'string') return first;
  return typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : '';
}
