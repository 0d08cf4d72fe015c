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

/** The reports in words, for a terminal. */
export function verdictOf(
  reports: readonly OrganisationReport[],
  head: OrganisationHead | null,
): { readonly lines: string[]; readonly sound: boolean } {
  const lines = reports.flatMap((report) => linesOf(report, head));
  const headIsHere = head === null || reports.some((report) => isHeadOf(head, report));
  if (!headIsHere) lines.push(`The head belongs to ${head.organisation}, which is not in this database.`);
  if (reports.length === 0) lines.push('There is no organisation here, and so no trail.');
  const sound = headIsHere && reports.every(({ fault }) => fault === null);
  lines.push(sound ? 'Every sealed line is as it was.' : 'The trail is NOT as it was sealed.');
  return { lines, sound };
}

function linesOf(report: OrganisationReport, head: OrganisationHead | null): string[] {
  const { name, slug, sealed, waiting, erased, fault } = report;
  const counts = `${figure(sealed)} sealed, ${figure(waiting)} waiting, ${figure(erased)} with an erased part`;
  if (fault !== null) return [`${name} (${slug}): ${fault.sentence}`, `  Sound until there: ${counts}.`];
  const held =
    head !== null && isHeadOf(head, report)
      ? ` The exported head, seal ${figure(head.sealNo)}, is in it.`
      : '';
  return [`${name} (${slug}): ${counts}.${held}`];
}

function figure(count: number): string {
  return count.toLocaleString('en-US');
}
