import { Client } from 'pg';
import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  type Case,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type { ServerText } from '@countersign/content';
import { say } from '@countersign/platform';
import { FindingSources, type FindingSource, type Gap, type MovedFinding } from './finding-source';
import { Register } from './register';

jest.setTimeout(60_000);

/** A source that no feature has, as the next feature would contribute one. */
const incidents: FindingSource = {
  kind: 'incident',
  title: 'finding-source.incident' as ServerText,
  rules: {
    begins: 'proposed',
    accepted: 'stays',
    verified: 'stays',
    follows: 'severity',
    due: 'since-found',
  },
  lines: (moved) =>
    moved.map(({ move, key, engagementId }) => ({
      what: `incident-finding.${move}`,
      object: { kind: 'engagement', id: engagementId },
      detail: { key },
    })),
  closesByItself: { detail: say('as-written', { text: 'This closes with the incident.' }) },
};

let product: TestProduct;
let organisation: TestOrganisation;
let procurement: TestAgent;
let reviewer: TestAgent;
let about: Case;

beforeAll(async () => {
  product = await aProduct();
  product.get(FindingSources).contribute(incidents);
});

beforeEach(async () => {
  organisation = await aFoundedOrganisation(product, `register-${Math.random().toString(36).slice(2, 8)}`);
  procurement = await browserOf(product, organisation, 'procurement');
  reviewer = await browserOf(product, organisation, 'reviewer');
  about = await aCase(procurement);
});

afterAll(() => product.close());

const breach = ({ engagementId }: Case, wishes: Partial<Gap> = {}): Gap => ({
  engagementId,
  key: 'breach-1',
  title: say('as-written', { text: 'A breach was told late' }),
  detail: say('as-written', { text: 'Told after 40 days.' }),
  citation: null,
  severity: 'high',
  ...wishes,
});

const hold = (engagements: readonly Case[], gaps: readonly Gap[]) =>
  product.asJobOf(organisation, () =>
    product
      .get(Register)
      .hold(incidents, { engagementIds: engagements.map(({ engagementId }) => engagementId) }, gaps),
  );

interface FoundRow {
  readonly id: string;
  readonly occasion: string;
  readonly state: string;
  readonly severity: string;
  readonly title: string;
}

const found = () =>
  product.behindTheBack<FoundRow>(
    `select id, occasion, state, severity, title from app.finding
     where organisation_id = $1 and source = 'incident' order by id`,
    [organisation.id],
  );

const told = async () => {
  const rows = await product.behindTheBack<{ what: string; key: string | null }>(
    `select what, detail ->> 'key' as key from app.audit_event
     where organisation_id = $1 and (what like 'incident-finding.%' or what = 'finding.reopened') order by id`,
    [organisation.id],
  );
  return rows.map(({ what, key }) => (key === null ? what : `${what} ${key}`));
};

