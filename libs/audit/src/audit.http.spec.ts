import type TestAgent from 'supertest/lib/agent';
import { FileStore } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  submitted,
  type Case,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import { Audit } from './audit';
import { Sealer } from './seal/sealer';
import type { AuditLine } from './trail/audit.dto';
import { readHead } from './verify/verdict';

describe('The trail', () => {
  let product: TestProduct;
  let organisation: TestOrganisation;
  let auditor: TestAgent;
  let procurement: TestAgent;
  let reviewer: TestMember;
  let about: Case;
  let assessmentId: string;
  let evidenceId: string;

  beforeAll(async () => {
    product = await aProduct();
    organisation = await aFoundedOrganisation(product, 'audited');
    auditor = await browserOf(product, organisation, 'auditor');
    procurement = await browserOf(product, organisation, 'procurement');
    reviewer = await product.aMember({ organisation, roles: ['reviewer'], name: 'Rita Reviewer' });
    about = await aCase(procurement, { vendor: 'Paycheck Partners' });
    const answered = await submitted(product, { organisation, procurement, about });
    assessmentId = answered.assessmentId;
    evidenceId = await plantEvidence();
  }, 60_000);

  afterAll(() => product.close());

  async function plantEvidence(): Promise<string> {
    const [row] = await product.behindTheBack<{ id: string }>(
      `insert into app.evidence (organisation_id, assessment_id, name, size, media_type, sha256, storage_key,
         uploaded_by_contact_id, uploaded_by)
       values ($1, $2, 'report.pdf', 3, 'application/pdf', 'x', $4, $3, 'Vera')
       returning id`,
      [organisation.id, assessmentId, about.contactId, await aStoredFile()],
    );
    return row?.id ?? '';
  }

  async function aStoredFile(): Promise<string> {
    const { Readable } = await import('node:stream');
    const { key } = await product
      .get(FileStore)
      .put(Readable.from(Buffer.from('pdf')), { maximumBytes: 100 });
    return key;
  }

  const lines = async (query: string, browser = auditor): Promise<AuditLine[]> => {
    const all: AuditLine[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const after: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await browser.get(`/api/audit?${query}${after}`).expect(200);
      all.push(...(body.items as AuditLine[]));
      cursor = body.next as string | null;
    }
    return all;
  };

  it('tells who did what to which object, latest first', async () => {
    const [created] = await lines(`what=vendor.created`);
    expect(created).toMatchObject({
      actorKind: 'member',
      objectKind: 'vendor',
      objectId: about.vendorId,
      objectName: 'Paycheck Partners',
      after: { name: 'Paycheck Partners' },
      from: expect.stringMatching(/127\.0\.0\.1/),
      sealKeyLost: false,
      erased: false,
    });
    const all = await lines('');
    const times = all.map(({ at }) => at);
    expect(times).toEqual([...times].sort().reverse());
  });

  it('names the person behind a submission, and from where', async () => {
    const [line] = await lines('what=assessment.submitted');
    expect(line).toMatchObject({
      actorKind: 'respondent',
      actorId: about.contactId,
      actorName: expect.stringContaining('Vera Vendor'),
      from: expect.stringMatching(/127\.0\.0\.1/),
    });
  });

  it('pages without a gap or a repetition, also where lines share an instant', async () => {
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, at, actor_kind, actor_name, what, object_kind)
       select $1, timestamptz '2026-01-05 12:00:00.123456+00', 'job', 'spec', 'spec.burst', 'vendor'
       from generate_series(1, 130)`,
      [organisation.id],
    );
    const burst = await lines('what=spec.burst');
    expect(burst).toHaveLength(130);
    expect(new Set(burst.map(({ id }) => id)).size).toBe(130);
  });

  it('filters by actor, event, kind, object and day in the organisation’s zone', async () => {
    const sent = await lines(`objectKind=assessment&objectId=${assessmentId}&what=assessment.sent`);
    expect(sent).toHaveLength(1);
    const actor = sent[0]?.actorId ?? '';
    expect((await lines(`actor=${actor}`)).every(({ actorId }) => actorId === actor)).toBe(true);
    expect((await lines('actor=job')).every(({ actorKind }) => actorKind === 'job')).toBe(true);
    // 12:00 UTC on 5 January is that day in New York; 02:00 UTC would be the evening before.
    expect(await lines('what=spec.burst&from=2026-01-05&to=2026-01-05')).toHaveLength(130);
    expect(await lines('what=spec.burst&from=2026-01-06')).toEqual([]);
    await product.behindTheBack(
      `insert into app.audit_event (organisation_id, at, actor_kind, actor_name, what, object_kind)
       values ($1, timestamptz '2026-01-05 02:00+00', 'job', 'spec', 'spec.night', 'vendor')`,
      [organisation.id],
    );
    expect(await lines('what=spec.night&from=2026-01-05')).toEqual([]);
    expect(await lines('what=spec.night&to=2026-01-04')).toHaveLength(1);
  });

  it.each([
    'actor=everybody',
    'what=a%20b',
    'objectId=7',
    'from=2026-13-01',
    'to=tomorrow',
    'cursor=bm9uc2Vuc2U',
    'sort=at',
  ])('refuses %s', async (query) => {
    await auditor.get(`/api/audit?${query}`).expect(422);
  });

  it('offers what it holds for the filters', async () => {
    const { body } = await auditor.get('/api/audit/options').expect(200);
    expect(body.whats).toEqual(expect.arrayContaining(['vendor.created', 'assessment.sent', 'spec.burst']));
    expect(body.whats).toEqual([...new Set(body.whats)].sort());
    expect(body.objectKinds).toEqual(expect.arrayContaining(['vendor', 'engagement', 'assessment']));
    expect(body.actors).toEqual(
      expect.arrayContaining([{ id: null, kind: 'job', name: expect.any(String) }]),
    );
    expect(body.actors.filter(({ kind }: { kind: string }) => kind === 'member').length).toBeGreaterThan(0);
  });

  it('is for those who may read it, and shows nobody another organisation’s lines', async () => {
    for (const path of ['/api/audit', '/api/audit/options', '/api/audit/seal', '/api/audit/export']) {
      await procurement.get(path).expect(403);
    }
    const other = await product.anOrganisation();
    const stranger = await product.signedInAs(await product.aMember({ organisation: other }));
    expect(await lines(`objectId=${about.vendorId}`, stranger)).toEqual([]);
    const { body } = await stranger.get('/api/audit/options').expect(200);
    expect(body.whats).not.toContain('spec.burst');
    await stranger.get(`/api/history/vendor/${about.vendorId}`).expect(404);
  });

  it('shows each object its own history, without addresses and without who read it', async () => {
    const { body } = await procurement.get(`/api/history/engagement/${about.engagementId}`).expect(200);
    expect(body.items.map(({ what }: AuditLine) => what)).toContain('engagement.created');
    expect(body.items.every(({ from }: AuditLine) => from === null)).toBe(true);
    for (const [kind, id] of [
      ['vendor', about.vendorId],
      ['assessment', assessmentId],
    ]) {
      const history = await procurement.get(`/api/history/${kind}/${id}`).expect(200);
      expect(history.body.items.length).toBeGreaterThan(0);
      expect(history.body.items.every(({ objectId }: AuditLine) => objectId === id)).toBe(true);
    }
    await procurement.get(`/api/history/member/${reviewer.id}`).expect(404);
    await procurement.get(`/api/history/vendor/${assessmentId}`).expect(404);
  });

  it('finds a finding’s lines among those of its engagement', async () => {
    const [finding] = await product.behindTheBack<{ id: string }>(
      `insert into app.finding (organisation_id, engagement_id, source, occasion, title, detail, severity,
         severity_rank, state, due_on)
       values ($1, $2, 'manual', 'spec', '{"code": "as-written", "parameters": {"text": "A gap"}}', '{"code": "as-written", "parameters": {"text": ""}}', 'high', 3, 'proposed', '2099-01-01') returning id`,
      [organisation.id, about.engagementId],
    );
    const judge = await product.signedInAs(reviewer);
    await judge
      .post(`/api/findings/${finding?.id}/accept`)
      .send({ note: null, seen: 'unjudged' })
      .expect(200);
    const { body } = await judge.get(`/api/history/finding/${finding?.id}`).expect(200);
    expect(body.items).toMatchObject([{ what: 'finding.accepted', after: { title: 'A gap' } }]);
  });

  it('keeps one line of reading answers and files for each member, assessment and hour', async () => {
    const browser = await product.signedInAs(reviewer);
    const reads = (what: string) => lines(`what=${what}&actor=${reviewer.id}`);
    for (let round = 0; round < 3; round++) {
      await browser.get(`/api/assessments/${assessmentId}`).expect(200);
      await browser.get(`/api/evidence/${evidenceId}/file`).expect(200);
    }
    expect(await reads('answers.read')).toMatchObject([
      { objectId: assessmentId, actorName: 'Rita Reviewer' },
    ]);
    expect(await reads('file.read')).toHaveLength(1);
    await product.letTimePass('1 hour');
    await browser.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(await reads('answers.read')).toHaveLength(2);
    const other = await product.signedInAs(await product.aMember({ organisation, roles: ['reviewer'] }));
    await other.get(`/api/assessments/${assessmentId}`).expect(200);
    expect(await lines('what=answers.read')).toHaveLength(3);
    await product.letTimePass('2 days');
    await browser.get(`/api/assessments/${assessmentId}`).expect(200);
    const markers = await product.behindTheBack('select from app.audit_reading');
    expect(markers).toHaveLength(1);
  });

  it('says what is sealed and what waits, and gives the head out', async () => {
    await product.get(Sealer).sealAll();
    const { body: sealed } = await auditor.get('/api/audit/seal').expect(200);
    expect(sealed).toMatchObject({ waiting: 0, head: { sealNo: sealed.sealed, hash: expect.any(String) } });
    await product.asJobOf(organisation, () =>
      product.get(Audit).record({ what: 'spec.waiting', object: { kind: 'vendor', id: null } }),
    );
    expect((await auditor.get('/api/audit/seal').expect(200)).body.waiting).toBe(1);
    expect(await lines('what=spec.waiting')).toMatchObject([{ sealNo: null }]);
    await product.get(Sealer).sealAll();
    const [line] = await lines('what=spec.waiting');
    expect(line?.sealNo).toBe(Number(sealed.sealed) + 1);
    const file = await auditor.get('/api/audit/head').expect(200);
    expect(file.headers['content-disposition']).toContain('attachment');
    const head = readHead(JSON.stringify(file.body));
    expect(head).toMatchObject({
      organisation: 'audited',
      organisationId: organisation.id,
      sealNo: line?.sealNo,
    });
    expect(await lines('what=audit.head-exported')).toHaveLength(1);
  });

  describe('as a table', () => {
    const csvOf = async (query: string): Promise<string> => {
      const { text, headers } = await auditor.get(`/api/audit/export?${query}`).expect(200);
      expect(headers['content-type']).toContain('text/csv');
      expect(headers['content-disposition']).toContain('attachment; filename="audit.csv"');
      return text;
    };

    it('holds every line that was asked for, in pages', async () => {
      await product.behindTheBack(
        `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind)
         select $1, 'job', 'spec', 'spec.exported', 'vendor' from generate_series(1, 2100)`,
        [organisation.id],
      );
      const csv = await csvOf('what=spec.exported');
      const rows = csv.trim().split('\n');
      expect(rows).toHaveLength(2101);
      expect(rows[0]).toMatch(/^\ufeff?Time \(UTC\),/);
    });

    it('holds no cell that a spreadsheet would run', async () => {
      await product.behindTheBack(
        `insert into app.audit_event (organisation_id, actor_kind, actor_name, what, object_kind, from_where)
         select $1, 'visitor', a, 'spec.formula', 'vendor', '=1+1'
         from unnest(array['=HYPERLINK("http://x")', '+1', '-1', '@SUM(1)', e'\\t=1']) a`,
        [organisation.id],
      );
      const csv = await csvOf('what=spec.formula');
      expect(csv).not.toMatch(/(^|,)"?[=+@\t-]/m);
      expect(csv).toContain(`'=HYPERLINK`);
    });

    it('is itself a line, with what was asked for', async () => {
      const [line] = await lines('what=audit.exported');
      expect(line).toMatchObject({ objectKind: 'organisation', detail: { what: 'spec.formula' } });
    });

    it('cannot be taken without end', async () => {
      const member = await product.aMember({ organisation, roles: ['auditor'] });
      const browser = await product.signedInAs(member);
      for (let taken = 0; taken < 30; taken++) await browser.get('/api/audit/export?what=none').expect(200);
      const refused = await browser.get('/api/audit/export?what=none').expect(429);
      expect(refused.body.code).toBe('too-many-requests');
    });
  });
});
