import { aProduct, type TestProduct } from '@countersign/testing';
import { playDemonstration } from '../testing/played-demonstration';

jest.setTimeout(300_000);

/** By table and column, or further into a document: whose words stand there. Nothing else may hold a sentence. */
const WORDS_OF_OTHERS: Readonly<Record<string, string>> = {
  'answer_review.note': 'typed by a reviewer',
  'answer_revision.value': 'typed by the vendor',
  'agreed_term.document': 'typed by a member',
  'approval.conditions': 'typed by a member',
  'approval.reason': 'typed by a member',
  'assessment.message': 'typed by a member',
  'assessment.organisation_name': 'typed: the name of the organisation when it asked',
  'assessment.returned_message': 'typed by a member',
  'assessment.service_name': 'typed: the name of the service when it was asked about',
  'assessment.vendor_name': 'typed: the name of the vendor when it was asked',
  'assessment_outcome.cancelled_reason': 'typed by a member',
  'assessment_outcome.summary': 'typed by a reviewer',
  'audit_event.after.conditions': 'typed, as in the approval',
  'audit_event.after.document': 'typed, as in the agreed term',
  'audit_event.after.message': 'typed, as in the assessment',
  'audit_event.after.name': 'typed names',
  'audit_event.after.note': 'typed, as in the verdict',
  'audit_event.after.proof': 'typed, as in the notice',
  'audit_event.after.quote': 'the wording of a contract, typed by a member',
  'audit_event.after.reason': 'typed, as in the decision',
  'audit_event.after.summary': 'typed, as in the outcome',
  'audit_event.after.title': 'the typed title of a contract',
  'audit_event.after.title.parameters': 'the text of a question or clause, content that ships',
  'audit_event.after.way': 'typed, as in the notice',
  'clause_finding.quote': 'the wording of a contract, typed by a member',
  'clause_library.document': 'content that ships',
  'contact.title': 'typed by a member',
  'contract.title': 'typed by a member',
  'contract_decision.reason': 'typed by a member',
  'engagement.description': 'typed by a member',
  'engagement.end_reason': 'typed by a member',
  'engagement.name': 'typed by a member',
  'engagement.unassessed_by': 'the name of a member',
  'engagement.unassessed_reason': 'typed by a member',
  'evidence.name': 'the name of a file',
  'finding.detail.parameters.answer': 'the labels of options, content that ships',
  'finding.title.parameters': 'the text of a question or clause, content that ships',
  'finding.verdict_note': 'typed by a reviewer',
  'holiday.name': 'names that ship',
  'notice_record.proof': 'typed by a member',
  'notice_record.way': 'typed by a member',
  'notification.payload': 'what a mail told, as it was sent',
  'notification.subject': 'the subject of a mail, as it was sent',
  'organisation.name': 'typed',
  'questionnaire.title': 'content that ships',
  'questionnaire_version.document': 'content that ships',
  'questionnaire_version.source': 'content that ships',
  'reassessment_extension.reason': 'typed by a member',
  'respondent_questionnaire.document': 'content that ships',
  'risk_acceptance.reason': 'typed by a member',
  'score.document.score.knockouts.text': 'the text of a question, content that ships',
  'score.document.score.requirements.citation': 'content that ships',
  'score.document.score.requirements.title': 'content that ships',
  'score.document.score.sections.title': 'content that ships',
  'standing.residual.risk.floors.parameters': 'the text of a question, content that ships',
  'tier_override.lifted_reason': 'typed by a member',
  'tier_override.reason': 'typed by a member',
  'vendor.name': 'typed by a member',
  'vendor.name_key': 'typed by a member',
  'vendor.notes': 'typed by a member',
};

/** Columns that hold the name of a person, wherever they stand. */
const NAMES_OF_PEOPLE =
  /^(\w+\.(\w+_)?by(_name)?|\w+\.(actor|contact|recipient|requested_by|invited_by)_name|(member|contact)\.name|audit_event\.after\.(contactName|reviewer)|\w+\.asked_by)$/;

/** Two words of letters side by side: a code has none. */
const SENTENCE = /[A-Za-z]{2,}[,;:]? [A-Za-z]{2,}/;

let product: TestProduct;

beforeAll(async () => {
  product = await aProduct();
  await playDemonstration(product);
});

afterAll(() => product.close());

interface Found {
  readonly place: string;
  readonly text: string;
}

function* stringsIn(value: unknown, place: string): Generator<Found> {
  if (typeof value === 'string') yield { place, text: value };
  else if (Array.isArray(value)) for (const one of value) yield* stringsIn(one, place);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* stringsIn(one, `${place}.${name}`);
}

async function everyString(): Promise<Found[]> {
  const columns = await product.behindTheBack<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
       and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'text[]'::regtype)
     order by 1, 2`,
  );
  const found: Found[] = [];
  for (const { table, column } of columns) {
    const rows = await product.behindTheBack<{ value: unknown }>(
      `select "${column}" as value from app."${table}" where "${column}" is not null`,
    );
    for (const { value } of rows) found.push(...stringsIn(value, `${table}.${column}`));
  }
  return found;
}

const isOfOthers = (place: string): boolean =>
  NAMES_OF_PEOPLE.test(place) ||
  Object.keys(WORDS_OF_OTHERS).some((known) => place === known || place.startsWith(`${known}.`));

describe('A filled demonstration', () => {
  it('holds no English sentence in any row that a person did not type', async () => {
    const found = await everyString();
    expect(found.length).toBeGreaterThan(10_000);
    const sentences = found.filter(({ place, text }) => SENTENCE.test(text) && !isOfOthers(place));
    const once = new Map(sentences.map(({ place, text }) => [place, `${place}: ${text.slice(0, 120)}`]));
    expect([...once.values()]).toEqual([]);
    const isKnown = (place: string) =>
      found.some((one) => one.place === place || one.place.startsWith(`${place}.`));
    expect(
      ['finding.title.parameters.question', 'standing.what_next.code'].filter((place) => !isKnown(place)),
    ).toEqual([]);
  });
});
