import {
  addMonths,
  followUpFields,
  type AnswerSheet,
  type AnswerValue,
  type CompiledQuestion,
  type CompiledQuestionnaire,
  type IntakeFacts,
} from '@countersign/domain';

/** What a well-run vendor answers, for questions whose best answer is not simply "yes". */
const BEST: Readonly<Record<string, unknown>> = {
  'MA-01':
    'We host the application and its database, receive a nightly file from your human resources system over SFTP, and answer tickets through our help desk. Four engineers can reach production through a bastion host.',
  'MA-02': ['ssn', 'fin'],
  'MA-03': ['emp'],
  'MA-04': 'r3',
  'MA-05': ['electronic'],
  'MA-06': ['collect', 'store', 'process'],
  'MA-07': [
    {
      system: 'Production database',
      elements: 'Name, Social Security number, account number',
      form: 'Electronic',
      operator: 'Our own account at a cloud provider',
      place: 'Massachusetts, United States',
      encrypted: 'yes',
    },
    {
      system: 'Backup store',
      elements: 'The same, in daily backups',
      form: 'Electronic',
      operator: 'The same cloud provider',
      place: 'Ohio, United States',
      encrypted: 'yes',
    },
  ],
  'MA-08': 'yes',
  'MA-09': 'no',
  'MA-10': 'no',
  'MA-11': 'no',
  'MA-12': ['none'],
  'MA-13': ['soc2'],
  'MA-15': ['admin', 'tech', 'phys', 'paper', 'elec'],
  'MA-23': 98,
  'MA-24': ['audit', 'tech', 'ack', 'phish'],
  'MA-29': 't24',
  'MA-32': [
    {
      name: 'Northgate Data Centers',
      service: 'Hosting',
      elements: 'All of the above, encrypted',
      place: 'Massachusetts, United States',
      contract: '2025-02-03',
      assessed: '2026-03-12',
    },
  ],
  'MA-33': 'y1',
  'MA-44': 'no',
  'MA-46': 24,
  'MA-51': 'mfa_all',
  'MA-60': 'm12',
  'MA-62': ['mdm', 'usb', 'bkp'],
  'MA-65': 'd14',
  'MA-69': 30,
  'MA-71': 'q',
  'MA-72': 'auto',
};

const FOLLOW_UPS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'MA-16': { approver: 'The chief information officer' },
  'MA-17': { maintainer: 'Head of security, security@vendor.example' },
  'MA-38': { measures: 'Badges, a visitor log and an escort; video at every door' },
  'MA-44': {
    incidents: [
      {
        date: '2025-03-18',
        elements: 'Name and driver\u2019s licence number',
        affected: 42,
        cause: 'A report was mailed to the wrong client',
        regulators: 'Attorney General and OCABR of Massachusetts',
        fixes: 'Recipients are now confirmed by a second person',
      },
    ],
  },
  'MA-57': { protocols: 'TLS 1.2 and 1.3 for the web, mail and interfaces; SFTP for files' },
  'MA-65': { unsupported: [] },
  'MA-68': {
    method: 'Paper is cross-cut shredded on site; disks are erased to NIST SP 800-88 with a certificate',
  },
};

export interface AnswersWanted {
  /** The day the vendor answers: dates lie a little before it. */
  readonly today: string;
  readonly contactName: string;
  readonly contactTitle: string;
  /** Questions answered otherwise, by id: an option, or any value of the question's type. */
  readonly otherwise?: Readonly<Record<string, unknown>>;
  readonly gapPlan?: Readonly<Record<string, string>>;
}

/** What has been answered before this question. */
export interface SoFar {
  readonly questionnaire: CompiledQuestionnaire;
  readonly answers: AnswerSheet;
  readonly facts: IntakeFacts;
}

/** One believable answer to a question, with the follow-ups it brings up. */
export function modelAnswer(question: CompiledQuestion, wanted: AnswersWanted, soFar: SoFar): AnswerValue {
  const answer = answerTo(question, wanted);
  const naReason =
    answer === 'na'
      ? { reason: 'no_system', explanation: 'We keep no such records for this service.' }
      : null;
  const value: AnswerValue = { answer, followUps: {}, naReason };
  const fields = followUpFields(soFar.questionnaire, question.id, {
    answers: { ...soFar.answers, [question.id]: value },
    facts: soFar.facts,
    today: wanted.today,
  });
  const offered: Readonly<Record<string, unknown>> = { ...gapFollowUps(wanted), ...FOLLOW_UPS[question.id] };
  const followUps = Object.fromEntries(
    fields.filter(({ key }) => Object.hasOwn(offered, key)).map(({ key }) => [key, offered[key]]),
  );
  return { answer, followUps, naReason };
}

function answerTo(question: CompiledQuestion, wanted: AnswersWanted): unknown {
  if (wanted.otherwise && Object.hasOwn(wanted.otherwise, question.id)) return wanted.otherwise[question.id];
  if (Object.hasOwn(BEST, question.id)) return BEST[question.id];
  switch (question.type) {
    case 'yes_no_partial_na':
    case 'yes_no':
      return 'yes';
    case 'date':
      return addMonths(wanted.today, -4);
    case 'attestation':
      return {
        name: wanted.contactName,
        title: wanted.contactTitle,
        date: wanted.today,
        signature: wanted.contactName,
      };
    case 'single':
    case 'multi':
    case 'number':
    case 'table':
    case 'text':
    case 'longText':
    case 'file':
      throw new Error(`The demonstration has no answer to ${question.id}.`);
  }
}

function gapFollowUps({ today, gapPlan }: AnswersWanted): Record<string, unknown> {
  return {
    compensatingControl:
      gapPlan?.['control'] ?? 'Access is limited to two administrators and reviewed weekly.',
    targetDate: addMonths(today, 3),
    owner: gapPlan?.['owner'] ?? 'Head of operations',
  };
}
