import type TestAgent from 'supertest/lib/agent';
import { addDays } from '@countersign/domain';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  contractBody,
  respondentOf,
  sent,
  type Case,
  type TestMember,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';
import type { MailRow } from '@countersign/notifications';
import type { Note } from './note.dto';
import { NoteMailSubject } from './note-mail-subject';

jest.setTimeout(180_000);

let product: TestProduct;
let organisation: TestOrganisation;
let dana: TestMember;
let tom: TestMember;
let procurement: TestAgent;
let reviewer: TestAgent;
let today: string;
let about: Case;

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'notes');
  dana = await product.aMember({ organisation, roles: ['procurement'], name: 'Dana Whitfield' });
  tom = await product.aMember({ organisation, roles: ['reviewer'], name: 'Tom Okafor' });
  procurement = await product.signedInAs(dana);
  reviewer = await product.signedInAs(tom);
  today = (await procurement.get('/api/session').expect(200)).body.today as string;
});

beforeEach(async () => {
  about = await aCase(procurement, { vendor: `Harbor ${Math.random()}` });
});

afterAll(() => product.close());

const written = (wishes: object = {}) => ({
  vendorId: about.vendorId,
  kind: 'note',
  happenedOn: today,
  text: 'They asked for a longer notice period.',
  mentions: [],
  ...wishes,
});
const add = async (wishes: object = {}, browser = procurement): Promise<Note> =>
  (await browser.post('/api/notes').send(written(wishes)).expect(201)).body as Note;
const list = async (query: string, browser = procurement): Promise<Note[]> =>
  (await browser.get(`/api/notes?${query}`).expect(200)).body.items as Note[];
const fieldsOf = ({ kind, happenedOn, text, mentions, revision }: Note) => ({
  kind,
  happenedOn,
  text,
  mentions: mentions.map(({ id }) => id),
  revision,
});
const change = (note: Note, wishes: object, browser = procurement) =>
  browser.put(`/api/notes/${note.id}`).send({ ...fieldsOf(note), ...wishes });
const withdraw = ({ id, revision }: Note, browser = procurement) =>
  browser.post(`/api/notes/${id}/withdraw`).send({ reason: 'Of another vendor', revision });
const linesOf = (id: string) =>
  product.behindTheBack<{ what: string; before: object | null; after: object | null }>(
    `select what, before, after from app.audit_event where object_id = $1 and what like 'note.%' order by id`,
    [id],
  );

