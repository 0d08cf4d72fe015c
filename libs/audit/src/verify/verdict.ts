import { wholeNumber } from '@countersign/platform';
import { isHeadOf, type OrganisationHead, type OrganisationReport } from './audit-verification';

/** A head as the portal exports it, or as somebody copied it from the weekly mail. */
export function readHead(text: string): OrganisationHead {
  const { organisation, organisationId = null, sealNo, hash } = parsed(text);
  if (
    typeof organisation === 'string' &&
    (organisationId === null || isUuid(organisationId)) &&
    isCount(sealNo) &&
    typeof hash === 'string' &&
    /^[0-9a-f]{64}$/.test(hash)
  ) {
    return { organisation, organisationId, sealNo, hash };
  }
  throw new Error(
    'The file of the head must hold {"organisation": "…", "organisationId": "…", "sealNo": …, "hash": "…"}, as exported.',
  );
}

function parsed(text: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);
}

export interface Verdict {
  readonly lines: string[];
  /** Nothing was found that is not as it was sealed. */
  readonly sound: boolean;
  /** Lines that were sealed with lost keys, and so are not proved. */
  readonly lost: number;
}

/** The reports in words, for a terminal. */
export function verdictOf(reports: readonly OrganisationReport[], head: OrganisationHead | null): Verdict {
  const lines = reports.flatMap((report) => linesOf(report, head));
  const headIsHere = head === null || reports.some((report) => isHeadOf(head, report));
  if (!headIsHere) lines.push(`The head belongs to ${head.organisation}, which is not in this database.`);
  if (reports.length === 0) lines.push('There is no organisation here, and so no trail.');
  const sound = headIsHere && reports.every(({ fault }) => fault === null);
  const lost = reports.reduce((sum, report) => sum + (report.lost?.lines ?? 0), 0);
  lines.push(closingOf(sound, lost));
  return { lines, sound, lost };
}

function closingOf(sound: boolean, lost: number): string {
  if (!sound) return 'The trail is NOT as it was sealed.';
  if (lost === 0) return 'Every sealed line is as it was.';
  const unproved =
    lost === 1
      ? '1 line was sealed with a lost key: that it is as it was cannot be proved.'
      : `${figure(lost)} lines were sealed with lost keys: that they are as they were cannot be proved.`;
  return `Every line whose key is at hand is as it was sealed. ${unproved}`;
}

/** What such lines still show, and what they do not. */
function lossLines({ lost }: OrganisationReport): string[] {
  if (lost === null) return [];
  const { lines, to, keyIds, recordedAt, recordedBy } = lost;
  const many = keyIds.length > 1 ? 'keys' : 'key';
  return [
    `  ${figure(lines)} of them, up to seal ${figure(to)}, were sealed with the lost ${many} ${keyIds.join(', ')}. They have no gap and agree with their seals, and the seals stand as they did when the loss was recorded, ${recordedAt.slice(0, 16).replace('T', ' ')} UTC, by seal ${figure(recordedBy)}. Whether they were changed before then cannot be told without the ${many}.`,
  ];
}

function linesOf(report: OrganisationReport, head: OrganisationHead | null): string[] {
  const { name, slug, sealed, waiting, erased, fault } = report;
  const counts = `${figure(sealed)} sealed, ${figure(waiting)} waiting, ${figure(erased)} with an erased part`;
  if (fault !== null)
    return [`${name} (${slug}): ${fault.sentence}`, `  Sound until there: ${counts}.`, ...lossLines(report)];
  const held =
    head !== null && isHeadOf(head, report)
      ? ` The exported head, seal ${figure(head.sealNo)}, is in it.`
      : '';
  return [`${name} (${slug}): ${counts}.${held}`, ...lossLines(report)];
}

function figure(count: number): string {
  return wholeNumber(count);
}
