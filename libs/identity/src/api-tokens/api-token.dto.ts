import {
  Choices,
  GivenChoices,
  GivenDay,
  Id,
  Instant,
  ListOf,
  Nested,
  NullableInstant,
  NullableText,
  OneLine,
  type Permission,
  permissions,
  Text,
} from '@countersign/platform';

/**
 * What no token may do, whatever its member may: let people in, decide how they get in, or destroy. Whoever found such
 * a token could make himself administrator.
 */
const forPeopleOnly: ReadonlySet<Permission> = new Set<Permission>([
  'account.own',
  'member.manage',
  'organisation.manage',
  'retention.manage',
]);

export const tokenScopes = permissions.filter((permission) => !forPeopleOnly.has(permission));

export class NewApiToken {
  @OneLine(100, 'api-token.dto.say-what-the-token', { description: 'what it is for' })
  readonly name: string;

  @GivenChoices(tokenScopes, {
    none: 'api-token.dto.choose-at-least-one',
    other: { text: 'api-token.dto.a-token-cannot-have' },
  })
  readonly scopes: Permission[];

  @GivenDay('api-token.dto.give-a-day-that', {
    description: 'last day on which it is accepted',
  })
  readonly expiresOn: string;
}

export class ApiToken {
  @Id() readonly id: string;
  @Text() readonly name: string;
  /** One from before may name a scope that none is given any more, and that does nothing. */
  @Choices(permissions) readonly scopes: Permission[];
  @Instant() readonly createdAt: string;
  @Instant() readonly expiresAt: string;
  @NullableInstant() readonly lastUsedAt: string | null;
  @NullableText() readonly lastUsedFrom: string | null;
  @NullableInstant() readonly revokedAt: string | null;
}

export class ApiTokenList {
  @ListOf(() => ApiToken) readonly items: ApiToken[];
}

export class MemberApiToken extends ApiToken {
  @Id() readonly memberId: string;
  @Text() readonly memberName: string;
}

export class MemberApiTokenList {
  @ListOf(() => MemberApiToken) readonly items: MemberApiToken[];
}

export class IssuedApiToken {
  /** Shown this once: only its hash is kept. */
  @Text() readonly token: string;
  @Nested(() => ApiToken) readonly item: ApiToken;
}
