import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type TestAgent from 'supertest/lib/agent';
import {
  addressOf,
  aProduct,
  bodyOf,
  matrixRecords,
  operationsOf,
  type MatrixRecords,
  type Operation,
  type TestProduct,
  type WireContract,
} from '@countersign/testing';

jest.setTimeout(300_000);

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface DescribedBody {
  readonly content: { readonly 'application/json'?: { readonly schema: Schema } };
}
type Contract = WireContract & {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly requestBody?: DescribedBody }>>>
  >;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

const contract = JSON.parse(readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8')) as Contract;

/** Names, titles and numbers of whatever bears them, and addresses: one line in lists, subjects of mail and the trail. */
const ONE_LINE: ReadonlySet<string> = new Set([
  'costCentre',
  'country',
  'email',
  'issuedBy',
  'label',
  'name',
  'reference',
  'replyTo',
  'senderName',
  'sourceAddress',
  'sourceTitle',
  'supplierNumber',
  'title',
  'way',
  'website',
]);
/** What is written in several lines, or compared, or read by a program. */
const OTHERS: ReadonlySet<string> = new Set([
  'acceptedOn',
  'access',
  'after',
  'agreedOn',
  'alsoShows',
  'answer',
  'apartFrom',
  'assessmentId',
  'attestationObject',
  'authenticatorData',
  'because',
  'choice',
  'clientDataJSON',
  'clientId',
  'clientSecret',
  'code',
  'comment',
  'confirmation',
  'confirmed',
  'contactId',
  'contractId',
  'currency',
  'current',
  'dataElements',
  'dataReturnProof',
  'dataReturnedOn',
  'deputyId',
  'description',
  'document',
  'doneBy',
  'dueOn',
  'duplicateId',
  'effectiveOn',
  'endedEarlyOn',
  'endedOn',
  'engagementId',
  'engagementIds',
  'exceptionReason',
  'exceptionUntil',
  'expiresOn',
  'explanation',
  'exportJobId',
  'fact',
  'findings',
  'fromOn',
  'happenedOn',
  'id',
  'inUseSince',
  'issuer',
  'knockouts',
  'language',
  'lastDay',
  'latestEnd',
  'laws',
  'leadId',
  'media',
  'memberId',
  'mentions',
  'message',
  'note',
  'notes',
  'organisation',
  'otherId',
  'ownerId',
  'password',
  'peopleAffected',
  'periodFrom',
  'periodTo',
  'plan',
  'proof',
  'publicKey',
  'question',
  'questionnaireVersionId',
  'questions',
  'quote',
  'rawId',
  'reason',
  'receivedOn',
  'reports',
  'residentsMassachusetts',
  'returnTo',
  'roleClaim',
  'says',
  'sections',
  'seen',
  'seenOn',
  'sentOn',
  'serviceKinds',
  'serviceStartOn',
  'signature',
  'signedOn',
  'since',
  'slug',
  'successorId',
  'summary',
  'text',
  'timeZone',
  'to',
  'token',
  'transports',
  'until',
  'untilOn',
  'userHandle',
  'validTo',
  'value',
  'vendorId',
]);

type Place = readonly string[];

const nameOf = (place: Place): string => place.findLast((part) => part !== '0') ?? '';

/** Every text of the form that a member or vendor may type, by its path, whatever the matrix's own body leaves out. */
function textsOf(schema: Schema, place: Place = [], seen: readonly string[] = []): readonly Place[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    const meant = contract.components.schemas[name];
    return meant === undefined || seen.includes(name) ? [] : textsOf(meant, place, [...seen, name]);
  }
  const isText = [schema.type].flat().includes('string') && schema.enum === undefined;
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const found = [
    ...(isText ? [place] : []),
    ...inner.flatMap((one) => textsOf(one, place, seen)),
    ...(schema.items === undefined ? [] : textsOf(schema.items, [...place, '0'], seen)),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) => textsOf(one, [...place, name], seen)),
  ];
  return [...new Map(found.map((one) => [one.join('.'), one])).values()];
}

function formsTextsOf({ path, method }: Operation): readonly Place[] {
  const schema = contract.paths[path]?.[method]?.requestBody?.content['application/json']?.schema;
  return schema === undefined ? [] : textsOf(schema);
}

function withText(whole: unknown, [name, ...rest]: Place, text: string): unknown {
  if (name === undefined) return text;
  const isItem = name === '0';
  const copy = (isItem ? [...(Array.isArray(whole) ? whole : [])] : { ...(whole as object) }) as Record<
    string,
    unknown
  >;
  copy[name] = withText(copy[name], rest, text);
  return copy;
}

const commands = operationsOf(contract).filter((operation) => formsTextsOf(operation).length > 0);

describe('A text that cannot be kept, in whatever field of whatever form', () => {
  let product: TestProduct;
  let records: MatrixRecords;
  let member: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    records = await matrixRecords(product, 'unkept');
    const cookie = await product.cookieOf(await product.aMember({ organisation: records.organisation }));
    member = product.browser().set('Cookie', cookie);
  });

  afterAll(() => product.close());

  async function send(operation: Operation, place: Place, text: string) {
    if (operation.row.may === 'anyone') await product.behindTheBack('delete from app.rate_count');
    const { may } = operation.row;
    const browser =
      may === 'respondent' ? records.respondent() : may === 'anyone' ? product.browser() : member;
    const body = withText(bodyOf(operation, records.ids) ?? {}, place, text) as object;
    const answer = await browser[operation.method](addressOf(operation, records.ids)).send(body);
    const { code, fields = [] } = answer.body as {
      code?: string;
      fields?: readonly { field: string; message: string }[];
    };
    const field = place.join('.');
    const said = fields.find((one) => one.field === field || `${field}.`.startsWith(`${one.field}.`));
    return { status: answer.status, code, sentence: said?.message ?? '' };
  }

  const isSentence = (words: string) => /^\p{Lu}.*[.?]$/su.test(words);

  it.each([
    ['NUL', 'North\u0000wind'],
    ['the first half of a character', 'North\ud83dwind'],
    ['the second half of a character', 'North\ude00wind'],
  ])('is refused at its field in a sentence where it holds %s', async (_what, text) => {
    const wrong: string[] = [];
    let tried = 0;
    for (const operation of commands)
      for (const place of formsTextsOf(operation)) {
        const { status, code, sentence } = await send(operation, place, text);
        tried += 1;
        if (status !== 422 || code !== 'unusable-character' || !isSentence(sentence))
          wrong.push(`${operation.id} ${place.join('.')}: ${status} ${code} ${sentence}`);
      }
    expect(wrong).toEqual([]);
    expect(tried).toBeGreaterThan(200);
  });

  it.each([
    ['line feed', '\n'],
    ['line separator', '\u2028'],
  ])(
    'is refused at its field in a sentence where one line is asked and it holds a %s',
    async (_what, end) => {
      const wrong: string[] = [];
      for (const operation of commands)
        for (const place of formsTextsOf(operation)) {
          if (!ONE_LINE.has(nameOf(place))) continue;
          const { status, sentence } = await send(operation, place, `North${end}wind`);
          if (status !== 422 || sentence === '')
            wrong.push(`${operation.id} ${place.join('.')}: ${status} ${sentence}`);
        }
      expect(wrong).toEqual([]);
    },
  );

  it('knows of every field whether it is one line', () => {
    const names = new Set(commands.flatMap((operation) => formsTextsOf(operation).map(nameOf)));
    expect([...names].toSorted()).toEqual([...ONE_LINE, ...OTHERS].toSorted());
  });
});
