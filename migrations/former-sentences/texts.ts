type GapKind = 'list' | 'number' | 'word';

/**
 * What rows said in English before they kept codes: a text, and the code that stands for it now. `{gap}` is what the text
 * names; a gap is a text unless it is said to be a word, a number or the only item of a list.
 */
export type FormerText = readonly [code: string, text: string, gaps?: Readonly<Record<string, GapKind>>];

/** For `app.code_of` and `app.sentence_of`: patterns, and the names of what they find. */
export function textTable(texts: readonly FormerText[]): string {
  const table = texts.map(([code, text, kinds = {}]) => ({
    code,
    text,
    pattern: `^${text
      .split(/(\{\w+\})/)
      .map((part, place) => (place % 2 === 0 ? escaped(part) : patternOf(kinds[part.slice(1, -1)])))
      .join('')}$`,
    gaps: [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({ name, kind: kinds[name] ?? 'text' })),
  }));
  return literal(table);
}

export const literal = (value: unknown): string => `'${JSON.stringify(value).replaceAll("'", "''")}'::jsonb`;

const escaped = (text: string): string => text.replace(/[\\.^$*+?(){}|[\]-]/g, String.raw`\$&`);
function patternOf(kind: GapKind | undefined): string {
  switch (kind) {
    case 'number':
      return String.raw`(\d+)`;
    case 'word':
      return String.raw`(\S+)`;
    default:
      return '(.*)';
  }
}

export const nextSteps: readonly FormerText[] = [
  ['what-next.ended', 'Ended: kept for the record.'],
  ['what-next.rejected', 'Rejected: share no data with this vendor.'],
  ['what-next.send', 'Send the questionnaire to the vendor'],
  ['what-next.review', 'Review the answers'],
  ['what-next.decide', 'Decide: approve, approve to contract, or reject'],
  ['what-next.wait-for-correction-overdue', 'Waiting for the vendor to correct its answers: overdue'],
  ['what-next.wait-for-correction', 'Waiting for the vendor to correct its answers'],
  ['what-next.wait-overdue', 'Waiting for the vendor: overdue'],
  ['what-next.wait', 'Waiting for the vendor'],
  ['what-next.record-contract', 'Record the contract'],
  ['what-next.clause-01', 'CL-01 is not in force: have it signed, then mark it'],
  ['what-next.approve-in-force', 'The contract is in force: approve the engagement'],
  ['what-next.approve', 'Approve the engagement'],
  ['what-next.reassess', 'Reassessment is due: send the questionnaire'],
  ['what-next.approval-ended', 'The approval has ended: decide again'],
  ['what-next.close-clause-gaps', 'Close the {gaps} clause gaps', { gaps: 'number' }],
  ['what-next.nothing', 'Nothing to do now'],
];

/** The one text that said a number in another way. */
export const ONE_GAP = 'Close the clause gap';

export const answerDetails: readonly FormerText[] = [
  ['finding.answer.rejected', 'The answer was rejected in review.'],
  ['finding.answer.unanswered', 'The question was not answered.'],
  [
    'finding.answer.partly-met-as-told',
    'The requirement is met only in part: the answer is "{answer}".',
    { answer: 'list' },
  ],
  [
    'finding.answer.not-met-as-told',
    'The requirement is not met: the answer is "{answer}".',
    { answer: 'list' },
  ],
  ['finding.answer.partly-met', 'The requirement is met only in part.'],
  ['finding.answer.not-met', 'The requirement is not met.'],
];

export const answerTitle: readonly FormerText[] = [['finding.answer.title', '{question}']];
export const clauseTitle: readonly FormerText[] = [
  ['finding.clause.title', '{clause} {title}: not in the contract', { clause: 'word' }],
];

export const clauseFound: readonly FormerText[] = [
  ['clause-found.present', 'present'],
  ['clause-found.partial', 'partly there'],
  ['clause-found.missing', 'missing'],
  ['clause-found.excepted', 'excepted, and the exception has ended'],
  ['clause-found.not-marked', 'nobody has marked it yet'],
];

export const clauseReasons: readonly FormerText[] = [
  ['clause-reason.required-by', 'Required by {citation}'],
  ['clause-ground.always', 'it belongs in every contract'],
  ['clause-ground.rule', 'a rule of the clause library holds'],
  ['clause-ground.tier', 'the engagement is tier {tier}', { tier: 'number' }],
  ['clause-ground.criticality', 'its criticality is {criticality} of 5', { criticality: 'number' }],
  ['clause-ground.condition.ELECTRONIC_PI', 'it holds protected data electronically'],
  ['clause-ground.condition.PROTECTED', 'it holds protected data'],
  ['clause-ground.condition.PAPER', 'records are on paper'],
  ['clause-ground.condition.SUBCONTRACTORS', 'subcontractors hold or reach the data'],
  ['clause-ground.condition.PERSONAL', 'it holds personal data'],
  ['clause-ground.serviceKinds.onsite', 'vendor staff work on our premises'],
  ['clause-ground.serviceKinds.saas', 'it is software as a service'],
  ['clause-ground.serviceKinds.software', 'it is software'],
  ['clause-ground.serviceKinds.hosting', 'it is hosting'],
  ['clause-ground.serviceKinds.data-centre', 'it is a data centre'],
  ['clause-ground.serviceKinds.courier', 'it is a courier'],
  ['clause-ground.serviceKinds.records-storage', 'it stores records'],
  ['clause-ground.serviceKinds.disposal', 'it disposes of records'],
  ['clause-ground.access.privileged', 'it has privileged access to our systems'],
  ['clause-ground.access.store', 'it stores or processes our data'],
  ['clause-ground.access.view', 'it can view our data'],
  ['clause-ground.media.removable', 'data are on removable media'],
  ['clause-ground.dataElements.ssn', 'it holds Social Security numbers'],
  ['clause-ground.dataElements.bio', 'it holds biometric indicators'],
  ['clause-ground.internetFacing.true', 'the service faces the internet'],
  ['clause-ground.usesAi.true', 'it uses AI on our data'],
  ['clause-ground.fact', '{fact} names {value}'],
  ['clause-ground.fact', '{fact} is {value}'],
];

