import type { Instant, Role, Uuid } from '@countersign/api-types';

export type SecondFactor = 'none' | 'totp' | 'passkey' | 'both';

export interface MemberDetail {
  id: Uuid;
  name: string;
  email: string;
  roles: Role[];
  leadId: Uuid | null;
  leadName: string | null;
  active: boolean;
  createdAt: Instant;
  lastSeenAt: Instant | null;
  secondFactor: SecondFactor;
}

export interface MemberInvitation {
  id: Uuid;
  email: string;
  name: string;
  roles: Role[];
  leadId: Uuid | null;
  invitedBy: string;
  invitedAt: Instant;
  expiresAt: Instant;
  state: 'open' | 'expired';
}

export interface MemberOverview {
  members: MemberDetail[];
  invitations: MemberInvitation[];
}

export interface NewMemberInvitation {
  email: string;
  name: string;
  roles: Role[];
  leadId: Uuid | null;
}

export type ChangedMember = Omit<NewMemberInvitation, 'email'>;
