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

interface DescribedField {
  readonly name: string;
  readonly required?: boolean;
}
interface DescribedBody {
  readonly content: { readonly 'application/json'?: { readonly schema: { readonly $ref?: string } } };
}
type Contract = WireContract & {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          { readonly parameters?: readonly DescribedField[]; readonly requestBody?: DescribedBody }
        >
      >
    >
  >;
  readonly components: {
    readonly schemas: Readonly<
      Record<string, { readonly properties?: object; readonly required?: readonly string[] }>
    >;
  };
};

const contract = JSON.parse(readFileSync(join(__dirname, '../../../../openapi.json'), 'utf8')) as Contract;
const commands = operationsOf(contract).filter(({ method, row }) => method !== 'get' && row.may !== 'anyone');

/** What whoever sends the command has to say that they saw: another state is refused, and nothing is overwritten. */
const SEEN: Readonly<Record<string, readonly string[]>> = {
  acceptFinding: ['seen'],
  acceptLateNotice: ['revision'],
  acceptRisk: ['rating', 'knockouts'],
  adoptAnswer: ['revision'],
  agreeTerm: ['revision'],
  agreeToPlan: ['seen'],
  amendContract: ['revision'],
  answerFromDocument: ['revision'],
  archiveVendor: ['revision'],
  bringContactBack: ['revision'],
  bringVendorBack: ['revision'],
  changeColleagueNote: ['revision'],
  changeContact: ['revision'],
  changeDetails: ['revision'],
  changeEngagement: ['revision'],
  changeIntake: ['revision'],
  changeLimits: ['revision'],
  changeMember: ['revision'],
  changeNote: ['revision'],
  changeOrganisation: ['revision'],
  changeUse: ['revision'],
  changeVendor: ['revision'],
  closeAssessment: ['revision'],
  correctAgreedTerm: ['revision'],
  correctAssessment: ['revision'],
  correctTerms: ['revision'],
  deactivateContact: ['revision'],
  decideEngagement: ['after'],
  decideTerm: ['revision', 'lastDay'],
  endEngagement: ['revision'],
  exceptClause: ['revision'],
  extendReassessment: ['dueOn'],
  forgoAssessment: ['revision'],
  markClause: ['revision'],
  mergeVendor: ['revision', 'duplicateRevision'],
  proposePlan: ['seen'],
  recordNotice: ['revision'],
  recordReceipt: ['revision'],
  rejectFinding: ['seen'],
  removeIdentityProvider: ['revision'],
  reopenEngagement: ['revision'],
  replaceContact: ['revision'],
  returnAssessment: ['revision'],
  reviewAnswer: ['revision', 'answerRevision'],
  saveAnswer: ['base'],
  sendPlanBack: ['seen'],
  setIdentityProvider: ['revision'],
  setRetention: ['revision'],
  settleScope: ['revision'],
  standByAnswer: ['revision'],
  verifyEvidence: ['revision'],
  voidContract: ['revision'],
  wantAssessment: ['revision'],
  withdrawAgreedTerm: ['revision'],
  withdrawNote: ['revision'],
  withdrawNotice: ['revision'],
  withdrawPlan: ['seen'],
  withdrawPublicAnswer: ['revision'],
};

const NEW = 'adds a row of its own and changes none';
const ONCE = 'can be done once: whoever is second is told that it is done, and nothing is written';
const OWN = 'of the own account alone, and the last word holds';
const MAIL = 'mails once more what is there, and changes nothing';
const SET = 'puts one thing into a set or takes it out, whatever else is in it';

/** Why a command needs to say nothing of what was seen. */
const NONE: Readonly<Record<string, string>> = {
  addAbsence: NEW,
  addContact: NEW,
  addEngagement: NEW,
  addNote: NEW,
  addPasskey: OWN,
  addVendor: NEW,
  agreeToDelegation: `${ONCE}; it names what was asked`,
  agreeToPassingOn: `${ONCE}; it names what was asked`,
  askVendorAgain: ONCE,
  attachDocument: NEW,
  attachEvidence: NEW,
  beginPasskey: OWN,
  beginTotp: OWN,
  bringAssessmentBack: ONCE,
  bringBackContract: ONCE,
  cancelAssessment: `${ONCE}; it is brought back as it was`,
  cancelDataJob: ONCE,
  changeOwnLanguage: OWN,
  changeOwnPassword: 'names the former password',
  checkIdentityProvider: 'changes nothing',
  confirmIdentity: OWN,
  confirmTotp: OWN,
  coverEngagement: SET,
  deactivateMember: ONCE,
  declineAssessment: ONCE,
  delegatePart: 'adds a colleague or a part to one; what is there stays',
  deleteOrganisation: 'asks for an export that nobody has changed since, and for the name',
  endAbsence: ONCE,
  endHold: ONCE,
  endOtherSessions: OWN,
  endOwnSession: OWN,
  endSessionsOfMember: 'ends what is open, whatever it is',
  erasePerson: 'takes out what is there, whatever it says',
  exportOrganisation: NEW,
  freeAddress: ONCE,
  handOverWork: 'moves what is there at that moment, and the answer counts it',
  inviteMember: NEW,
  issueToken: NEW,
  liftTierOverride: `${ONCE}; it names the override`,
  linkIdentity: OWN,
  mailPassOnCode: MAIL,
  openBeside: 'opens what is the same person’s own, and changes nothing of it',
  openQuestions: SET,
  overrideTier: 'is refused while another override stands, with who set it',
  passOn: `${NEW}; a second one is refused while the first waits`,
  placeHold: NEW,
  proveInSession: 'proves who sits there, and changes nothing that somebody else may change',
  reactivateMember: ONCE,
  recordContract: NEW,
  refuseDelegation: `${ONCE}; it names what was asked`,
  refusePassingOn: `${ONCE}; it names what was asked`,
  removeEvidence: ONCE,
  removePasskey: OWN,
  removeTotp: OWN,
  renamePasskey: OWN,
  renewRecoveryCodes: OWN,
  resetSecondFactor: 'takes away what is there, whatever it is',
  reviewAnswers:
    'each verdict names the revisions that were seen; one that is behind is told with the present ones',
  revokeOwnToken: OWN,
  revokeToken: ONCE,
  seeFormulaRises: ONCE,
  sendAssessment: `${NEW}; a second one of the same is refused unless confirmed`,
  sendAssessmentAgain: MAIL,
  sendFollowUp: 'takes all that nobody has sent yet: whoever is second finds nothing left',
  sendInvitationAgain: MAIL,
  sendPasswordReset: MAIL,
  setVendorsApart: SET,
  submitAssessment: ONCE,
  takeDelegationBack: ONCE,
  takeOverAnswers: 'each answer names the revision that was offered; another one is not taken over',
  takeTask: 'is refused where somebody who is here owns it by then',
  takeUpAssessment: ONCE,
  uncoverEngagement: SET,
  undoMerge: ONCE,
  undoVendorsApart: SET,
  unlinkIdentity: OWN,
  verifyFinding: ONCE,
  withdrawAcceptance: `${ONCE}; it names the acceptance`,
  withdrawColleagueNote: ONCE,
  withdrawDocument: ONCE,
  withdrawInvitation: ONCE,
  writeColleagueNote: NEW,
};

