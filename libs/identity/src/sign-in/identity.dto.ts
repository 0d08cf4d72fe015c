import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import {
  Id,
  NullableNested,
  permissions,
  roles,
  type Permission,
  type Role,
  told,
} from '@countersign/platform';
import { secondFactorMethods, type SecondFactorMethod } from '../second-factor/second-factors';

export class SignInForm {
  @ApiProperty({ type: String })
  @IsEmail({}, { message: told('identity.dto.must-be-an-e') })
  @MaxLength(254)
  email: string;

  @ApiProperty({ type: String })
  @IsString()
  @MinLength(1, { message: told('second-factor.dto.must-be-given') })
  @MaxLength(1024)
  password: string;

  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    description: 'slug; needed where there are several',
  })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  organisation?: string | null;
}

export class SessionMember {
  @Id()
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  email: string;

  @ApiProperty({ enum: roles, isArray: true })
  roles: Role[];

  @ApiProperty({ enum: permissions, isArray: true })
  permissions: Permission[];
}

export class SessionOrganisation {
  @Id()
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  slug: string;

  @ApiProperty({ type: String, description: 'IANA time zone' })
  timeZone: string;
}

export class Session {
  @ApiProperty({ type: String, description: 'in which the api answers: of the member, else of the browser' })
  language: string;

  @ApiProperty({ type: SessionMember, nullable: true })
  member: SessionMember | null;

  @ApiProperty({ type: SessionOrganisation, nullable: true })
  organisation: SessionOrganisation | null;

  @ApiProperty({ type: String, format: 'date', description: 'in the zone of the organisation' })
  today: string;

  @ApiProperty({ type: Boolean })
  demonstration: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'page of the local inbox in demonstration mode' })
  inboxUrl: string | null;

  @ApiProperty({ type: Boolean, description: 'no organisation exists yet' })
  setUpNeeded: boolean;

  @ApiProperty({ type: Boolean, description: 'whoever signs in has to name the organisation' })
  severalOrganisations: boolean;

  @ApiProperty({
    enum: ['none', 'enrolled', 'required'],
    description:
      'required: the organisation asks for one, and until it is enrolled only the own account is open',
  })
  secondFactor: 'none' | 'enrolled' | 'required';
}

export class SecondFactorChallenge {
  @ApiProperty({ enum: secondFactorMethods, isArray: true })
  methods: SecondFactorMethod[];
}

/** Exactly one of the two is not null. */
export class SignInStep {
  @NullableNested(() => Session)
  session: Session | null;

  @NullableNested(() => SecondFactorChallenge)
  secondFactor: SecondFactorChallenge | null;
}
