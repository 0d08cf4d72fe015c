import type { Uuid } from '@countersign/api-types';
import type { Permission } from '../../session/permissions';
import { sentence } from './event-words';

/** What an event can be about. */
export const OBJECT_WORDS: Readonly<Record<string, string>> = {
  'api-token': $localize`:@@audited-objects.api-token:API token`,
  assessment: $localize`:@@audited-objects.assessment:Assessment`,
  contact: $localize`:@@audited-objects.contact:Contact`,
  contract: $localize`:@@audited-objects.contract:Contract`,
  'data-job': $localize`:@@audited-objects.data-job:Data job`,
  engagement: $localize`:@@audited-objects.engagement:Engagement`,
  finding: $localize`:@@audited-objects.finding:Finding`,
  hold: $localize`:@@audited-objects.legal-hold:Legal hold`,
  'key-loss': $localize`:@@audited-objects.loss-of-keys:Loss of keys`,
  member: $localize`:@@audited-objects.member:Member`,
  'member-invitation': $localize`:@@audited-objects.invitation:Invitation`,
  organisation: $localize`:@@audited-objects.organisation:Organisation`,
  questionnaire: $localize`:@@audited-objects.questionnaire:Questionnaire`,
  'suppressed-address': $localize`:@@audited-objects.suppressed-address:Suppressed address`,
  vendor: $localize`:@@audited-objects.vendor:Vendor`,
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
  'data-job': { link: () => ['/settings/data'], permission: 'audit.read' },
  hold: { link: () => ['/settings/retention'], permission: 'audit.read' },
  member: { link: (id) => ['/settings/members', id], permission: 'member.read' },
  'member-invitation': { link: () => ['/settings/members'], permission: 'member.read' },
  organisation: { link: () => ['/settings/organisation'], permission: 'account.own' },
  'suppressed-address': {
    link: () => ['/settings/suppressed-addresses'],
    permission: 'organisation.manage',
  },
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
