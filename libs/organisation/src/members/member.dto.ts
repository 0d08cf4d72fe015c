import { ApiProperty } from '@nestjs/swagger';
import {
  Choice,
  Choices,
  Flag,
  GivenChoices,
  Id,
  Instant,
  ListOf,
  MailAddress,
  NullableId,
  NullableInstant,
  NullableText,
  OneLine,
  OptionalId,
  type Role,
  roles,
  SeenRevision,
  Text,
  Whole,
} from '@countersign/platform';

class MemberAsTyped {
  @OneLine(200, 'member.dto.give-the-name-under')
  readonly name: string;

  @GivenChoices(roles, {
    other: { text: 'member.dto.choose-among', parameters: { roles: roles.join(', ') } },
  })
  readonly roles: Role[];

  @OptionalId({ description: 'to whom overdue work escalates' })
  readonly leadId: string | null = null;
}

export class ChangedMember extends MemberAsTyped {
  @SeenRevision()
  readonly revision: number;
}

/** What is edited of a member, as it stands. */
export class MemberFields {
  @Text() readonly name: string;
  @Choices(roles) readonly roles: Role[];
  @NullableId() readonly leadId: string | null;
  @Whole() readonly revision: number;
}

export class NewMemberInvitation extends MemberAsTyped {
  @MailAddress('set-up.dto.give-a-mail-address')
  readonly email: string;
}

export const enrolledFactors = ['none', 'totp', 'passkey', 'both'] as const;
export type EnrolledFactor = (typeof enrolledFactors)[number];

export class MemberDetail {
  @Id() readonly id: string;
  @Text() readonly name: string;
  @Text() readonly email: string;
  @Choices(roles) readonly roles: Role[];
  @NullableId() readonly leadId: string | null;
  @NullableText() readonly leadName: string | null;
  @Flag() readonly active: boolean;
  @Instant() readonly createdAt: string;
  /** Of any session or API token; null for who has not been here yet. */
  @NullableInstant() readonly lastSeenAt: string | null;
  @Choice(enrolledFactors) readonly secondFactor: EnrolledFactor;
  @Whole() readonly revision: number;
}

export class MemberInvitation {
  @Id() readonly id: string;
  @Text() readonly email: string;
  @Text() readonly name: string;
  @Choices(roles) readonly roles: Role[];
  @NullableId() readonly leadId: string | null;
  @Text() readonly invitedBy: string;
  @Instant() readonly invitedAt: string;
  @Instant() readonly expiresAt: string;
  @Choice(['open', 'expired']) readonly state: 'open' | 'expired';
}

export class MemberOverview {
  @ListOf(() => MemberDetail) readonly members: MemberDetail[];
  @ListOf(() => MemberInvitation) readonly invitations: MemberInvitation[];
}

/** Somebody to name as owner or lead. */
export class MemberSummary {
  @Id()
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  email: string;

  @ApiProperty({ enum: roles, isArray: true })
  roles: Role[];

  @NullableId()
  leadId: string | null;

  @ApiProperty({ type: Boolean })
  active: boolean;
}

export class MemberList {
  @ApiProperty({ type: [MemberSummary] })
  items: MemberSummary[];
}
