import { Audit } from '@countersign/audit';
import type { TestOrganisation } from '@countersign/testing';
import { KeyLosses } from './key-losses';
import { lossInWords } from './loss-in-words';
import { aKey, Installation } from './testing/installation';
import { refuseUnfitKeys } from '../keys/key-checks';
import { SecretsRotation } from '../keys/secrets-rotation';

jest.setTimeout(60_000);

/** A line with other words, whose seal holds the digest of them: what only the missing key could have shown before. */
const rewritten = `update app.audit_event set what = 'spec.other' where id::text = victim;
  update app.audit_seal s set digest = (select app.audit_event_digest(e) from app.audit_event e where e.id::text = victim)
    where s.row_id = victim`;

const alsoLost = `insert into app.key_loss (organisation_id, line_id, key_id, sealed_to, last_hash, fingerprint)
  select organisation_id, line_id, '2', sealed_to, last_hash, fingerprint from app.key_loss`;

const saidOfAll = `insert into app.key_loss (organisation_id, line_id, key_id, sealed_to, last_hash, fingerprint)
  select l.organisation_id, gen_random_uuid(), k.id, 1000, l.last_hash, l.fingerprint
  from app.key_loss l cross join (values ('1'), ('2')) k (id)`;

function withVictims(sql: string): string {
  const rowOf = (which: string) => `(select row_id from app.audit_seal where seal_no = (${which}))`;
  return sql
    .replaceAll('= victim', `= ${rowOf('select 2')}`)
    .replaceAll('= last', `= ${rowOf('select max(seal_no) from app.audit_seal')}`);
}

