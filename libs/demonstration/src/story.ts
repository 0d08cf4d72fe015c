import type { ContractTerms, IntakeFacts } from '@countersign/domain';

type Recommendation = 'approve' | 'approve-with-conditions' | 'reject';
type Outcome = 'to-contract' | 'approved' | 'approved-with-conditions' | 'rejected';

/** What happens with one vendor; days count from today, the past is negative. */
export interface VendorStory {
  readonly name: string;
  readonly website: string;
  readonly notes: string;
  readonly contact: { readonly name: string; readonly title: string; readonly email: string };
  readonly service: string;
  readonly description: string;
  readonly intake: IntakeFacts;
  readonly added: number;
  readonly owner: 'tom' | 'dana';
  readonly sent?: { readonly day: number; readonly dueIn: number; readonly message: string };
  readonly opened?: number;
  readonly answered?: {
    readonly day: number;
    readonly otherwise?: Readonly<Record<string, unknown>>;
    /** Sections answered so far; all and submitted where left out. */
    readonly onlySections?: readonly string[];
    readonly evidence?: readonly string[];
  };
  readonly reviewed?: {
    readonly day: number;
    readonly returned?: string;
    readonly closed?: { readonly recommendation: Recommendation; readonly summary: string };
  };
  readonly decided?: readonly {
    readonly day: number;
    readonly outcome: Outcome;
    readonly reason: string;
    readonly conditions?: readonly { readonly text: string; readonly dueInDays: number }[];
    readonly validForDays?: number;
  }[];
  readonly contract?: {
    readonly day: number;
    readonly title: string;
    readonly reference: string;
    readonly signed: number;
    readonly annualDollars: number;
    readonly terms: (dayOf: (offset: number) => string) => ContractTerms;
    readonly missing: readonly string[];
    readonly decision?: {
      readonly day: number;
      readonly decision: 'renew' | 'renegotiate' | 'end';
      readonly reason: string;
    };
    /** A further term that both sides signed. */
    readonly agreed?: {
      readonly day: number;
      readonly signed: number;
      readonly lastDay: number;
      readonly document: string;
    };
    readonly notice?: {
      readonly day: number;
      readonly sent: number;
      readonly way: string;
      readonly proof: string;
    };
  };
  /** The business takes over what the answers name beyond its intake. */
  readonly adopted?: { readonly day: number; readonly fact: keyof IntakeFacts };
  /** What the vendor does for us has become more. */
  readonly widened?: { readonly day: number; readonly intake: Partial<IntakeFacts> };
  readonly accepted?: { readonly day: number; readonly reason: string; readonly forDays: number };
  readonly used?: { readonly day: number };
  readonly cancelled?: { readonly day: number; readonly reason: string };
}

const quiet: IntakeFacts = {
  dataElements: ['internal'],
  peopleAffected: 'r0',
  residentsMassachusetts: null,
  criticality: 2,
  access: 'view',
  replaceability: 2,
  media: ['electronic'],
  portable: false,
  wireless: false,
  subcontractors: false,
  storedAbroad: false,
  internetFacing: false,
  incidentWithin36Months: false,
  usesAi: false,
  laws: [],
  serviceKinds: ['professional'],
  reports: [],
};

const payroll: IntakeFacts = {
  ...quiet,
  dataElements: ['ssn', 'fin'],
  peopleAffected: 'r3',
  residentsMassachusetts: 'r3',
  criticality: 4,
  access: 'store',
  replaceability: 4,
  internetFacing: true,
  serviceKinds: ['saas'],
  reports: ['soc2'],
};

const terms = (changes: Partial<ContractTerms> & Pick<ContractTerms, 'effectiveOn'>): ContractTerms => ({
  serviceStartOn: null,
  initial: { kind: 'months', months: 12 },
  renewal: { kind: 'auto', months: 12 },
  maximumRenewals: null,
  latestEnd: null,
  notice: { kind: 'days', days: 90 },
  noticeBasis: 'received-by',
  deliveryDays: 3,
  amendments: [],
  endedEarlyOn: null,
  ...changes,
});

