// What is made up, where it lives, and which lines it needs in files that are there already.

const contracts = 'libs/contracts/src/contracts';
const clauses = 'libs/contracts/src/clauses';

const provided = (module, { name, file }) => [
  { into: module, before: '@Module({', lines: [`import { ${name} } from './${file}';`, ''] },
  { into: module, after: '  providers: [', lines: [`    ${name},`] },
];

export const rooms = [
  {
    name: 'A kind of mail: the years of a contract',
    folder: contracts,
    files: {
      [`${contracts}/contract-years.spec.ts`]: 'mail-kind/contract-years.spec.ts.template',
      [`${contracts}/contract-years.ts`]: 'mail-kind/contract-years.ts.template',
    },
    insertions: [
      {
        into: 'libs/content/src/mail-templates.ts',
        after: 'export const mailTemplates = {',
        lines: [
          `  'contract-years': {`,
          `    title: 'contract-years.title',`,
          `    subject: 'contract-years.subject',`,
          `    paragraphs: ['shared.hello', 'contract-reminder.the-term-ends-on'],`,
          `    action: 'action.open-the-contract',`,
          `    why: 'shared.member-why',`,
          `  },`,
        ],
      },
      {
        into: 'libs/content/src/texts/en/mails.json',
        after: '{',
        lines: [
          `  "contract-years.subject": "{contractTitle} with {vendorName} has a birthday",`,
          `  "contract-years.title": "Years of a contract",`,
        ],
      },
      {
        into: `${contracts}/contract-mail-subject.ts`,
        after: '  readonly mails = shippedMails({',
        lines: [`    'contract-years': { afterTheFact: true },`],
      },
      {
        into: `${contracts}/contract-mail-subject.ts`,
        after: '  readonly ladders: Readonly<Record<string, MailLadder>> = {',
        lines: [`    'contract-years': contractYears,`],
      },
      {
        into: `${contracts}/contract-mail-subject.ts`,
        before: 'interface ContractFacts extends Decided {',
        lines: [`import { contractYears } from './contract-years';`, ''],
      },
    ],
    specs: [`${contracts}/contract-years.spec.ts`, 'libs/notifications/src/mail-subjects.spec.ts'],
  },
  {
    name: 'A class of retention: the proofs of notices',
    folder: contracts,
    files: {
      [`${contracts}/notice-retention.spec.ts`]: 'retention-class/notice-retention.spec.ts.template',
      [`${contracts}/notice-retention.ts`]: 'retention-class/notice-retention.ts.template',
      'migrations/9900000000000-proofs-of-notices.ts':
        'retention-class/9900000000000-proofs-of-notices.ts.template',
    },
    insertions: [
      ...provided(`${contracts}/contracts.module.ts`, { name: 'NoticeRetention', file: 'notice-retention' }),
      {
        into: 'migrations/index.ts',
        before: '/** Every migration, oldest first: an explicit list, so that no bundler can lose one. */',
        lines: [`import { ProofsOfNotices9900000000000 } from './9900000000000-proofs-of-notices';`, ''],
      },
      { into: 'migrations/index.ts', before: '];', lines: ['  ProofsOfNotices9900000000000,'] },
    ],
    specs: [`${contracts}/notice-retention.spec.ts`],
  },
  {
    name: 'A source of findings: contracts that nobody owns',
    folder: clauses,
    files: {
      [`${clauses}/unowned-contracts.spec.ts`]: 'finding-source/unowned-contracts.spec.ts.template',
      [`${clauses}/unowned-contracts.ts`]: 'finding-source/unowned-contracts.ts.template',
    },
    insertions: [
      ...provided(`${clauses}/clauses.module.ts`, { name: 'UnownedContracts', file: 'unowned-contracts' }),
      {
        into: 'libs/content/src/texts/en/server.json',
        after: '{',
        lines: [
          `  "finding-source.unowned-contract": "From a contract without an owner",`,
          `  "finding.unowned-contract.closes": "This closes by itself as soon as somebody owns the contract.",`,
          `  "finding.unowned-contract.detail": "Nobody is told of its notice date by name.",`,
          `  "finding.unowned-contract.title": "{title}: nobody owns this contract",`,
        ],
      },
    ],
    specs: [`${clauses}/unowned-contracts.spec.ts`],
  },
];
