import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsISO31661Alpha2, IsString, MaxLength } from 'class-validator';
import { Flag, Nested, OneLine, Text, Whole, told } from '@countersign/platform';

export class OrganisationSettings {
  @Text() readonly name: string;
  /** Part of the address of the sign-in page, so it stays what it is. */
  @Text() readonly slug: string;
  @Text() readonly timeZone: string;
  @Text() readonly country: string;
  @Flag() readonly secondFactorRequired: boolean;
  @Whole() readonly revision: number;
}

export class StaleSettings {
  @Nested(() => OrganisationSettings) readonly present: OrganisationSettings;
}

export class ChangedOrganisationSettings {
  @OneLine(200, 'organisation-settings.dto.give-the-name-of')
  readonly name: string;

  @ApiProperty({ type: String, description: 'as it is: it cannot be changed' })
  @IsString()
  @MaxLength(63)
  readonly slug: string;

  @ApiProperty({ type: String, description: 'IANA time zone' })
  @IsString()
  @MaxLength(64)
  readonly timeZone: string;

  @ApiProperty({ type: String, description: 'ISO 3166-1 alpha-2' })
  @IsISO31661Alpha2({ message: told('value.country') })
  readonly country: string;

  @ApiProperty({ type: Boolean })
  @IsBoolean()
  readonly secondFactorRequired: boolean;

  @ApiProperty({ type: 'integer', description: 'the one that was read' })
  @IsInt()
  readonly revision: number;
}