describe('The trail after a loss of keys', () => {
  const first = aKey('1');
  const second = aKey('2');
  const third = aKey('3');
  let installation: Installation;
  let organisation: TestOrganisation;

  beforeEach(async () => {
    installation = await Installation.madeWith(first);
    organisation = await installation.product.anOrganisation({ name: 'Acme', slug: 'acme' });
    await installation.wroteAndSealed(organisation, await installation.open(first));
  });

  afterEach(() => installation.close());

  interface Seal {
    readonly no: number;
    readonly key: string;
    readonly what: string;
  }

  const seals = () =>
    installation.product.behindTheBack<Seal>(
      `select s.seal_no::int as no, s.key_id as key, e.what, encode(s.hash, 'hex') as hash
       from app.audit_seal s join app.audit_event e on e.id::text = s.row_id
       where s.organisation_id = $1 order by s.seal_no`,
      [organisation.id],
    );

  it('begins anew with a line that says so, and every seal of before stays', async () => {
    const before = await seals();
    await installation.product.asJobOf(organisation, () =>
      installation.product.get(Audit).record({ what: 'spec.waiting', object: { kind: 'vendor', id: null } }),
    );
    await expect(refuseUnfitKeys(installation.configWith(second))).rejects.toThrow(
      'COUNTERSIGN_KEYS lacks the key 1, which the audit seal needs: put it back. Where it is lost for good, run keys:lost.',
    );
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    const after = await seals();
    expect(after.slice(0, before.length)).toEqual(before);
    const begun = after.slice(before.length);
    expect(begun[0]).toMatchObject({ no: before.length + 1, key: '2', what: 'keys.lost' });
    expect(new Set(begun.map(({ key }) => key))).toEqual(new Set(['2']));
    expect(begun.map(({ what }) => what)).toContain('spec.waiting');
    const [line] = await installation.product.behindTheBack(
      `select actor_name as by, detail from app.audit_event where what = 'keys.lost'`,
    );
    expect(line).toEqual({
      by: 'operator',
      detail: {
        keys: ['1'],
        newKey: '2',
        reason: 'The disk with the keys burnt',
        formerHead: { sealNo: before.length, hash: (before.at(-1) as unknown as { hash: string }).hash },
        ended: { authenticators: 0, clientSecrets: 0, lockedOut: 0, offers: 0 },
      },
    });
  });

  it('verifies what has its key, and says of the rest what cannot be told', async () => {
    const lost = (await seals()).length;
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    const { lines, sound, reports } = await installation.verified(second);
    expect(sound).toBe(true);
    expect(reports[0]?.lost).toMatchObject({ lines: lost, to: lost, keyIds: ['1'], recordedBy: lost + 1 });
    expect(reports[0]?.sealed).toBe(lost + 4);
    expect(lines[1]).toContain(`${lost} of them, up to seal ${lost}, were sealed with the lost key 1.`);
    expect(lines[1]).toContain('Whether they were changed before then cannot be told without the key.');
    expect(lines.at(-1)).toBe(
      `Every line whose key is at hand is as it was sealed. ${lost} lines were sealed with lost keys: that they are as they were cannot be proved.`,
    );
  });

  it('is proved as a whole again when the lost key is found, which then seals nothing', async () => {
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    await installation.wroteAndSealed(organisation, await installation.start(first, second));
    const { lines, lost } = await installation.verified(first, second);
    expect(lines.at(-1)).toBe('Every sealed line is as it was.');
    expect(lost).toBe(0);
    await expect(refuseUnfitKeys(installation.configWith(second, first))).rejects.toThrow(
      'COUNTERSIGN_KEYS holds the key 1 last, whose loss was recorded: it may verify old lines and seals nothing any more.',
    );
    await expect(refuseUnfitKeys(installation.configWith(aKey('1'), second))).rejects.toThrow(
      'another key under the id 1',
    );
  });

  it('goes on after a second loss, and each key that is found proves its own lines', async () => {
    const ofFirst = (await seals()).length;
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    const ofSecond = (await seals()).length - ofFirst;
    await installation.recordLoss(third);
    await installation.wroteAndSealed(organisation, await installation.start(third));
    const lostWith = async (...keys: Parameters<typeof installation.verified>) => {
      const { sound, lost } = await installation.verified(...keys);
      return sound ? lost : 'broken';
    };
    expect(await lostWith(third)).toBe(ofFirst + ofSecond);
    expect(await lostWith(second, third)).toBe(ofFirst);
    expect(await lostWith(first, third)).toBe(ofSecond);
    expect(await lostWith(first, second, third)).toBe(0);
    expect(await lostWith(second)).toBe('broken');
  });

  it.each([
    ['a line', `update app.audit_event set what = 'spec.other' where id::text = victim`, 'changed'],
    ['a line, with its seal to match', rewritten, 'loss not as recorded'],
    ['a seal', `update app.audit_seal set hash = sha256('x') where seal_no = 2`, 'loss not as recorded'],
    ['the key of a seal', `update app.audit_seal set key_id = '9' where seal_no = 2`, 'unknown key'],
    ['the last seal', `update app.audit_seal set hash = sha256('x') where row_id = last`, 'seal changed'],
    [
      'what the loss says',
      `update app.key_loss set sealed_to = sealed_to + 1 where key_id = '1'`,
      'loss not as recorded',
    ],
    ['the loss, which is gone', 'delete from app.key_loss', 'unknown key'],
    ['another key, said to be lost as well', alsoLost, 'loss not as recorded'],
  ])('finds that somebody changed %s since', async (_what, sql, kind) => {
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    await installation.tamper(withVictims(sql));
    const { reports, sound } = await installation.verified(second);
    expect(reports[0]?.fault?.kind).toBe(kind);
    expect(sound).toBe(false);
  });

  it('believes no record of a loss that its own key did not seal', async () => {
    await installation.recordLoss(second);
    await installation.wroteAndSealed(organisation, await installation.start(second));
    await installation.tamper(saidOfAll);
    const { reports } = await installation.verified(third);
    expect(reports[0]?.fault).toMatchObject({ kind: 'unknown key', sealNo: 1 });
  });

  it('warns of a key that the installation has never had: somebody may have put its seals in', async () => {
    await installation.tamper(`
      insert into app.audit_seal (organisation_id, seal_no, source, row_id, digest, hash, key_id, sealed_at)
      select organisation_id, seal_no + 1, 'event', gen_random_uuid()::text, digest, sha256('x'), 'forged', now()
      from app.audit_seal where row_id = (select row_id from app.audit_seal order by seal_no desc limit 1)`);
    const losses = (await installation.open(first, second)).get(KeyLosses);
    const said = lossInWords(await losses.survey()).join('\n');
    expect(said).toContain('CAREFUL: this installation has never started with forged.');
    const honest = (await installation.open(second)).get(KeyLosses);
    expect((await honest.survey()).neverKnown).toEqual(['forged']);
  });

  it('is rotated like any other', async () => {
    await installation.recordLoss(second);
    const opened = await installation.start(second, third);
    const rotation = new SecretsRotation(
      installation.product.database,
      opened.get(Audit),
      installation.configWith(second, third).keys,
    );
    expect(await rotation.rotate()).toEqual({ resealed: 0, broken: [] });
    await installation.wroteAndSealed(organisation, opened);
    expect((await seals()).at(-1)?.key).toBe('3');
    expect((await installation.verified(second, third)).sound).toBe(true);
    await expect(refuseUnfitKeys(installation.configWith(third))).rejects.toThrow('lacks the key 2');
  });

  it('keeps its proof when the organisation is deleted and every word of the line is erased', async () => {
    await installation.recordLoss(second);
    const opened = await installation.start(second);
    const erasure = '0190aaaa-0000-7000-8000-000000000001';
    await installation.product.behindTheBack(
      `insert into app.data_job (organisation_id, kind, state, requested_by_name) values ($1, 'deletion', 'running', 'spec')`,
      [organisation.id],
    );
    await installation.product.asJobOf(organisation, async () => {
      const { database } = installation.product;
      const [job] = await database.query<{ id: string }>(
        `select id from app.data_job where kind = 'deletion'`,
      );
      const trail = { event: { who: 0, what: 0, rows: 0 }, answer: { who: 0, what: 0, rows: 0 } };
      await database.query('select place from lookup.delete_organisation(:job, :erasure)', {
        job: job?.id,
        erasure,
      });
      const [{ lost = 0 } = {}] = await database.query<{ lost: number }>(
        'select count(*)::int as lost from app.audit_event where what_salt is null',
      );
      await installation.product.get(Audit).record({
        id: erasure,
        what: 'organisation.erased',
        object: { kind: 'organisation', id: organisation.id },
        detail: { trail: { ...trail, event: { who: lost, what: lost, rows: 0 } } },
      });
    });
    await installation.wroteAndSealed(organisation, opened);
    const [line] = await installation.product.behindTheBack(
      `select detail from app.audit_event where what = 'keys.lost'`,
    );
    expect(line).toEqual({ detail: null });
    const { reports } = await installation.verified(second);
    expect(reports[0]?.fault).toBeNull();
    expect(reports[0]?.lost).not.toBeNull();
  });

  it('is marked where auditors read it: on the page, in the table and in the head', async () => {
    await installation.recordLoss(second);
    const auditor = await installation.product.aMember({ organisation });
    const cookie = await installation.product.cookieOf(auditor);
    const seen = async (...keys: Parameters<typeof installation.start>) => {
      const opened = await installation.start(...keys);
      await installation.wroteAndSealed(organisation, opened);
      const browser = opened.browser().set('Cookie', cookie);
      const { body: trail } = await browser.get('/api/audit').expect(200);
      const { body: seal } = await browser.get('/api/audit/seal').expect(200);
      const { text: csv } = await browser.get('/api/audit/export').expect(200);
      const { body: head } = await browser.get('/api/audit/head').expect(200);
      const items = trail.items as { what: string; sealNo: number | null; sealKeyLost: boolean }[];
      const marked = items.filter(({ sealKeyLost }) => sealKeyLost).map(({ sealNo }) => sealNo);
      const rows = csv.split('\n');
      return {
        marked,
        lost: seal.lost as object | null,
        headLost: head.lost as object | undefined,
        columns: rows[0],
        inTable: rows.filter((row) => row.endsWith(',yes,no')).length,
      };
    };
    const lost = { to: expect.any(Number), keys: ['1'], at: expect.stringMatching(/Z$|\+00/) };
    const without = await seen(second);
    expect(without).toMatchObject({ lost, headLost: lost });
    expect(without.columns).toContain('Seal,Seal by a lost key,Erased');
    const last = (without.lost as { to: number }).to;
    expect(without.marked).toEqual(Array.from({ length: last }, (_nothing, index) => last - index));
    expect(without.inTable).toBe(last);
    expect(await seen(first, second)).toMatchObject({
      marked: [],
      lost: null,
      headLost: undefined,
      inTable: 0,
    });
  });

  it('stands in no organisation that has lost nothing', async () => {
    const fresh = await installation.product.anOrganisation();
    const opened = await installation.open(second);
    const { organisations } = await opened.get(KeyLosses).survey();
    expect(organisations.map(({ slug }) => slug)).toEqual(['acme']);
    await opened.get(KeyLosses).record('The disk with the keys burnt');
    const rows = await installation.product.behindTheBack(
      'select distinct organisation_id as id from app.key_loss',
    );
    expect(rows).toEqual([{ id: organisation.id }]);
    expect(rows).not.toContainEqual({ id: fresh.id });
  });
});
