import type { Role } from '@countersign/platform';

export const HOUSE = {
  name: 'Harborline Mutual',
  slug: 'harborline',
  timeZone: 'America/New_York',
  domain: 'harborline.example',
} as const;

export interface CastMember {
  readonly key: 'dana' | 'tom' | 'elena' | 'priya' | 'samuel';
  readonly name: string;
  readonly roles: readonly Role[];
  readonly does: string;
  readonly lead: CastMember['key'] | null;
}

/** The people of the demonstration, leads before those they lead. */
export const CAST: readonly CastMember[] = [
  {
    key: 'dana',
    name: 'Dana Whitfield',
    roles: ['admin', 'procurement'],
    does: 'head of procurement, administrator',
    lead: null,
  },
  { key: 'tom', name: 'Tom Okafor', roles: ['procurement'], does: 'procurement', lead: 'dana' },
  { key: 'priya', name: 'Priya Raman', roles: ['risk'], does: 'CISO', lead: null },
  { key: 'elena', name: 'Elena Marsh', roles: ['reviewer'], does: 'security reviewer', lead: 'priya' },
  { key: 'samuel', name: 'Samuel Brandt', roles: ['auditor'], does: 'internal audit', lead: null },
];

export function addressOf({ name }: CastMember): string {
  return `${name.toLowerCase().replace(' ', '.')}@${HOUSE.domain}`;
}
