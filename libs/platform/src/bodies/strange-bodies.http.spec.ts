import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  addressOf,
  aProduct,
  asJsonBody,
  bodyCorpus,
  bodyOf,
  describedIn,
  matrixRecords,
  operationsOf,
  send,
  strangeFormsOf,
  type MatrixRecords,
  type Operation,
  type RawAnswer,
  type StrangeBody,
  type TestProduct,
  type WireContract,
} from '@countersign/testing';

jest.setTimeout(300_000);

const contract = JSON.parse(
  readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8'),
) as WireContract;
const operations = operationsOf(contract);
const LARGEST_ANSWER = 8 * 1024;

describe('A body that no form sends', () => {
  let product: TestProduct;
  let records: MatrixRecords;
  let memberCookie: string;
  let respondentCookie: string;

  beforeAll(async () => {
    product = await aProduct();
    records = await matrixRecords(product, 'bodies');
    memberCookie = await product.cookieOf(await product.aMember({ organisation: records.organisation }));
    respondentCookie = await records.respondentCookie();
  });

  afterAll(() => product.close());

  function headersFor({ row }: Operation, { name, headers }: StrangeBody): Readonly<Record<string, string>> {
    const cookie = row.may === 'respondent' ? respondentCookie : memberCookie;
    return {
      'sec-fetch-site': 'same-origin',
      ...headers,
      ...(row.may !== 'anyone' && { cookie }),
      ...(row.upload && { 'x-file-name': `${name}.txt` }),
    };
  }

  /** Otherwise what is sent next would only be turned away at the door. */
  async function expectStillIn({ row }: Operation): Promise<void> {
    const asked = `/api/respond/assessments/${records.ids['assessment']}`;
    const [path, cookie] =
      row.may === 'respondent' ? [asked, respondentCookie] : ['/api/account', memberCookie];
    await product.browser().get(path).set('Cookie', cookie).expect(200);
  }

  async function sendTo(operation: Operation, body: StrangeBody): Promise<RawAnswer> {
    // Each of them comes from somebody who has not been here before.
    if (operation.row.may === 'anyone') await product.behindTheBack('delete from app.rate_count');
    const { port } = product.app.getHttpServer().address() as AddressInfo;
    const path = addressOf(operation, records.ids);
    const headers = headersFor(operation, body);
    return send({ port, method: operation.method, path, headers, bytes: body.bytes });
  }

  it('is refused by every operation in a few words, or served, and breaks none', async () => {
    const wrong: string[] = [];
    const counts: Record<string, number> = {};
    for (const operation of operations) {
      for (const body of bodyCorpus) {
        const { status, bytes } = await sendTo(operation, body);
        counts[status] = (counts[status] ?? 0) + 1;
        const isServed = status < 400 && operation.row.upload === true;
        const isRefused = status >= 400 && status < 500 && ![401, 403, 429].includes(status);
        if (isServed || (isRefused && bytes.length < LARGEST_ANSWER)) continue;
        wrong.push(`${operation.id}, ${body.name}: ${status}, ${bytes.length} bytes`);
      }
    }
    const tried = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const skipped = describedIn(contract).length - operations.length;
    process.stdout.write(
      `${operations.length} operations, ${bodyCorpus.length} bodies: ${tried} requests, ${skipped} operations skipped, ${JSON.stringify(counts)}\n`,
    );
    expect(wrong).toEqual([]);
    expect({ tried, skipped }).toEqual({ tried: operations.length * bodyCorpus.length, skipped: 0 });
  });

  it('breaks no operation either where it is a form with one strange thing in it', async () => {
    const broken: string[] = [];
    const counts: Record<string, number> = {};
    const withForms = operations.filter(({ row }) => row.body !== undefined);
    const byRespondents = withForms.filter(({ row }) => row.may === 'respondent');
    const byOthers = withForms.filter((operation) => !byRespondents.includes(operation));
    // Respondents first: among what members send there is what ends their access, and is served.
    for (const operation of [...byRespondents, ...byOthers]) {
      await expectStillIn(operation);

      for (const form of strangeFormsOf(bodyOf(operation, records.ids) ?? {})) {
        const body = asJsonBody('strange', form);
        const { status, bytes } = await sendTo(operation, body);
        counts[status] = (counts[status] ?? 0) + 1;
        if (status >= 500 || (status >= 400 && bytes.length >= LARGEST_ANSWER)) {
          broken.push(`${operation.id}: ${status} for ${body.bytes.toString().slice(0, 300)}`);
        }
      }
    }
    process.stdout.write(`${withForms.length} operations with a form: ${JSON.stringify(counts)}\n`);
    expect(broken).toEqual([]);
    expect(withForms.length).toBeGreaterThan(40);
  });
});