export const floors: readonly FormerText[] = [
  ['knockout-open', 'Knock-out {question} is open: {text}', { question: 'word' }],
  ['knockout-partial', 'Knock-out {question} is met only in part: {text}', { question: 'word' }],
  [
    'effectiveness-below-half',
    'Control effectiveness is below 50, which counts as a knock-out while it lasts',
  ],
  ['requirement-below-half', '{citation} has a control effectiveness below 50'],
  ['critical-finding-overdue', 'A critical finding is overdue'],
  ['critical-finding-open', 'A critical finding is open'],
];

export const triggers: readonly FormerText[] = [
  [
    'sensitive-data-at-scale',
    'Social Security, account, card, licence or health data of 10,000 or more people, or of a number not known',
  ],
  [
    'privileged-access',
    'Privileged access to our systems, with protected data or a service missed within three days',
  ],
  [
    'irreplaceable-core-service',
    'A core process stops within a day, there is no replacement within a year, and the vendor has access',
  ],
];

export const inherentNotes: readonly FormerText[] = [
  ['people-raised', 'More Massachusetts residents than people affected: the higher number counts.'],
  ['likelihood-capped', 'Likelihood ends at 100.'],
  ['pi-raises', 'Holds personal information (201 CMR 17.02): impact is at least 40.'],
  ['trigger-raises', 'A critical trigger applies: impact and likelihood are at least 60.'],
];

export const scoreReasons: readonly FormerText[] = [
  ['hidden', 'Not shown'],
  ['unscored', 'Not scored'],
  ['finding-verified', 'The finding is closed as verified: counts in full'],
  ['na-accepted', 'Not applicable, accepted: leaves the score'],
  ['na-pending', 'Not applicable, not accepted yet: counts 0'],
  ['na-rejected', 'Not applicable, rejected: counts 0'],
  ['unanswered', 'Not answered: counts 0'],
  ['not-yet-answered', 'Not answered yet'],
  ['rejected', 'Rejected in review: counts 0'],
  ['by-reviewer', 'Points set by the reviewer'],
  ['by-answer', 'Points of the answer'],
];

/** By fact and value: what the catalogue called it, and its factor. */
export const factValues: Readonly<
  Record<string, Readonly<Record<string, readonly [label: string, factor: number]>>>
> = {
  dataElements: {
    ssn: ['Social Security number', 5],
    fin: ['Financial account number', 5],
    card: ['Credit or debit card number', 5],
    phi: ['Health or medical information', 5],
    dl: ["Driver's licence or state-issued ID number", 4],
    bio: ['Biometric indicator', 4],
    cred: ['Security code, access code, PIN or password for an account', 4],
    otherPersonal: ['Other personal information', 3],
    internal: ['Internal, not personal', 2],
    public: ['Public', 1],
    none: ['No data', 1],
    unknown: ['Not known', 5],
  },
  peopleAffected: {
    r0: ['None', 1],
    r1: ['1-99', 1],
    r2: ['100-999', 2],
    r3: ['1,000-9,999', 3],
    r4: ['10,000-99,999', 4],
    r5: ['100,000 or more', 5],
    unknown: ['Not known', 4],
  },
  criticality: {
    1: ['Nobody notices for a month', 1],
    2: ['Within a month', 2],
    3: ['Within a week', 3],
    4: ['Within three days', 4],
    5: ['A core process stops within a day', 5],
  },
  access: {
    none: ['None', 1],
    view: ['Can view', 2],
    store: ['Stores or processes', 4],
    privileged: ['Privileged access to our systems', 5],
    unknown: ['Not known', 4],
  },
  replaceability: {
    1: ['Within a week', 1],
    2: ['Within a month', 2],
    3: ['Within a quarter', 3],
    4: ['Within a year', 4],
    5: ['Not within a year', 5],
  },
};

/** What facts were called. */
export const factLabels: Readonly<Record<string, string>> = {
  dataElements: 'Data elements held together with a name',
  peopleAffected: 'People whose data are affected, anywhere',
  residentsMassachusetts: 'Massachusetts residents affected',
  criticality: 'How soon the business suffers without it',
  access: 'Depth of access',
  replaceability: 'How soon it could be replaced',
  media: 'Forms in which data are held',
  portable: 'On laptops, phones or media that leave a secured site',
  wireless: 'Carried over wireless networks',
  subcontractors: 'Subcontractors hold or reach it',
  storedAbroad: 'Stored outside our country',
  internetFacing: 'Internet-facing service',
  incidentWithin36Months: 'Incident within 36 months',
  usesAi: 'Uses AI on our data',
  laws: 'Other laws that bind this data or service',
  serviceKinds: 'Kind of service',
  reports: 'Independent reports',
};
