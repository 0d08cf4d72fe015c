import { Client } from 'pg';
import { aProduct, type TestOrganisation, type TestProduct } from '@countersign/testing';
import { Audit } from './audit';
import { Sealer } from './seal/sealer';

interface SealRow {
  readonly seal_no: string;
  readonly source: string;
  readonly row_id: string;
  readonly hash: Buffer;
}

describe('The seal', () => {
  let product: TestProduct;
  let sealer: Sealer;

  beforeAll(async () => {
    product = await aProduct({ databaseConnections: 20 });
    sealer = product.get(Sealer);
  });

  afterAll(() => product.close());

  const record = (organisation: TestOrganisation, what: string) =>
    product.asJobOf(organisation, () =>
      product.get(Audit).record({ what, object: { kind: 'vendor', id: null }, after: { what } }),
    );

  const seals = (organisation: TestOrganisation): Promise<SealRow[]> =>
    product.behindTheBack<SealRow>(
      'select seal_no, source, row_id, hash from app.audit_seal where organisation_id = $1 order by seal_no',
      [organisation.id],
    );

  const events = async (organisation: TestOrganisation): Promise<string[]> => {
    const rows = await product.behindTheBack<{ id: string }>(
      'select id from app.audit_event where organisation_id = $1',
      [organisation.id],
    );
    return rows.map(({ id }) => id);
  };

  async function expectOneChain(organisation: TestOrganisation): Promise<void> {
    const chain = await seals(organisation);
    expect(chain.map(({ seal_no }) => Number(seal_no))).toEqual(chain.map((_seal, index) => index + 1));
    expect(chain.map(({ row_id }) => row_id).sort()).toEqual((await events(organisation)).sort());
  }

  it('gives every event one place in one chain, with 64 writers and two sealers at once', async () => {
    const organisation = await product.anOrganisation();
    let writing = true;
    const sealUntilDone = async () => {
      while (writing) await sealer.seal(organisation.id);
    };
    const sealers = [sealUntilDone(), sealUntilDone()];
    const writers = Array.from({ length: 64 }, async (_nothing, writer) => {
      for (let line = 0; line < 8; line++) await record(organisation, `spec.written-${writer}-${line}`);
    });
    await Promise.all(writers);
    writing = false;
    await Promise.all(sealers);
    await sealer.seal(organisation.id);
    expect((await events(organisation)).length).toBeGreaterThanOrEqual(512);
    await expectOneChain(organisation);
  });

  it('finds what a slow transaction commits long after its neighbours were sealed', async () => {
    const organisation = await product.anOrganisation();
    const slow = new Client({ connectionString: product.testDatabase.adminUrl });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
       values ($1, 'job', 'slow', 'spec.slow', 'vendor')`,
      [organisation.id],
    );
    for (let round = 0; round < 3; round++) {
      await record(organisation, `spec.quick-${round}`);
      await sealer.sealAll();
    }
    const before = await seals(organisation);
    await slow.query('commit');
    await slow.end();
    await sealer.sealAll();
    expect(await seals(organisation)).toHaveLength(before.length + 1);
    await expectOneChain(organisation);
  });

  const isListed = async (organisationId: string): Promise<boolean> => {
    const listed = await product.behindTheBack<{ id: string }>('select lookup.organisations_to_seal() as id');
    return listed.some(({ id }) => id === organisationId);
  };

  it('looks at nothing twice once it is settled', async () => {
    const organisation = await product.anOrganisation();
    await record(organisation, 'spec.one');
    expect(await sealer.seal(organisation.id)).toBeGreaterThan(0);
    // Transactions of other databases on the same server hold the mark back as well: it moves on when they end.
    for (let round = 0; (await isListed(organisation.id)) && round < 200; round++) {
      expect(await sealer.seal(organisation.id)).toBe(0);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await isListed(organisation.id)).toBe(false);
    expect(await sealer.seal(organisation.id)).toBe(0);
  });

  it('goes over everything again where another server counts the transactions', async () => {
    const organisation = await product.anOrganisation();
    await record(organisation, 'spec.before-the-dump');
    await sealer.seal(organisation.id);
    await record(organisation, 'spec.not-yet-sealed-in-the-dump');
    // As a dump restored elsewhere: rows numbered by a server that was far ahead, and its mark.
    await product.behindTheBack(`
      do $$ begin
        set local session_replication_role = replica;
        update app.audit_event set transaction_id = transaction_id + 1000000
          where organisation_id = '${organisation.id}';
        update app.audit_seal_state set cluster = 'another', sealed_below = sealed_below + 1000000
          where organisation_id = '${organisation.id}';
      end $$`);
    await record(organisation, 'spec.after-the-restore');
    await sealer.sealAll();
    await expectOneChain(organisation);
    await record(organisation, 'spec.later');
    await sealer.sealAll();
    await expectOneChain(organisation);
  });

  it('takes more than a page, and what a single transaction wrote', async () => {
    const organisation = await product.anOrganisation();
    const many = (name: string) =>
      product.behindTheBack(
        `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
         select $1, 'job', $2, 'spec.many', 'vendor' from generate_series(1, 2500)`,
        [organisation.id, name],
      );
    await many('before the first sealing');
    await sealer.seal(organisation.id);
    await expectOneChain(organisation);
    await many('in one transaction');
    await sealer.seal(organisation.id);
    await expectOneChain(organisation);
  });

  it('goes on in the next turn where many lines waited, without keeping other organisations waiting', async () => {
    const many = await product.anOrganisation();
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
       select $1, 'job', 'spec', 'spec.many', 'vendor' from generate_series(1, 6500)`,
      [many.id],
    );
    const other = await product.anOrganisation();
    await record(other, 'spec.sealed');
    await sealer.sealAll();
    expect((await seals(many)).length).toBe(5_000);
    await expectOneChain(other);
    await sealer.sealAll();
    await expectOneChain(many);
  }, 60_000);

  it('stops for no organisation whose chain cannot go on', async () => {
    const [broken, sound] = [await product.anOrganisation(), await product.anOrganisation()];
    await product.behindTheBack(`insert into app.audit_seal_state values ($1, app.cluster(), 0)`, [
      broken.id,
    ]);
    await record(broken, 'spec.broken');
    await record(sound, 'spec.sound');
    await product.behindTheBack(`
      create function app.fail_for_one() returns trigger language plpgsql as $$ begin
        if new.organisation_id = '${broken.id}' then raise exception 'planted'; end if; return new;
      end $$;
      create trigger planted before insert on app.audit_seal for each row execute function app.fail_for_one()`);
    await sealer.sealAll();
    await expectOneChain(sound);
    expect(await seals(broken)).toEqual([]);
    await product.behindTheBack('drop trigger planted on app.audit_seal; drop function app.fail_for_one');
    await sealer.sealAll();
    await expectOneChain(broken);
  });

  it('cannot be changed or taken back by the product', async () => {
    const organisation = await product.anOrganisation();
    await record(organisation, 'spec.sealed');
    await sealer.seal(organisation.id);
    for (const sql of [
      'update app.audit_seal set digest = digest',
      'delete from app.audit_seal',
      'truncate app.audit_seal',
    ]) {
      const attempt = product.asJobOf(organisation, () => product.database.query(sql));
      await expect(attempt).rejects.toMatchObject({ code: '42501' });
      await expect(product.behindTheBack(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
