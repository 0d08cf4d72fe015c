import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { NullableNested, Text } from '@countersign/platform';

export class SignInOptionsQuery {
  @ApiProperty({ type: String, required: false, description: 'slug' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
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
