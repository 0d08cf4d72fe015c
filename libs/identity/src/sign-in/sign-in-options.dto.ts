import { NullableNested, QuerySlug, Text } from '@countersign/platform';

export class SignInOptionsQuery {
  @QuerySlug('slug')
  organisation?: string;
}

export class OrganisationName {
  @Text()
  name: string;

  @Text()
  slug: string;
}

export class ProviderLabel {
  @Text()
  label: string;
}

/** What a visitor may know before signing in. */
export class SignInOptions {
  @NullableNested(() => OrganisationName)
  organisation: OrganisationName | null;

  @NullableNested(() => ProviderLabel)
  oidc: ProviderLabel | null;
}
