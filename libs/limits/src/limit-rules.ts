import { say, type Words } from '@countersign/platform';

export const limitNames = [
  'filesPerAssessment',
  'bytesPerAssessment',
  'bytesOfOrganisation',
  'savesPerMinute',
  'mailsByHandPerHour',
] as const;
export type LimitName = (typeof limitNames)[number];
export const limitUnits = ['files', 'bytes', 'saves', 'mails'] as const;
export type LimitUnit = (typeof limitUnits)[number];

/** What holds in one organisation. */
export type Limits = Readonly<Record<LimitName, number>>;

export interface LimitRule {
  readonly unit: LimitUnit;
  readonly defaultValue: number;
  readonly least: number;
  readonly most: number;
}

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/** What only the operator knows: the size of the disk, and of one file. */
export interface OperatorLimits {
  readonly maximumFileBytes: number;
  readonly maximumOrganisationBytes: number;
}

/**
 * As shipped, and how far an organisation may go. The least leaves room for honest work (one file of the largest size,
 * colleagues who type together, one mail); the most is what lists, mailboxes and the operator's disk bear.
 */
export function limitRules(operator: OperatorLimits): Readonly<Record<LimitName, LimitRule>> {
  const { maximumFileBytes, maximumOrganisationBytes } = operator;
  return {
    filesPerAssessment: { unit: 'files', defaultValue: 200, least: 10, most: 1_000 },
    bytesPerAssessment: {
      unit: 'bytes',
      defaultValue: Math.max(GIBIBYTE, maximumFileBytes),
      least: Math.max(100 * MEBIBYTE, maximumFileBytes),
      most: Math.max(20 * GIBIBYTE, maximumFileBytes),
    },
    bytesOfOrganisation: {
      unit: 'bytes',
      defaultValue: maximumOrganisationBytes,
      least: Math.min(GIBIBYTE, maximumOrganisationBytes),
      most: maximumOrganisationBytes,
    },
    savesPerMinute: { unit: 'saves', defaultValue: 300, least: 60, most: 3_000 },
    mailsByHandPerHour: { unit: 'mails', defaultValue: 6, least: 1, most: 60 },
  };
}

/** "1 GiB", "100 MiB", "1.5 GiB": for messages that name a bound. */
export function bytesInWords(bytes: number): Words {
  const in10ths = (size: number) => Math.round((bytes / size) * 10) / 10;
  return bytes >= GIBIBYTE
    ? say('size.gibibytes', { n: in10ths(GIBIBYTE) })
    : say('size.mebibytes', { n: in10ths(MEBIBYTE) });
}
