import type { Limit } from '@countersign/api-types';
import { files } from '../../../language/counts';
import { number } from '../../../language/formats';
import { message } from '../../../language/message';

export type LimitName = Limit['name'];

interface LimitWords {
  readonly label: string;
  /** Behind the number that is typed. */
  readonly unit: string;
  readonly note: string;
}

export const LIMIT_WORDS: Readonly<Record<LimitName, LimitWords>> = {
  filesPerAssessment: {
    label: $localize`:@@limit-words.files-in-one-questionnaire:Files in one questionnaire`,
    unit: $localize`:@@limit-words.files:files`,
    note: $localize`:@@limit-words.files-that-a-vendor:Files that a vendor has withdrawn are kept, and count.`,
  },
  bytesPerAssessment: {
    label: $localize`:@@limit-words.size-of-the-files:Size of the files in one questionnaire`,
    unit: 'MiB',
    note: $localize`:@@limit-words.all-of-them-together:All of them together. How large one file may be is the operator’s to say.`,
  },
  bytesOfOrganisation: {
    label: $localize`:@@limit-words.size-of-all-files:Size of all files of the organisation`,
    unit: 'MiB',
    note: $localize`:@@limit-words.as-shipped-as-much:As shipped, as much as the operator of this server allows; it follows when that changes.`,
  },
  savesPerMinute: {
    label: $localize`:@@limit-words.saved-answers-a-minute:Saved answers a minute in one questionnaire`,
    unit: $localize`:@@limit-words.saves:saves`,
    note: $localize`:@@limit-words.an-answer-of-more:An answer of more than 16 KiB counts as several, an attached file as one. What is refused stays on the vendor’s page, which saves it, or sends the file, again by itself.`,
  },
  mailsByHandPerHour: {
    label: $localize`:@@limit-words.mails-by-hand-an:Mails by hand an hour about the same thing`,
    unit: $localize`:@@limit-words.mails:mails`,
    note: $localize`:@@limit-words.questionnaires-about-one-service:Questionnaires about one service to one contact, invitations to one address, password resets for one member. The first sending counts, and so does one that was cancelled or withdrawn.`,
  },
};

/** In the order of the page. */
export const LIMITS_OF_FILES = [
  'filesPerAssessment',
  'bytesPerAssessment',
  'bytesOfOrganisation',
] as const satisfies readonly LimitName[];
export const LIMITS_OF_ACTS = [
  'savesPerMinute',
  'mailsByHandPerHour',
] as const satisfies readonly LimitName[];

const MEBIBYTE = 1024 * 1024;
const GIBIBYTE = 1024 * MEBIBYTE;

/** "512 MiB", "1.5 GiB", "less than 0.1 MiB". */
export function storageInWords(bytes: number): string {
  if (bytes > 0 && bytes < MEBIBYTE / 10) {
    return $localize`:@@limit-words.less-than-0-1:less than 0.1 MiB`;
  }
  const [size, unit] = bytes >= GIBIBYTE ? [GIBIBYTE, 'GiB'] : [MEBIBYTE, 'MiB'];
  return `${number(Math.floor((bytes / size) * 10) / 10)} ${unit}`;
}

export function amountInWords({ unit }: Limit, amount: number): string {
  switch (unit) {
    case 'bytes':
      return storageInWords(amount);
    case 'files':
      return files(amount);
    case 'saves':
      return message($localize`:@@limit-words.saves-counted:{n, plural, one {# save} other {# saves}}`, {
        n: amount,
      });
    case 'mails':
      return message($localize`:@@limit-words.mails-counted:{n, plural, one {# mail} other {# mails}}`, {
        n: amount,
      });
  }
}

/** What is typed: whole numbers, of MiB where bytes are meant. */
export function typedOf({ unit }: Limit, amount: number): string {
  return String(unit === 'bytes' ? Math.floor(amount / MEBIBYTE) : amount);
}

/** The number that was read, a bound or the default comes back as it was: the operator's need be no whole MiB. */
export function amountOf(limit: Limit, typed: string): number {
  const known = [limit.value, limit.defaultValue, limit.least, limit.most];
  const same = known.find((amount) => typedOf(limit, amount) === typed.trim());
  return same ?? (limit.unit === 'bytes' ? Math.round(Number(typed) * MEBIBYTE) : Number(typed));
}

/** "from 10 to 1,000 files", in the unit that is typed. */
export function rangeInWords(limit: Limit): string {
  return $localize`:@@limit-words.from-to:from ${inUnit(limit, limit.least)}:least: to ${inUnit(limit, limit.most)}:most: ${LIMIT_WORDS[limit.name].unit}:unit:`;
}

export function boundsInWords(limit: Limit): string {
  const least = inUnit(limit, limit.least);
  const most = inUnit(limit, limit.most);
  const { unit } = LIMIT_WORDS[limit.name];
  return limit.name === 'bytesOfOrganisation'
    ? $localize`:@@limit-words.from-to-as-the:From ${least}:least: to ${most}:most: ${unit}:unit:, as the operator allows`
    : $localize`:@@limit-words.from-to-as-shipped:From ${least}:least: to ${most}:most: ${unit}:unit:; as shipped ${inUnit(limit, limit.defaultValue)}:inUnit:`;
}

function inUnit(limit: Limit, amount: number): string {
  return number(Number(typedOf(limit, amount)));
}

/** "Most in one questionnaire now: 3 files"; null where nothing is counted. */
export function useInWords(limit: Limit, organisationFiles: number): string | null {
  if (limit.used === null) {
    return null;
  }
  const used = amountInWords(limit, limit.used);
  return limit.name === 'bytesOfOrganisation'
    ? $localize`:@@limit-words.now-in:Now: ${used}:used: in ${files(organisationFiles)}:files:`
    : $localize`:@@limit-words.most-in-one-questionnaire:Most in one questionnaire now: ${used}:used:`;
}