describe('The register', () => {
  it('holds what a source sees, in its own words, and closes what it sees no more', async () => {
    await hold([about], [breach(about), breach(about, { key: 'breach-2', severity: 'low' })]);
    expect(await found()).toMatchObject([
      { occasion: 'incident:breach-1', state: 'proposed', severity: 'high' },
      { occasion: 'incident:breach-2', state: 'proposed', severity: 'low' },
    ]);
    await hold([about], [breach(about)]);
    await hold([about], [breach(about), breach(about, { key: 'breach-2', severity: 'low' })]);
    expect((await found()).map(({ state }) => state)).toEqual(['proposed', 'proposed']);
    expect(await told()).toEqual([
      'incident-finding.found breach-1',
      'incident-finding.found breach-2',
      'incident-finding.ended breach-2',
      'incident-finding.returned breach-2',
    ]);
  });

  it('keeps verdicts, and forgets one only where the finding opens again', async () => {
    await hold([about], [breach(about)]);
    const [{ id } = { id: '' }] = await found();
    await reviewer
      .post(`/api/findings/${id}/reject`)
      .send({ note: 'Told in time', seen: 'unjudged' })
      .expect(200);
    await hold([about], [breach(about, { severity: 'critical' })]);
    expect(await found()).toMatchObject([{ state: 'rejected', severity: 'high' }]);
    await hold([about], [breach(about, { knockout: true })]);
    expect(await told()).toEqual(['incident-finding.found breach-1', 'finding.reopened']);
    const rows = await product.behindTheBack(
      'select state, verdict_by, verdict_note, verdict_at, knockout from app.finding where id = $1',
      [id],
    );
    const nobody = { verdict_by: null, verdict_note: null, verdict_at: null };
    expect(rows).toEqual([{ state: 'proposed', ...nobody, knockout: true }]);
  });

  it('asks the source whether somebody may close one as verified', async () => {
    await hold([about], [breach(about)]);
    const [{ id } = { id: '' }] = await found();
    await reviewer.post(`/api/findings/${id}/accept`).send({ note: null, seen: 'unjudged' }).expect(200);
    const { body } = await reviewer.post(`/api/findings/${id}/verify`).send({ note: 'Seen' }).expect(409);
    expect(body).toMatchObject({ code: 'clause-finding', detail: 'This closes with the incident.' });
  });

  it('leaves alone the findings of other sources and of other engagements', async () => {
    const other = await aCase(procurement);
    await hold([about, other], [breach(about), breach(other)]);
    await hold([about], []);
    expect((await found()).map(({ state }) => state).toSorted()).toEqual(['closed', 'proposed']);
    await product.behindTheBack(`update app.finding set source = 'answer' where organisation_id = $1`, [
      organisation.id,
    ]);
    await hold([about, other], []);
    const rows = await product.behindTheBack<FoundRow>(
      'select state from app.finding where organisation_id = $1 order by state',
      [organisation.id],
    );
    expect(rows.map(({ state }) => state)).toEqual(['closed', 'proposed']);
  });

  it('takes as many statements for many findings of many engagements as for one', async () => {
    const others = [about, await aCase(procurement), await aCase(procurement)];
    const statementsFor = async (cases: readonly Case[], keys: readonly string[]): Promise<number> => {
      const gaps = cases.flatMap((one) => keys.map((key) => breach(one, { key })));
      const query = jest.spyOn(Client.prototype, 'query');
      await hold(cases, gaps);
      const { length } = query.mock.calls;
      query.mockRestore();
      return length;
    };
    const forOne = await statementsFor([about], ['a']);
    expect(await statementsFor(others, ['b', 'c', 'd', 'e'])).toBe(forOne + 1);
    expect((await found()).filter(({ state }) => state === 'proposed')).toHaveLength(12);
  });

  it('tells of nothing where nothing has moved', async () => {
    await hold([about], [breach(about)]);
    const lines: (readonly MovedFinding[])[] = [];
    const quiet: FindingSource = {
      ...incidents,
      lines: (moved) => {
        lines.push(moved);
        return [];
      },
    };
    const before = await found();
    await product.asJobOf(organisation, () =>
      product
        .get(Register)
        .hold(quiet, { engagementIds: [about.engagementId] }, [
          breach(about, { title: say('as-written', { text: 'Other words' }) }),
        ]),
    );
    expect([await found(), lines]).toEqual([before, [[]]]);
  });

  it('names where each comes from, whatever features there are', async () => {
    await hold([about], [breach(about)]);
    const [{ id } = { id: '' }] = await found();
    const { body } = await reviewer.get('/api/findings').expect(200);
    expect(body.items).toEqual([
      expect.objectContaining({ id, source: 'incident', sourceTitle: 'finding-source.incident' }),
    ]);
    const source = async (kind: string) => {
      await product.behindTheBack('update app.finding set source = $2 where id = $1', [id, kind]);
      return (await reviewer.get('/api/findings').expect(200)).body.items[0].sourceTitle as string;
    };
    expect([await source('manual'), await source('of-tomorrow')]).toEqual(['Entered by hand', 'of-tomorrow']);
  });

  it('holds nothing of a source that no feature contributes', async () => {
    const unknown = { ...incidents, kind: 'rumour' };
    const held = product.asJobOf(organisation, () =>
      product.get(Register).hold(unknown, { engagementIds: [about.engagementId] }, [breach(about)]),
    );
    await expect(held).rejects.toThrow('No feature contributes the finding source rumour');
  });

  it.each(['incident', 'answer', 'clause', 'manual'])('takes no second source %s', (kind) => {
    expect(() => product.get(FindingSources).contribute({ ...incidents, kind })).toThrow(
      `The finding source ${kind} is contributed twice.`,
    );
  });
});
