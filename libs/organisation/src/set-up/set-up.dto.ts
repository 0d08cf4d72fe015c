import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsEmail,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { OneLine, trimmed, told } from '@countersign/platform';

export class SetUpLink {
  @ApiProperty({ type: String })
  @IsString()
  @MaxLength(100)
  readonly token: string;
}

export class FoundedOrganisation {
  @OneLine(200, 'set-up.dto.give-the-name-of')
  readonly name: string;

  @ApiProperty({ type: String, description: 'names the organisation in the address of its sign-in page' })
  @Transform(trimmed)
  @Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, {
    message: told('set-up.dto.use-lower-case-letters'),
  })
  readonly slug: string;

  @ApiProperty({ type: String, description: 'IANA time zone' })
  @IsString()
  @IsNotEmpty({ message: told('set-up.dto.choose-a-time-zone') })
  @MaxLength(64)
  readonly timeZone: string;

  @ApiProperty({ type: String, description: 'ISO 3166-1 alpha-2' })
  @IsISO31661Alpha2({ message: told('value.country') })
  readonly country: string;
}

export class InvitedAdministrator {
  @OneLine(200, 'set-up.dto.give-the-name-under')
  readonly name: string;

  @ApiProperty({ type: String, format: 'email', maxLength: 254 })
  @Transform(trimmed)
  @IsEmail({}, { message: told('set-up.dto.give-a-mail-address') })
  @MaxLength(254)
  readonly email: string;
}

export class FirstAdministrator extends InvitedAdministrator {
  @ApiProperty({ type: String })
  @IsString()
  @MaxLength(1024)
  readonly password: string;
}

export class SetUpForm extends SetUpLink {
  @ApiProperty({ type: FoundedOrganisation })
  @IsObject()
  @ValidateNested()
  @Type(() => FoundedOrganisation)
  readonly organisation: FoundedOrganisation;

  @ApiProperty({ type: FirstAdministrator })
  @IsObject()
  @ValidateNested()
  @Type(() => FirstAdministrator)
  readonly administrator: FirstAdministrator;
}

/** What the operator types to make another organisation. */
export class OperatorsOrganisation {
  @ValidateNested()
  @Type(() => FoundedOrganisation)
  readonly organisation: FoundedOrganisation;

  @ValidateNested()
  @Type(() => InvitedAdministrator)
  readonly administrator: InvitedAdministrator;
}
