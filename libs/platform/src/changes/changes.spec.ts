import { Client } from 'pg';
import { aProduct, type TestMember, type TestOrganisation, type TestProduct } from '@countersign/testing';
import type { Actor } from '../database/actor';
import { Database } from '../database/database';
import { defineChange, type Change } from './change';
import { Changes, type Consequence } from './changes';
import { Outbox } from './outbox';

const painted = defineChange<{ readonly wallId: string }>('wall.painted');
const dried = defineChange<{ readonly wallIds: readonly string[] }>('wall.dried');
const wallId = '01999999-9999-7999-8999-999999999999';

let product: TestProduct;
let database: Database;
let organisation: TestOrganisation;
let member: TestMember;
let changes: Changes;
let followed: string[];

beforeAll(async () => {
  product = await aProduct();
  database = product.database;
  organisation = await product.anOrganisation();
  member = await product.aMember({ organisation });
});

beforeEach(async () => {
  await product.behindTheBack('delete from app.outbox_change');
  followed = [];
  changes = new Changes(database, product.get(Outbox));
  changes.draw([follower('first'), follower('second')]);
});

afterAll(() => product.close());

function follower(name: string, also: () => Promise<void> = () => Promise.resolve()): Consequence {
  return {
    follow: async (noted) => {
      followed.push(`${name}: ${noted.map(({ kind }) => kind).join(', ')}`);
      await also();
    },
  };
}

const work = <T>(what: () => Promise<T> | T) => product.as(member, () => Promise.resolve(what()));

const outbox = () =>
  product.behindTheBack<Change & { organisation_id: string }>(
    'select organisation_id, kind, subjects from app.outbox_change order by id',
  );

describe('What follows a change', () => {
  it('is done once for all that was noted, in its order, when the work is done', async () => {
    await work(() => {
      changes.note(painted({ wallId }));
      changes.note(dried({ wallIds: [wallId] }));
      followed.push('work');
    });
    expect(followed).toEqual(['work', 'first: wall.painted, wall.dried', 'second: wall.painted, wall.dried']);
  });

  it('is in the transaction of the change: what fails there leaves neither', async () => {
    changes.draw([follower('first', () => Promise.reject(new Error('the score cannot be counted')))]);
    const renamed = work(async () => {
      await database.query(`update app.organisation set name = 'Renamed'`);
      changes.note(painted({ wallId }));
    });
    await expect(renamed).rejects.toThrow('the score cannot be counted');
    const named = await product.behindTheBack(`select from app.organisation where name = 'Renamed'`);
    expect([named, await outbox()]).toEqual([[], []]);
  });

  it('is nothing where the work itself fails', async () => {
    const failed = work(() => {
      changes.note(painted({ wallId }));
      throw new Error('too late');
    });
    await expect(failed).rejects.toThrow('too late');
    expect([followed, await outbox()]).toEqual([[], []]);
  });

  it('may be a change itself, which those after it follow and those before it do not', async () => {
    const dries = () => Promise.resolve(changes.note(dried({ wallIds: [wallId] })));
    changes.draw([follower('first', dries), follower('second')]);
    await work(() => changes.note(painted({ wallId })));
    expect(followed).toEqual(['first: wall.painted', 'second: wall.painted, wall.dried']);
    expect((await outbox()).map(({ kind }) => kind)).toEqual(['wall.painted', 'wall.dried']);
  });

  it('is done earlier for whoever asks, and then not once more', async () => {
    await work(async () => {
      changes.note(painted({ wallId }));
      await changes.settle();
      followed.push('read');
    });
    expect(followed).toEqual(['first: wall.painted', 'second: wall.painted', 'read']);
    expect(await outbox()).toHaveLength(1);
  });

  it('is done for what is noted after that too', async () => {
    await work(async () => {
      changes.note(painted({ wallId }));
      await changes.settle();
      changes.note(dried({ wallIds: [wallId] }));
    });
    expect(followed).toEqual([
      'first: wall.painted',
      'second: wall.painted',
      'first: wall.dried',
      'second: wall.dried',
    ]);
  });

  it('is done once where the transaction is repeated after a deadlock', async () => {
    let attempts = 0;
    await work(async () => {
      changes.note(painted({ wallId }));
      if ((attempts += 1) === 1)
        await database.query(`do $$ begin raise exception 'again' using errcode = '40P01'; end $$`);
    });
    expect([attempts, followed]).toEqual([2, ['first: wall.painted', 'second: wall.painted']]);
    expect(await outbox()).toHaveLength(1);
  });

  it('is kept apart between transactions that run at once', async () => {
    const one = work(async () => {
      changes.note(painted({ wallId }));
      await database.query('select pg_sleep(0)');
    });
    const two = work(async () => {
      await database.query('select pg_sleep(0)');
      changes.note(dried({ wallIds: [wallId] }));
    });
    await Promise.all([one, two]);
    expect(followed.toSorted()).toEqual([
      'first: wall.dried',
      'first: wall.painted',
      'second: wall.dried',
      'second: wall.painted',
    ]);
  });

  it('costs no statement where nothing is noted, and one for the outbox where something is', async () => {
    const statementsOf = async (what: () => void): Promise<number> => {
      const query = jest.spyOn(Client.prototype, 'query');
      await work(what);
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    };
    const without = await statementsOf(() => undefined);
    const some = await statementsOf(() => {
      changes.note(painted({ wallId }));
      changes.note(dried({ wallIds: [wallId] }));
    });
    expect(some - without).toBe(1);
  });

  it('is refused where nobody has said what follows, instead of following nothing', async () => {
    changes = new Changes(database, product.get(Outbox));
    await expect(work(() => changes.note(painted({ wallId })))).rejects.toThrow(
      'Nobody has said what follows a change',
    );
  });

  it.each<[string, Actor]>([
    ['none', { kind: 'none' }],
    ['token', { kind: 'token', tokenHash: Buffer.alloc(32, 1) }],
  ])('cannot be noted by a %s, who belongs to no organisation', async (kind, actor) => {
    const noted = database.run(actor, () => Promise.resolve(changes.note(painted({ wallId }))));
    await expect(noted).rejects.toThrow(`wall.painted was noted by a ${kind}`);
  });
});

describe('The outbox', () => {
  it('keeps a row for each change of its organisation, with what the change is about', async () => {
    await work(() => {
      changes.note(painted({ wallId }));
      changes.note(dried({ wallIds: [wallId] }));
    });
    expect(await outbox()).toEqual([
      { organisation_id: organisation.id, kind: 'wall.painted', subjects: { wallId } },
      { organisation_id: organisation.id, kind: 'wall.dried', subjects: { wallIds: [wallId] } },
    ]);
  });

  it('forgets what is past its days, a few thousand at a time, and nothing else', async () => {
    const plant = (days: number, rows: number) =>
      product.behindTheBack(
        `insert into app.outbox_change (organisation_id, kind, subjects, at)
         select $1, 'wall.painted', '{"wallId": "1"}', app.now() - $2 * interval '1 day' - interval '1 hour'
         from generate_series(1, $3::int)`,
        [organisation.id, days, rows],
      );
    await plant(30, 2_001);
    await plant(29, 3);
    const forget = () => product.asJobOf(organisation, () => product.get(Outbox).forgetOld());
    expect([await forget(), await forget(), await forget()]).toEqual([2_000, 1, 0]);
    expect(await outbox()).toHaveLength(3);
  });
});
