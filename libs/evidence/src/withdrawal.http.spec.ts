import type TestAgent from 'supertest/lib/agent';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  respondentOf,
  sent,
  type TestOrganisation,
  type TestProduct,
} from '@countersign/testing';

jest.setTimeout(60_000);

const ROUNDS = 12;

let product: TestProduct;
let organisation: TestOrganisation;
let reviewer: TestAgent;
let assessmentId: string;
let tabs: readonly [TestAgent, TestAgent];

beforeAll(async () => {
  product = await aProduct();
  organisation = await aFoundedOrganisation(product, 'withdrawal');
  reviewer = await browserOf(product, organisation, 'reviewer');
  const procurement = await browserOf(product, organisation, 'procurement');
  assessmentId = await sent(procurement, await aCase(procurement));
  const respondent = () => respondentOf(product, organisation, assessmentId);
  tabs = [await respondent(), await respondent()];
});

afterAll(() => product.close());

interface Kept {
  readonly verified: boolean;
  readonly withdrawn: boolean;
}

async function aFile(): Promise<string> {
  const { body } = await tabs[0]
    .post(`/api/respond/assessments/${assessmentId}/evidence?question=MA-14`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'Policy.txt')
    .send(Buffer.from('Our policy.'))
    .expect(201);
  return (body as { id: string }).id;
}

async function aSubmittedFile(): Promise<string> {
  const id = await aFile();
  await product.behindTheBack('update app.evidence set submitted_at = app.now() where id = $1', [id]);
  return id;
}

async function statusOfRemoval(tab: TestAgent, id: string): Promise<number> {
  return (await tab.delete(`/api/respond/assessments/${assessmentId}/evidence/${id}`)).status;
}

async function statusOfVerification(id: string): Promise<number> {
  return (await reviewer.put(`/api/evidence/${id}/verified`).send({ verified: true, revision: 0 })).status;
}

async function kept(id: string): Promise<Kept | undefined> {
  const [row] = await product.behindTheBack<Kept>(
    'select verified, withdrawn_at is not null as withdrawn from app.evidence where id = $1',
    [id],
  );
  return row;
}

async function linesOf(id: string): Promise<string[]> {
  const lines = await product.behindTheBack<{ what: string }>(
    `select what from app.audit_event e
     where organisation_id = $1 and what in ('evidence.removed', 'evidence.withdrawn')
       and e::text like '%' || $2 || '%'`,
    [organisation.id, id],
  );
  return lines.map(({ what }) => what);
}

const times = Array.from({ length: ROUNDS }, (_, n) => n);

describe('Evidence that two people touch in the same moment', () => {
  it('is withdrawn once by two tabs, with one line in the trail', async () => {
    for (const _ of times) {
      const id = await aSubmittedFile();
      const statuses = await Promise.all(tabs.map((tab) => statusOfRemoval(tab, id)));
      expect(statuses.toSorted()).toEqual([204, 404]);
      expect(await kept(id)).toEqual({ verified: false, withdrawn: true });
      expect(await linesOf(id)).toEqual(['evidence.withdrawn']);
    }
  });

  it('is kept with its verification, or gone before anybody verified it', async () => {
    for (const _ of times) {
      const id = await aFile();
      const [verified, removed] = await Promise.all([statusOfVerification(id), statusOfRemoval(tabs[0], id)]);
      expect(removed).toBe(204);
      const left = await kept(id);
      if (verified === 200) expect(left).toEqual({ verified: true, withdrawn: true });
      else expect({ verified, left }).toEqual({ verified: expect.any(Number), left: undefined });
      expect([200, 404, 409]).toContain(verified);
    }
  });

  it('keeps the verification it had when it was withdrawn', async () => {
    for (const _ of times) {
      const id = await aSubmittedFile();
      const [verified, removed] = await Promise.all([statusOfVerification(id), statusOfRemoval(tabs[0], id)]);
      expect(removed).toBe(204);
      expect([200, 409]).toContain(verified);
      expect(await kept(id)).toEqual({ verified: verified === 200, withdrawn: true });
    }
  });
});
