import type { AnswerValue, RespondentQuestion } from '@countersign/domain';

/** What a well-run vendor answers, for questions whose best answer is not simply "yes". */
const BEST: Readonly<Record<string, unknown>> = {
  'MA-01': 'We print and post pay letters from a file that we fetch once a week.',
  'MA-02': ['ssn', 'fin'],
  'MA-03': ['emp'],
  'MA-04': 'r3',
  'MA-05': ['electronic'],
  'MA-06': ['collect', 'store', 'process'],
  'MA-07': [
    {
      system: 'Print database',
      elements: 'Name, Social Security number, account number',
      form: 'Electronic',
      operator: 'Ourselves',
      place: 'Massachusetts, United States',
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
      name: 'Coldwater Hosting',
      service: 'Hosting',
      elements: 'All of them, encrypted',
      place: 'Massachusetts, United States',
      contract: '2024-03-01',
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

const FOLLOW_UPS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'MA-16': { approver: 'The managing director' },
  'MA-17': { maintainer: 'Head of security' },
  'MA-38': { measures: 'Badges, a visitor log and an escort' },
  'MA-57': { protocols: 'TLS 1.2 and 1.3; SFTP for files' },
  'MA-68': { method: 'Paper is shredded on site; disks are erased with a certificate' },
};

export interface Respondent {
  readonly name: string;
  readonly title: string;
  readonly today: string;
  /** Answers with which this vendor is worse than it could be, by question. */
  readonly gaps: Readonly<Record<string, 'no' | 'partial'>>;
}

export function bestAnswer(question: RespondentQuestion, by: Respondent): AnswerValue {
  const gap = by.gaps[question.id];
  if (gap === undefined) {
    return { answer: withoutGap(question, by), followUps: FOLLOW_UPS[question.id] ?? {}, naReason: null };
  }
  const followUps = {
    compensatingControl: 'Two named people only, and a weekly look at what they did.',
    targetDate: yearsAfter(by.today, 1),
    owner: 'Head of operations',
  };
  return { answer: gap, followUps, naReason: null };
}

function withoutGap({ id, type }: RespondentQuestion, { name, title, today }: Respondent): unknown {
  if (Object.hasOwn(BEST, id)) return BEST[id];
  switch (type) {
    case 'yes_no_partial_na':
    case 'yes_no':
      return 'yes';
    case 'date':
      return today;
    case 'attestation':
      return { name, title, date: today, signature: name };
    default:
      throw new Error(`The journeys have no answer to ${id}.`);
  }
}

/** The same day of another year; the 28th stands in for days that not every year has. */
function yearsAfter(day: string, years: number): string {
  return `${Number(day.slice(0, 4)) + years}${day.slice(4, 8)}${day.endsWith('29') ? '28' : day.slice(8)}`;
}
