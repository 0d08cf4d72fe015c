import { ApiProperty } from '@nestjs/swagger';
import {
  Choices,
  Flag,
  GivenChoices,
  GivenFlag,
  ListOf,
  NestedForms,
  NullableInstant,
  NullableText,
  OneLine,
  OptionalLine,
  OptionalSecret,
  OptionalTextAsTyped,
  QuerySlug,
  QueryText,
  type Role,
  roles,
  SeenRevisionInQuery,
  SeenRevisionOrNone,
  Text,
  TrimmedText,
  Whole,
} from '@countersign/platform';

/** Query of the address that leads to the provider. */
export class OidcDeparture {
  @QuerySlug('slug; needed where there are several')
  readonly organisation?: string;

  @QueryText(2000, { description: 'page of this product to come back to' })
  readonly returnTo?: string;
}

export class LinkDeparture {
  @OptionalTextAsTyped(2000, { description: 'page of this product to come back to' })
  readonly returnTo: string | null = null;
}

export class LinkStart {
  @Text()
  readonly address: string;
}

export class OidcRoleRule {
  @TrimmedText(200, 'oidc.dto.give-the-value-that')
  readonly value: string;

  @GivenChoices(roles, {
    none: 'oidc.dto.choose-the-roles-that',
    twice: 'oidc.dto.name-each-role-once',
    other: { text: 'oidc.dto.must-be-one-of', parameters: { roles: roles.join(', ') } },
  })
  readonly roles: Role[];
}

export class OidcSettingsForm {
  @TrimmedText(500, 'oidc.dto.give-the-address-of')
  readonly issuer: string;

  @TrimmedText(500, 'oidc.dto.give-the-client-id')
  readonly clientId: string;

  @OptionalSecret({
    most: 1000,
    description: 'null keeps the stored one',
    message: 'oidc.dto.give-the-client-secret',
  })
  readonly clientSecret: string | null = null;

  @OneLine(80, 'oidc.dto.give-the-name-that')
  readonly label: string;

  @OptionalLine(200, 'oidc.dto.give-the-claim-that')
  readonly roleClaim: string | null = null;

  @NestedForms(() => OidcRoleRule, {
    most: 100,
    apart: { by: ({ value }) => value, twice: 'value.once-each' },
  })
  readonly roleMapping: OidcRoleRule[];

  @GivenFlag()
  readonly enabled: boolean;

  @SeenRevisionOrNone()
  readonly revision: number;
}

export class SeenProvider {
  @SeenRevisionInQuery()
  readonly revision: number;
}

export class RoleRuleSetting {
  @Text()
  readonly value: string;

  @Choices(roles)
  readonly roles: Role[];
}

/** The client secret goes in and never comes out. */
export class OidcSettings {
  @NullableText()
  readonly issuer: string | null;

  @NullableText()
  readonly clientId: string | null;

  @Flag()
  readonly hasSecret: boolean;

  /** Null where there is none, or where nobody wrote down when. */
  @NullableInstant()
  readonly secretSetAt: string | null;

  @NullableText()
  readonly label: string | null;

  @NullableText()
  readonly roleClaim: string | null;

  @ListOf(() => RoleRuleSetting)
  readonly roleMapping: RoleRuleSetting[];

  @Flag()
  readonly enabled: boolean;

  @ApiProperty({ type: String, description: 'to be registered at the provider' })
  readonly redirectUri: string;

  /** Counts removals too; 0 where none was ever set. */
  @Whole()
  readonly revision: number;
}

export class OidcCheck {
  @Flag()
  readonly reachable: boolean;

  @NullableText()
  readonly problem: string | null;
}