function describedFields({ path, method }: Operation): {
  readonly all: string[];
  readonly required: string[];
} {
  const { parameters = [], requestBody } = contract.paths[path]?.[method] ?? {};
  const name = requestBody?.content['application/json']?.schema.$ref?.split('/').at(-1) ?? '';
  const { properties = {}, required = [] } = contract.components.schemas[name] ?? {};
  return {
    all: [...Object.keys(properties), ...parameters.map((one) => one.name)],
    required: [...required, ...parameters.flatMap((one) => (one.required === true ? [one.name] : []))],
  };
}

describe('What a command says of what was seen', () => {
  let product: TestProduct;
  let records: MatrixRecords;
  let member: TestAgent;

  beforeAll(async () => {
    product = await aProduct();
    records = await matrixRecords(product, 'seen');
    const cookie = await product.cookieOf(await product.aMember({ organisation: records.organisation }));
    member = product.browser().set('Cookie', cookie);
  });

  afterAll(() => product.close());

  const send = (operation: Operation, body: object, query = '') => {
    const browser = operation.row.may === 'respondent' ? records.respondent() : member;
    const [address = '', own = ''] = addressOf(operation, records.ids).split('?');
    const asked = browser[operation.method](`${address}?${query || own}`);
    return operation.method === 'delete' ? asked : asked.send(body);
  };

  it('is decided for every command of members and vendors, once, and with a reason where it is nothing', () => {
    const known = [...Object.keys(SEEN), ...Object.keys(NONE)];
    expect(known.toSorted()).toEqual(commands.map(({ id }) => id).toSorted());
    expect(new Set(known).size).toBe(known.length);
  });

  it('stands in openapi.json as what has to be given, and nowhere else', () => {
    const wrong = commands.flatMap((operation) => {
      const { all, required } = describedFields(operation);
      const fields = SEEN[operation.id] ?? [];
      const lacking = fields.filter((field) => !required.includes(field));
      const untold = fields.length > 0 ? [] : all.filter((field) => /revision|^seen$|^after$/i.test(field));
      return [...lacking, ...untold].map((field) => `${operation.id}: ${field}`);
    });
    expect(wrong).toEqual([]);
  });

  it('is asked for by name where it is left out, with what to do', async () => {
    const wrong: string[] = [];
    for (const operation of commands) {
      for (const field of SEEN[operation.id] ?? []) {
        const given = bodyOf(operation, records.ids) ?? {};
        const body = Object.fromEntries(Object.entries(given).filter(([name]) => name !== field));
        const { status, body: refusal } = await send(operation, body, 'without=');
        const fields = (refusal as { fields?: { field: string; message: string }[] }).fields ?? [];
        const said = fields.filter((one) => one.field === field).map(({ message }) => message);
        if (status !== 422 || !said.some((words) => /^(Name|Give|Say) /.test(words)))
          wrong.push(`${operation.id} without ${field}: ${status} ${said.join(' ')}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  /** Compared in specs of their own: they say no number, or on the records of the matrix another answer comes first. */
  const ELSEWHERE: readonly string[] = [
    'acceptFinding',
    'acceptRisk',
    'agreeToPlan',
    'changeNote',
    'decideEngagement',
    'extendReassessment',
    'proposePlan',
    'rejectFinding',
    'removeIdentityProvider',
    'saveAnswer',
    'sendPlanBack',
    'setRetention',
    'standByAnswer',
    'withdrawPlan',
    'withdrawPublicAnswer',
  ];

  it('is compared: whoever saw another state is refused with the present one', async () => {
    const wrong: string[] = [];
    for (const operation of commands) {
      if (ELSEWHERE.includes(operation.id)) continue;
      for (const field of SEEN[operation.id] ?? []) {
        const other = field === 'lastDay' ? '2000-01-01' : 9_999;
        const given = bodyOf(operation, records.ids) ?? {};
        const { status, body } = await send(operation, { ...given, [field]: other }, `${field}=${other}`);
        const { code, present } = body as { code?: string; present?: object };
        if (status !== 409 || code !== 'stale-revision' || present === undefined)
          wrong.push(`${operation.id} ${field}: ${status} ${code}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