describe('Notes', () => {
  it('of a vendor’s services and contracts are shown at the vendor too, the latest day first', async () => {
    const { body: contract } = await procurement.post('/api/contracts').send(contractBody(about)).expect(201);
    const ofVendor = await add({ happenedOn: addDays(today, -3) });
    const ofService = await add({ vendorId: null, engagementId: about.engagementId, kind: 'call' });
    const ofContract = await add({
      vendorId: null,
      contractId: contract.id as string,
      happenedOn: addDays(today, -1),
    });
    await aCase(procurement).then((other) => add({ vendorId: other.vendorId }));
    const shown = await list(`vendorId=${about.vendorId}`);
    expect(shown.map(({ id }) => id)).toEqual([ofService.id, ofContract.id, ofVendor.id]);
    expect(shown.map(({ place }) => [place.kind, place.vendorId])).toEqual([
      ['engagement', about.vendorId],
      ['contract', about.vendorId],
      ['vendor', about.vendorId],
    ]);
    expect(shown[0]).toMatchObject({
      by: 'Dana Whitfield',
      mayEdit: true,
      mayWithdraw: true,
      editedAt: null,
    });
    const idsOf = async (query: string) => (await list(query)).map(({ id }) => id);
    expect(await idsOf(`vendorId=${about.vendorId}&kind=call`)).toEqual([ofService.id]);
    expect(await idsOf(`engagementId=${about.engagementId}`)).toEqual([ofService.id]);
    expect(await idsOf(`contractId=${contract.id}`)).toEqual([ofContract.id]);
  });

  it('hold as many characters as are seen, whatever says how they are drawn', async () => {
    const text = '\u2764\uFE0F'.repeat(3_000);
    expect((await add({ text })).text).toBe(text);
  });

  it('are kept line by line, and refused with a sentence where they cannot be', async () => {
    const text = '  First line\n\n- second “line” \u202Eend  ';
    expect((await add({ text })).text).toBe('First line\n\n- second “line” end');
    const refused = async (wishes: object) => {
      const { body } = await procurement.post('/api/notes').send(written(wishes)).expect(422);
      return (body.fields as { field: string; message: string }[]).map(({ field, message }) => [
        field,
        message,
      ]);
    };
    expect(await refused({ happenedOn: addDays(today, 1) })).toEqual([
      ['happenedOn', 'The day cannot be after today.'],
    ]);
    expect(await refused({ text: '\u200B ' })).toEqual([['text', 'Write what there is to note.']]);
    expect((await refused({ text: 'x'.repeat(4_001) }))[0]?.[0]).toBe('text');
    expect((await add({ text: 'x'.repeat(4_000) })).text).toHaveLength(4_000);
    expect((await refused({ vendorId: null }))[0]?.[0]).toBe('vendorId');
    expect((await refused({ engagementId: about.engagementId }))[0]?.[0]).toBe('vendorId');
    await procurement
      .post('/api/notes')
      .send(written({ vendorId: about.engagementId }))
      .expect(404);
  });

  it('are corrected by whoever wrote them, who is told what another tab has saved; the trail keeps both', async () => {
    const note = await add();
    await change(note, { text: 'They asked for 90 days.', kind: 'call' }).expect(200);
    const { body } = await change(note, { text: 'They asked for 60 days.' }).expect(409);
    expect(body).toMatchObject({
      code: 'stale-revision',
      present: { text: 'They asked for 90 days.', kind: 'call', revision: 2 },
    });
    expect((await change(note, {}, reviewer).expect(409)).body.code).toBe('note-of-another');
    const [shown] = await list(`vendorId=${about.vendorId}`, reviewer);
    expect(shown).toMatchObject({ text: 'They asked for 90 days.', mayEdit: false, mayWithdraw: false });
    expect(shown?.editedAt).not.toBeNull();
    expect(await linesOf(about.vendorId)).toEqual([
      { what: 'note.added', before: null, after: { noteId: note.id, kind: 'note', happenedOn: today } },
      {
        what: 'note.changed',
        before: { noteId: note.id, kind: 'note', text: note.text },
        after: { noteId: note.id, kind: 'call', text: 'They asked for 90 days.' },
      },
    ]);
    const history = await reviewer.get(`/api/history/vendor/${about.vendorId}`).expect(200);
    expect((history.body.items as { what: string }[]).map(({ what }) => what)).toEqual(
      expect.arrayContaining(['note.added', 'note.changed']),
    );
  });

  it('that are sent again unchanged write nothing', async () => {
    const note = await add({ mentions: [tom.id] });
    expect((await change(note, {}).expect(200)).body).toMatchObject({ revision: 1, editedAt: null });
    expect(await linesOf(about.vendorId)).toHaveLength(1);
  });

  it('are withdrawn with a reason by their author or an administrator, once, and edited no more', async () => {
    const admin = await browserOf(product, organisation, 'admin');
    const auditor = await browserOf(product, organisation, 'auditor');
    const [first, second] = [await add(), await add()];
    await withdraw(first, auditor).expect(403);
    expect((await withdraw(first, reviewer).expect(409)).body.code).toBe('note-of-another');
    const answers = await Promise.all([withdraw(first), withdraw(first, admin)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await change(first, { text: 'Again' }).expect(409)).body.code).toBe('note-withdrawn');
    await withdraw(second, admin).expect(200);
    const shown = await list(`vendorId=${about.vendorId}`, auditor);
    expect(shown).toHaveLength(2);
    for (const note of shown) {
      expect(note).toMatchObject({ mayEdit: false, mayWithdraw: false });
      expect(note.withdrawn?.reason).toBe('Of another vendor');
    }
    await auditor.post('/api/notes').send(written()).expect(403);
    await admin.post('/api/notes').send(written()).expect(403);
  });

  it('mention active members who may read them, and are found by those', async () => {
    const gone = await product.aMember({ organisation, roles: ['procurement'] });
    await product.behindTheBack('update app.member set active = false where id = $1', [gone.id]);
    const roleless = await product.aMember({ organisation, roles: [] });
    const stranger = await product.aMember({ organisation: await product.anOrganisation() });
    for (const { id } of [gone, roleless, stranger]) {
      const { body } = await procurement
        .post('/api/notes')
        .send(written({ mentions: [id] }))
        .expect(422);
      expect(body.fields[0].field).toBe('mentions');
    }
    const note = await add({ mentions: [tom.id] });
    expect(note.mentions).toEqual([{ id: tom.id, name: 'Tom Okafor' }]);
    const mine = async () =>
      (await list(`mentions=me&vendorId=${about.vendorId}`, reviewer)).map(({ id }) => id);
    expect(await mine()).toEqual([note.id]);
    // Whoever was mentioned stays so after leaving; nobody is mentioned anew then.
    await product.behindTheBack('update app.member set active = false where id = $1', [tom.id]);
    await change(note, { text: 'Corrected.' }).expect(200);
    await product.behindTheBack('update app.member set active = true where id = $1', [tom.id]);
    expect(await mine()).toEqual([note.id]);
    await change({ ...note, revision: 2 }, { mentions: [] }).expect(200);
    expect(await mine()).toEqual([]);
    expect((await linesOf(about.vendorId)).at(-1)).toMatchObject({
      before: { mentions: 'Tom Okafor' },
      after: { mentions: '' },
    });
  });

  it('tell whoever they mention by mail once, and only those who were added by a correction', async () => {
    const kim = await product.aMember({ organisation, roles: ['risk'], name: 'Kim Risk' });
    const told = async ({ id }: Note) =>
      (
        await product.behindTheBack<{ recipient: string }>(
          'select recipient from app.notification where object_id = $1 order by created_at',
          [id],
        )
      ).map(({ recipient }) => recipient);
    const note = await add({ mentions: [tom.id, dana.id] });
    expect(await told(note)).toEqual([tom.email]);
    await change(note, { text: 'Corrected.' }).expect(200);
    await change({ ...note, revision: 2 }, { mentions: [tom.id, kim.id] }).expect(200);
    expect(await told(note)).toEqual([tom.email, kim.email]);
    await change({ ...note, revision: 3 }, { mentions: [] }).expect(200);
    await change({ ...note, revision: 4 }, { mentions: [tom.id] }).expect(200);
    expect(await told(note)).toEqual([tom.email, kim.email]);

    // The mail fell away, since its mention was gone when it was about to go.
    await product.behindTheBack(
      `update app.notification set state = 'superseded' where object_id = $1 and recipient = $2`,
      [note.id, kim.email],
    );
    for (const [revision, mentions] of [
      [5, [tom.id, kim.id]],
      [6, [tom.id]],
      [7, [tom.id, kim.id]],
    ] as const)
      await change({ ...note, revision }, { mentions }).expect(200);
    expect(await told(note)).toEqual([tom.email, kim.email, kim.email]);
  });

  it('tell nobody whose mention, note or right to read is gone when the mail is about to go', async () => {
    const { id, name, email } = await product.aMember({ organisation, roles: ['risk'], name: 'Ria Risk' });
    const reasonOf = (note: Note) =>
      product.asJobOf(organisation, () =>
        product.get(NoteMailSubject).reason({
          objectId: note.id,
          memberId: id,
          recipient: email,
          recipientName: name,
        } as MailRow),
      );
    const note = await add({ mentions: [id], vendorId: null, engagementId: about.engagementId });
    expect(await reasonOf(note)).toMatchObject({
      fallenAway: null,
      path: `/engagements/${about.engagementId}`,
      facts: { authorName: 'Dana Whitfield', happenedOn: today },
    });
    expect(JSON.stringify(await reasonOf(note))).not.toContain(note.text);
    for (const [state, back] of [
      ['active = false', 'active = true'],
      [`roles = '{}'`, `roles = '{risk}'`],
    ]) {
      await product.behindTheBack(`update app.member set ${state} where id = $1`, [id]);
      expect((await reasonOf(note)).fallenAway).toMatchObject({ code: 'mail-reason.may-not-read-it' });
      await product.behindTheBack(`update app.member set ${back} where id = $1`, [id]);
    }
    await change(note, { mentions: [] }).expect(200);
    expect((await reasonOf(note)).fallenAway).toMatchObject({ code: 'mail-reason.no-longer-mentioned' });
    await withdraw({ ...note, revision: 2 }).expect(200);
    expect((await reasonOf(note)).fallenAway).toMatchObject({ code: 'mail-reason.note-withdrawn' });
  });

  it('mention no more than 60 times an hour, and what is refused saves nothing', async () => {
    await add({ mentions: [tom.id] });
    await product.behindTheBack(`update app.rate_count set count = 60 where name = 'note-mentions'`);
    const { body } = await procurement
      .post('/api/notes')
      .send(written({ mentions: [tom.id] }))
      .expect(429);
    expect(body.code).toBe('mentioned-often');
    await add();
    expect(await list(`vendorId=${about.vendorId}`)).toHaveLength(2);
    await product.behindTheBack('delete from app.rate_count');
  });

  it('are found by what they say, in any case; a wildcard is a letter', async () => {
    const said = `Quokka ${Math.random()} 100%`;
    const note = await add({ text: `We spoke.\n${said}` });
    await add();
    const found = async (search: string) =>
      (await list(`search=${encodeURIComponent(search)}`, reviewer)).map(({ id }) => id);
    expect(await found(said.toUpperCase())).toEqual([note.id]);
    expect(await found('Quokka%100')).toEqual([]);
  });

  it('of a duplicate move with it, and come back', async () => {
    const duplicate = await aCase(procurement, { vendor: `Twin ${Math.random()}` });
    const note = await add({ vendorId: duplicate.vendorId });
    const { body } = await procurement
      .post(`/api/vendors/${about.vendorId}/merge`)
      .send({ duplicateId: duplicate.vendorId, duplicateRevision: 1, revision: 1 })
      .expect(200);
    expect((await list(`vendorId=${about.vendorId}`)).map(({ id }) => id)).toEqual([note.id]);
    const refused = await procurement
      .post('/api/notes')
      .send(written({ vendorId: duplicate.vendorId }))
      .expect(409);
    expect(refused.body.code).toBe('vendor-merged');
    const merge = (body.recentMerges as { id: string }[])[0]?.id;
    await procurement.post(`/api/vendors/${about.vendorId}/merges/${merge}/undo`).expect(200);
    expect(await list(`vendorId=${about.vendorId}`)).toEqual([]);
    expect((await list(`vendorId=${duplicate.vendorId}`)).map(({ id }) => id)).toEqual([note.id]);
  });

  it('reach no vendor: nothing that a respondent reads holds one', async () => {
    const said = `Internal ${Math.random()}`;
    const id = await sent(procurement, about);
    await add({ text: said });
    await add({ text: said, vendorId: null, engagementId: about.engagementId });
    const respondent = await respondentOf(product, organisation, id);
    const { body } = await respondent.get(`/api/respond/assessments/${id}`).expect(200);
    expect(JSON.stringify(body)).not.toContain(said);
    await respondent.get('/api/notes').expect(401);
    await respondent.get(`/api/notes?engagementId=${about.engagementId}`).expect(401);
  });

  it('by the ten thousand are read a page at a time, each once', async () => {
    await product.behindTheBack(
      `insert into app.note (organisation_id, vendor_id, kind, happened_on, text, by_member_id, by_name)
       select $1, $2, 'note', date '2026-01-01' + n % 200, 'Planted ' || n || repeat(' and so on', 300), $3, 'Dana'
       from generate_series(1, 10000) n`,
      [organisation.id, about.vendorId, dana.id],
    );
    const page = async (cursor = '') =>
      (await procurement.get(`/api/notes?vendorId=${about.vendorId}${cursor}`).expect(200)).body as {
        items: Note[];
        nextCursor: string;
        total: number;
      };
    const begun = Date.now();
    const first = await page();
    const second = await page(`&cursor=${first.nextCursor}`);
    const third = await page('&search=Planted%2077');
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect([first.total, first.items.length, second.items.length]).toEqual([10_000, 25, 25]);
    expect(new Set([...first.items, ...second.items].map(({ id }) => id)).size).toBe(50);
    expect(third.total).toBe(111);
  });
});
