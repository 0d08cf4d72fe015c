import { ApiProperty } from '@nestjs/swagger';
import {
  Id,
  MailAddress,
  NullableNested,
  OptionalSlug,
  type Permission,
  permissions,
  type Role,
  roles,
  Secret,
} from '@countersign/platform';
import { secondFactorMethods, type SecondFactorMethod } from '../second-factor/second-factors';

export class SignInForm {
  @MailAddress('identity.dto.must-be-an-e')
  email: string;

  @Secret({ message: 'second-factor.dto.must-be-given' })
  password: string;

  @OptionalSlug()
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
