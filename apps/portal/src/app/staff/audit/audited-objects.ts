import type { Uuid } from '@countersign/api-types';
import type { Permission } from '../../session/permissions';
import { sentence } from './event-words';

/** What an event can be about. */
export const OBJECT_WORDS: Readonly<Record<string, string>> = {
  assessment: 'Assessment',
  contact: 'Contact',
  contract: 'Contract',
  engagement: 'Engagement',
  finding: 'Finding',
  member: 'Member',
  organisation: 'Organisation',
  questionnaire: 'Questionnaire',
  vendor: 'Vendor',
};

interface ObjectPage {
  readonly link: (id: Uuid) => string[];
  /** Asked beside being signed in at all. */
  readonly permission: Permission;
}

const PAGES: Readonly<Record<string, ObjectPage>> = {
  assessment: { link: (id) => ['/assessments', id], permission: 'vendor.read' },
  contract: { link: (id) => ['/contracts', id], permission: 'vendor.read' },
  engagement: { link: (id) => ['/engagements', id], permission: 'vendor.read' },
  member: { link: (id) => ['/settings/members', id], permission: 'member.read' },
  organisation: { link: () => ['/settings/organisation'], permission: 'account.own' },
  vendor: { link: (id) => ['/vendors', id], permission: 'vendor.read' },
};

export function objectKindInWords(kind: string): string {
  return OBJECT_WORDS[kind] ?? sentence(kind);
}

/** The page of an object, where there is one that this member may open. */
export function objectLink(
  kind: string,
  id: Uuid | null,
  may: (permission: Permission) => boolean,
): string[] | null {
  const page = PAGES[kind];
  return page !== undefined && id !== null && may(page.permission) ? page.link(id) : null;
}
