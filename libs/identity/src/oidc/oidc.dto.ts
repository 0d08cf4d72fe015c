import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmpty,
  IsOptional,
  IsString,
  MaxLength,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import {
  Choices,
  Flag,
  ListOf,
  NullableText,
  OneLine,
  roles,
  Text,
  trimmed,
  TrimmedText,
  type Role,
  told,
} from '@countersign/platform';

const isGiven = (_dto: unknown, value: unknown) => value !== null && value !== undefined;

/** Query of the address that leads to the provider. */
export class OidcDeparture {
  @ApiPropertyOptional({ type: String, description: 'slug; needed where there are several' })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  readonly organisation?: string;

  @ApiPropertyOptional({ type: String, description: 'page of this product to come back to' })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  readonly returnTo?: string;
}

export class LinkDeparture {
  @ApiProperty({ type: String, nullable: true, description: 'page of this product to come back to' })
  @ValidateIf(isGiven)
  @IsString()
  @MaxLength(2000)
  readonly returnTo: string | null = null;
}

export class LinkStart {
  @Text()
  readonly address: string;
}

export class OidcRoleRule {
  @TrimmedText(200, 'oidc.dto.give-the-value-that')
  readonly value: string;

  @ApiProperty({ enum: roles, isArray: true })
  @IsArray()
  @ArrayMinSize(1, { message: told('oidc.dto.choose-the-roles-that') })
  @ArrayUnique({ message: told('oidc.dto.name-each-role-once') })
  @IsIn(roles, { each: true, message: told('oidc.dto.must-be-one-of', { roles: roles.join(', ') }) })
  readonly roles: Role[];
}

export class OidcSettingsForm {
  @TrimmedText(500, 'oidc.dto.give-the-address-of')
  readonly issuer: string;

  @TrimmedText(500, 'oidc.dto.give-the-client-id')
  readonly clientId: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 1000, description: 'null keeps the stored one' })
  @ValidateIf(isGiven)
  @IsString()
  @IsNotEmpty({ message: told('oidc.dto.give-the-client-secret') })
  @MaxLength(1000)
  readonly clientSecret: string | null = null;

  @OneLine(80, 'oidc.dto.give-the-name-that')
  readonly label: string;

  @ApiProperty({ type: String, nullable: true, maxLength: 200 })
  @ValidateIf(isGiven)
  @Transform(trimmed)
  @IsString()
  @IsNotEmpty({ message: told('oidc.dto.give-the-claim-that') })
  @MaxLength(200)
  readonly roleClaim: string | null = null;

  @ApiProperty({ type: [OidcRoleRule] })
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique((rule: OidcRoleRule) => rule.value, { message: told('value.once-each') })
  @ValidateNested({ each: true })
  @Type(() => OidcRoleRule)
  readonly roleMapping: OidcRoleRule[];

  @ApiProperty({ type: Boolean })
  @IsBoolean()
  readonly enabled: boolean;
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
}

export class OidcCheck {
  @Flag()
  readonly reachable: boolean;

  @NullableText()
  readonly problem: string | null;
}