const contact = (name: string, title: string, domain: string) => ({
  name,
  title,
  email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${domain}.example`,
});

const REQUEST =
  'Please answer for the service you provide to us; a colleague of yours may help with the technical part.';

export const STORIES: readonly VendorStory[] = [
  {
    name: 'Northwind Payroll Services',
    website: 'https://www.northwind-payroll.example',
    notes: 'Runs payroll and year-end forms for all employees.',
    contact: contact('Grace Lindqvist', 'Director of compliance', 'northwind-payroll'),
    service: 'Payroll processing',
    description: 'Fortnightly payroll, tax forms and direct deposit for 2,400 employees.',
    intake: payroll,
    added: -330,
    owner: 'tom',
    sent: { day: -325, dueIn: 21, message: REQUEST },
    opened: -322,
    answered: { day: -310, evidence: ['MA-14', 'MA-19'] },
    reviewed: {
      day: -304,
      closed: {
        recommendation: 'approve',
        summary: 'A mature program with a current SOC 2 report. No gaps found.',
      },
    },
    decided: [
      { day: -300, outcome: 'to-contract', reason: 'Strong answers; the contract is still to be signed.' },
      {
        day: -290,
        outcome: 'approved',
        reason: 'CL-01 is in force and the residual risk is low.',
        validForDays: 340,
      },
    ],
    used: { day: -285 },
    contract: {
      day: -295,
      title: 'Payroll services agreement',
      reference: 'C-2026-014',
      signed: -296,
      annualDollars: 184_000,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-296),
          notice: { kind: 'days', days: 45 },
          noticeBasis: 'sent-by',
          deliveryDays: 0,
        }),
      missing: [],
    },
  },
  {
    name: 'Cobalt Cloud Hosting',
    website: 'https://cobalt-hosting.example',
    notes: 'Hosts the policyholder portal.',
    contact: contact('Marcus Adeyemi', 'Security manager', 'cobalt-hosting'),
    service: 'Portal hosting',
    description: 'Hosting and operations of the policyholder portal and its database.',
    intake: {
      ...payroll,
      peopleAffected: 'r4',
      residentsMassachusetts: 'r4',
      criticality: 5,
      access: 'privileged',
      subcontractors: true,
      serviceKinds: ['hosting', 'data-centre'],
    },
    added: -60,
    owner: 'tom',
    sent: { day: -55, dueIn: 30, message: REQUEST },
    opened: -52,
    answered: {
      day: -30,
      otherwise: { 'MA-11': 'yes', 'MA-57': 'no', 'MA-59': 'partial', 'MA-72': 'man', 'MA-71': 'y' },
      evidence: ['MA-14'],
    },
    reviewed: {
      day: -24,
      closed: {
        recommendation: 'reject',
        summary: 'Backups travel to the second site over an unencrypted link: 201 CMR 17.04(3) is not met.',
      },
    },
  },
  {
    name: 'Bluehill Benefits Administration',
    website: 'https://bluehill-benefits.example',
    notes: 'Administers the health and dental plans.',
    contact: contact('Irene Castellano', 'Privacy officer', 'bluehill-benefits'),
    service: 'Benefits administration',
    description: 'Enrolment, claims questions and carrier feeds for the employee benefit plans.',
    intake: {
      ...payroll,
      dataElements: ['ssn', 'phi', 'otherPersonal'],
      laws: ['hipaa'],
      subcontractors: true,
      reports: [],
    },
    added: -50,
    owner: 'tom',
    sent: { day: -35, dueIn: 30, message: REQUEST },
    opened: -20,
    answered: { day: -12, onlySections: ['A', 'B', 'C'] },
  },
  {
    name: 'Meridian Document Destruction',
    website: 'https://meridian-shred.example',
    notes: 'Locked consoles on three floors, emptied every other week.',
    contact: contact('Paul Gagnon', 'Operations manager', 'meridian-shred'),
    service: 'On-site shredding',
    description: 'Collection and destruction of paper files and retired disks.',
    intake: {
      ...quiet,
      dataElements: ['ssn', 'dl', 'fin'],
      peopleAffected: 'r3',
      criticality: 2,
      access: 'view',
      media: ['paper', 'removable'],
      serviceKinds: ['disposal'],
    },
    added: -25,
    owner: 'dana',
    sent: { day: -14, dueIn: 21, message: REQUEST },
    opened: -9,
    answered: { day: -4, onlySections: ['A', 'B'] },
  },
  {
    name: 'BrightDesk Support',
    website: 'https://brightdesk.example',
    notes: 'Trial planned for the claims team.',
    contact: contact('Yuki Tanabe', 'Head of trust', 'brightdesk'),
    service: 'Customer support platform',
    description: 'Ticketing and chat with policyholders; names, addresses and claim numbers.',
    intake: {
      ...payroll,
      dataElements: ['otherPersonal'],
      peopleAffected: 'r4',
      residentsMassachusetts: null,
      criticality: 3,
      replaceability: 3,
      storedAbroad: true,
      usesAi: true,
      laws: ['shield'],
    },
    added: -12,
    owner: 'tom',
    sent: { day: -9, dueIn: 14, message: REQUEST },
  },
  {
    name: 'Fernhill Legal',
    website: 'https://fernhill-legal.example',
    notes: 'Outside counsel for subrogation.',
    contact: contact('Charlotte Ames', 'General counsel', 'fernhill-legal'),
    service: 'Subrogation counsel',
    description: 'Receives claim files with medical and financial records.',
    intake: {
      ...quiet,
      dataElements: ['ssn', 'phi', 'fin'],
      peopleAffected: 'r2',
      residentsMassachusetts: 'r2',
      criticality: 3,
      access: 'store',
      replaceability: 3,
      media: ['electronic', 'paper'],
      portable: true,
      serviceKinds: ['professional'],
    },
    added: -40,
    owner: 'dana',
    sent: { day: -33, dueIn: 30, message: REQUEST },
    opened: -29,
    answered: {
      day: -3,
      otherwise: {
        'MA-05': ['electronic', 'paper'],
        'MA-09': 'yes',
        'MA-13': ['none'],
        'MA-22': 'partial',
        'MA-23': 84,
        'MA-51': 'mfa_risk',
        'MA-62': ['mdm', 'usb'],
        'MA-39': 'no',
      },
      evidence: ['MA-14'],
    },
  },
  {
    name: 'Quarry Analytics',
    website: 'https://quarry-analytics.example',
    notes: 'Pricing models; receives extracts without names where possible.',
    contact: contact('Deepa Nair', 'Chief data officer', 'quarry-analytics'),
    service: 'Pricing analytics',
    description: 'Monthly policy extracts for rate modelling.',
    intake: {
      ...payroll,
      dataElements: ['dl', 'otherPersonal'],
      peopleAffected: 'r4',
      residentsMassachusetts: 'r4',
      criticality: 3,
      replaceability: 3,
      usesAi: true,
      serviceKinds: ['professional', 'saas'],
    },
    added: -45,
    owner: 'tom',
    sent: { day: -38, dueIn: 42, message: REQUEST },
    opened: -36,
    answered: { day: -15, otherwise: { 'MA-02': ['dl', 'other'], 'MA-44': 'yes', 'MA-28': 'partial' } },
    reviewed: {
      day: -6,
      returned:
        'Thank you. Please describe the incident you mention under MA-44 in more detail, and tell us by when leavers lose access to the modelling server.',
    },
  },
  {
    name: 'Lumen & Vale Marketing',
    website: 'https://lumen-vale.example',
    notes: 'Renewal letters and customer surveys.',
    contact: contact('Oscar Fielding', 'Account director', 'lumen-vale'),
    service: 'Customer mailings',
    description: 'Prints and mails renewal letters from a weekly address file.',
    intake: {
      ...quiet,
      dataElements: ['fin', 'otherPersonal'],
      peopleAffected: 'r4',
      residentsMassachusetts: 'r4',
      criticality: 3,
      access: 'store',
      replaceability: 3,
      media: ['electronic', 'paper'],
      subcontractors: true,
      serviceKinds: ['professional'],
    },
    added: -400,
    owner: 'dana',
    sent: { day: -395, dueIn: 30, message: REQUEST },
    opened: -390,
    answered: {
      day: -372,
      otherwise: {
        'MA-02': ['fin', 'other'],
        'MA-03': ['cust'],
        'MA-04': 'r4',
        'MA-05': ['electronic', 'paper'],
        'MA-11': 'yes',
        'MA-13': ['none'],
        'MA-21': 'partial',
        'MA-33': 'y2',
        'MA-51': 'pw_strong',
      },
    },
    reviewed: {
      day: -365,
      closed: {
        recommendation: 'approve-with-conditions',
        summary: 'Sound for its size. Multi-factor sign-in is missing and should follow within the year.',
      },
    },
    decided: [
      { day: -360, outcome: 'to-contract', reason: 'Acceptable once the agreement is signed.' },
      {
        day: -345,
        outcome: 'approved-with-conditions',
        reason: 'The gaps are limited and have owners.',
        conditions: [{ text: 'Multi-factor sign-in for all remote access', dueInDays: 365 }],
        validForDays: 335,
      },
    ],
    used: { day: -340 },
    contract: {
      day: -350,
      title: 'Mailing services agreement',
      reference: 'C-2025-087',
      signed: -351,
      annualDollars: 61_500,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-346),
          initial: { kind: 'days', days: 440 },
          notice: { kind: 'days', days: 60 },
        }),
      missing: ['CL-18', 'CL-24'],
    },
  },
  {
    name: 'Atlas Facilities',
    website: 'https://atlas-facilities.example',
    notes: 'No access to records; escorted in the archive.',
    contact: contact('Brigid Nolan', 'Regional manager', 'atlas-facilities'),
    service: 'Cleaning and maintenance',
    description: 'Evening cleaning and building maintenance.',
    intake: { ...quiet, dataElements: ['none'], access: 'none', media: [], serviceKinds: ['onsite'] },
    added: -210,
    owner: 'dana',
    sent: { day: -205, dueIn: 30, message: REQUEST },
    opened: -200,
    answered: {
      day: -198,
      otherwise: {
        'MA-01': 'Evening cleaning of all floors and repairs on request. We handle no records of yours.',
        'MA-02': ['none'],
        'MA-13': ['none'],
      },
    },
    reviewed: {
      day: -190,
      closed: { recommendation: 'approve', summary: 'Touches no data; little of the questionnaire applies.' },
    },
    decided: [
      { day: -188, outcome: 'approved', reason: 'No personal information is involved.', validForDays: 730 },
    ],
    used: { day: -180 },
    // It began with empty floors: now the crew lets itself in.
    widened: {
      day: -6,
      intake: {
        dataElements: ['cred', 'otherPersonal'],
        access: 'view',
        peopleAffected: 'r2',
        media: ['paper'],
      },
    },
    contract: {
      day: -187,
      title: 'Facilities services agreement',
      reference: 'C-2026-031',
      signed: -187,
      annualDollars: 96_000,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-187),
          renewal: { kind: 'evergreen' },
          notice: { kind: 'days', days: 30 },
          noticeBasis: 'sent-by',
          deliveryDays: 0,
        }),
      missing: [],
    },
  },
  {
    name: 'Copperfield Software',
    website: 'https://copperfield.example',
    notes: 'Was considered for expense reports.',
    contact: contact('Lena Sorensen', 'Founder', 'copperfield'),
    service: 'Expense reporting',
    description: 'Expense claims with bank details of employees.',
    intake: { ...payroll, peopleAffected: 'r3', criticality: 2, replaceability: 1, reports: [] },
    added: -120,
    owner: 'tom',
    sent: { day: -118, dueIn: 21, message: REQUEST },
    opened: -117,
    answered: {
      day: -100,
      otherwise: {
        'MA-14': 'no',
        'MA-19': 'no',
        'MA-28': 'no',
        'MA-56': 'no',
        'MA-57': 'partial',
        'MA-51': 'pw_weak',
        'MA-53': 'no',
        'MA-71': 'n',
        'MA-13': ['none'],
        'MA-65': 'none',
        'MA-39': 'no',
        'MA-42': 'no',
      },
    },
    reviewed: {
      day: -96,
      closed: {
        recommendation: 'reject',
        summary: 'No written program, shared accounts, leavers keep access.',
      },
    },
    decided: [{ day: -95, outcome: 'rejected', reason: 'The vendor cannot protect the data it would hold.' }],
  },
  {
    name: 'Tidewater Couriers',
    website: 'https://tidewater-couriers.example',
    notes: 'Asked for by the records team; intake just stated.',
    contact: contact('Joao Pires', 'Owner', 'tidewater-couriers'),
    service: 'Records courier',
    description: 'Carries boxes of closed claim files to the archive.',
    intake: {
      ...quiet,
      dataElements: ['unknown'],
      peopleAffected: 'unknown',
      access: 'view',
      media: ['paper'],
      portable: true,
      serviceKinds: ['courier', 'records-storage'],
    },
    added: -2,
    owner: 'tom',
  },
  {
    name: 'Greystone Telecom',
    website: 'https://greystone-telecom.example',
    notes: 'Voice lines and call recording.',
    contact: contact('Hannah Osei', 'Service manager', 'greystone-telecom'),
    service: 'Telephony and call recording',
    description: 'Phone lines, and recordings of claim calls kept for a year.',
    intake: {
      ...quiet,
      dataElements: ['otherPersonal', 'fin'],
      peopleAffected: 'r4',
      residentsMassachusetts: 'r3',
      criticality: 4,
      access: 'store',
      replaceability: 3,
      media: ['electronic', 'av'],
      serviceKinds: ['hosting'],
    },
    added: -380,
    owner: 'dana',
    sent: { day: -378, dueIn: 30, message: REQUEST },
    opened: -371,
    answered: {
      day: -352,
      otherwise: { 'MA-02': ['fin', 'other'], 'MA-05': ['electronic', 'av'], 'MA-26': 'partial' },
      evidence: ['MA-14', 'MA-19'],
    },
    reviewed: {
      day: -347,
      closed: {
        recommendation: 'approve',
        summary: 'Good controls; the policy on home working is being finished.',
      },
    },
    decided: [
      { day: -346, outcome: 'to-contract', reason: 'Ready for signature.' },
      {
        day: -330,
        outcome: 'approved',
        reason: 'Contract in force with all required clauses.',
        validForDays: 340,
      },
    ],
    adopted: { day: -349, fact: 'reports' },
    accepted: {
      day: -333,
      reason: 'Nothing of it is verified yet: evidence is asked for with the next questionnaire.',
      forDays: 350,
    },
    used: { day: -320 },
    contract: {
      day: -335,
      title: 'Telephony master agreement',
      reference: 'C-2025-102',
      signed: -336,
      annualDollars: 73_200,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-336),
          notice: { kind: 'days', days: 20 },
          noticeBasis: 'sent-by',
          deliveryDays: 0,
        }),
      missing: [],
      decision: {
        day: -10,
        decision: 'renegotiate',
        reason: 'Ask for a shorter retention of recordings before renewing.',
      },
    },
  },
  {
    name: 'Wren Translation',
    website: 'https://wren-translation.example',
    notes: 'Taken over with an acquisition; the paper file is incomplete.',
    contact: contact('Agnes Moreau', 'Managing partner', 'wren-translation'),
    service: 'Claim translation',
    description: 'Translates claim letters into Portuguese and Haitian Creole.',
    intake: {
      ...quiet,
      dataElements: ['otherPersonal', 'internal'],
      peopleAffected: 'r2',
      criticality: 2,
      access: 'store',
      replaceability: 2,
    },
    added: -90,
    owner: 'tom',
    sent: { day: -85, dueIn: 30, message: REQUEST },
    opened: -83,
    cancelled: { day: -70, reason: 'The service was paused; we ask again when it resumes.' },
    contract: {
      day: -80,
      title: 'Translation framework',
      reference: 'C-2023-009',
      signed: -900,
      annualDollars: 12_000,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-900),
          renewal: { kind: 'unknown' },
          notice: { kind: 'none' },
          noticeBasis: 'sent-by',
          deliveryDays: 0,
        }),
      missing: ['CL-28'],
    },
  },
  {
    name: 'Sable Records Storage',
    website: 'https://sable-records.example',
    notes: 'Replaces the basement archive.',
    contact: contact('Victor Lund', 'Director of security', 'sable-records'),
    service: 'Off-site archive',
    description: 'Stores closed claim files on paper for seven years.',
    intake: {
      ...quiet,
      dataElements: ['ssn', 'phi', 'fin'],
      peopleAffected: 'r3',
      residentsMassachusetts: 'r3',
      criticality: 3,
      access: 'store',
      replaceability: 3,
      media: ['paper'],
      serviceKinds: ['records-storage'],
    },
    added: -48,
    owner: 'dana',
    sent: { day: -46, dueIn: 28, message: REQUEST },
    opened: -44,
    answered: {
      day: -26,
      otherwise: {
        'MA-01':
          'We store your sealed boxes in a monitored warehouse and bring back single files on request within a day.',
        'MA-05': ['paper'],
        'MA-13': ['none'],
        'MA-03': ['cust'],
      },
      evidence: ['MA-14', 'MA-19'],
    },
    reviewed: {
      day: -20,
      closed: {
        recommendation: 'approve',
        summary: 'Paper only, well guarded. Everything asked for is in place.',
      },
    },
    decided: [
      { day: -18, outcome: 'to-contract', reason: 'May sign; no files leave before CL-01 is in force.' },
    ],
  },
  {
    name: 'Saltmarsh Couriers',
    website: 'https://saltmarsh-couriers.example',
    notes: 'Sealed pouches between the two offices; nothing that names a person.',
    contact: contact('Louis Ferreira', 'Operations lead', 'saltmarsh-couriers'),
    service: 'Office courier',
    description: 'Two runs a day between the head office and the claims centre.',
    intake: { ...quiet, dataElements: ['none'], access: 'none', media: ['paper'], serviceKinds: ['onsite'] },
    added: -420,
    owner: 'dana',
    contract: {
      day: -405,
      title: 'Courier agreement',
      reference: 'C-2025-052',
      signed: -410,
      annualDollars: 23_400,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-400),
          renewal: { kind: 'by-agreement', months: 12 },
          notice: { kind: 'days', days: 60 },
        }),
      missing: [],
      decision: {
        day: -130,
        decision: 'renew',
        reason: 'Reliable, and cheaper than the two offers of this summer.',
      },
      agreed: {
        day: -58,
        signed: -60,
        lastDay: 330,
        document: 'Renewal letter, signed by both sides; contracts share, folder 52',
      },
    },
  },
  {
    name: 'Granite Elevator Service',
    website: 'https://granite-elevator.example',
    notes: 'Leaves with the move to the new building.',
    contact: contact('Nora Whitcomb', 'Service manager', 'granite-elevator'),
    service: 'Elevator maintenance',
    description: 'Maintenance of the four elevators of the old head office.',
    intake: { ...quiet, dataElements: ['none'], access: 'none', media: [], serviceKinds: ['onsite'] },
    added: -700,
    owner: 'dana',
    contract: {
      day: -698,
      title: 'Elevator maintenance agreement',
      reference: 'C-2024-031',
      signed: -699,
      annualDollars: 38_000,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-695),
          initial: { kind: 'months', months: 24 },
          notice: { kind: 'days', days: 45 },
        }),
      missing: [],
      decision: { day: -70, decision: 'end', reason: 'The old head office is given up in spring.' },
      notice: {
        day: -38,
        sent: -40,
        way: 'Registered letter to Granite Elevator Service, 18 Quarry Street, Quincy MA',
        proof: 'Receipt RE 482 119 305 US; scan in the contracts share, folder 31',
      },
    },
  },
  {
    name: 'Pinecrest Catering',
    website: 'https://pinecrest-catering.example',
    notes: 'The cafeteria goes on while the new tender is prepared.',
    contact: contact('Andre Boucher', 'Owner', 'pinecrest-catering'),
    service: 'Cafeteria',
    description: 'Runs the cafeteria of the head office.',
    intake: { ...quiet, dataElements: ['none'], access: 'none', media: [], serviceKinds: ['onsite'] },
    added: -395,
    owner: 'dana',
    decided: [
      {
        day: -390,
        outcome: 'approved',
        reason: 'No data and no access: nothing has to be assessed.',
        validForDays: 720,
      },
    ],
    used: { day: -386 },
    contract: {
      day: -392,
      title: 'Cafeteria agreement',
      reference: 'C-2025-060',
      signed: -393,
      annualDollars: 96_000,
      terms: (dayOf) =>
        terms({
          effectiveOn: dayOf(-386),
          renewal: { kind: 'none' },
          notice: { kind: 'none' },
          noticeBasis: 'sent-by',
          deliveryDays: 0,
        }),
      missing: [],
    },
  },
];
