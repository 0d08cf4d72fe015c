import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayUnique, IsArray, IsEmail, IsIn, IsUUID, MaxLength, ValidateIf } from 'class-validator';
import {
  Choice,
  Choices,
  Flag,
  Id,
  Instant,
  ListOf,
  NullableId,
  NullableInstant,
  NullableText,
  OneLine,
  roles,
  Text,
  trimmed,
  type Role,
  told,
} from '@countersign/platform';

const isGiven = (_dto: unknown, value: unknown) => value !== null;

export class ChangedMember {
  @OneLine(200, 'member.dto.give-the-name-under')
  readonly name: string;

  @ApiProperty({ enum: roles, isArray: true })
  @IsArray()
  @ArrayUnique()
  @IsIn(roles, { each: true, message: told('member.dto.choose-among', { roles: roles.join(', ') }) })
  readonly roles: Role[];

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'to whom overdue work escalates',
  })
  @ValidateIf(isGiven)
  @IsUUID()
  readonly leadId: string | null;
}

export class NewMemberInvitation extends ChangedMember {
  @ApiProperty({ type: String, format: 'email', maxLength: 254 })
  @Transform(trimmed)
  @IsEmail({}, { message: told('set-up.dto.give-a-mail-address') })
  @MaxLength(254)
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
