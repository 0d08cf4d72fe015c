import type { ServerText } from '@countersign/content';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  MaxLength,
  MinLength,
  ValidateIf,
} from 'class-validator';
import { mailAddressAsKept } from '../names/mail-address';
import { told } from '../problems/our-words';
import { described, isGiven, saying, stacked, type Words } from './input-parts';
import { trimmed } from '../names/trimmed';
import { Rewritten } from './value-inputs';

/** Addresses, places, secrets and what else has a form of its own. */

const MAIL_ADDRESS_MOST = 254;
const SLUG_MOST = 63;
const SECRET_MOST = 1024;

/** Compared without regard to case, as mail servers do, and kept so. */
export const MailAddress = (message: ServerText) =>
  stacked(
    ApiProperty({ type: String, format: 'email', maxLength: MAIL_ADDRESS_MOST }),
    Rewritten(mailAddressAsKept),
    IsEmail({}, { message: told(message) }),
    MaxLength(MAIL_ADDRESS_MOST),
  );

export const OptionalMailAddress = (message: ServerText) =>
  stacked(
    ApiProperty({ type: String, format: 'email', maxLength: MAIL_ADDRESS_MOST, nullable: true }),
    ValidateIf(isGiven),
    Rewritten(mailAddressAsKept),
    IsEmail({}, { message: told(message) }),
    MaxLength(MAIL_ADDRESS_MOST),
  );

const countryCode = (message: ServerText) => [
  Rewritten((text) => text.trim().toUpperCase()),
  IsISO31661Alpha2({ message: told(message) }),
];
const isoCountry = { type: String, description: 'ISO 3166-1 alpha-2' } as const;

export const Country = (message: ServerText) => stacked(ApiProperty(isoCountry), ...countryCode(message));

export const OptionalCountry = (message: ServerText) =>
  stacked(ApiProperty({ ...isoCountry, nullable: true }), ValidateIf(isGiven), ...countryCode(message));

/** Whether there is such a zone is known to the database. */
export const TimeZone = (missing: ServerText) =>
  stacked(
    ApiProperty({ type: String, description: 'IANA time zone' }),
    IsString(),
    IsNotEmpty({ message: told(missing) }),
    MaxLength(64),
  );

/** BCP 47; which languages there are is known where it is used. */
export const LanguageTag = (description: string) =>
  stacked(ApiProperty({ type: String, maxLength: 35, description }), IsString(), MaxLength(35));

export const Currency = (message: ServerText) =>
  stacked(
    ApiProperty({ type: String, description: 'ISO 4217' }),
    Matches(/^[A-Z]{3}$/, { message: told(message) }),
  );

/** The address of a page on the web, or null. */
export const OptionalLink = (most: number, message: ServerText) =>
  stacked(
    ApiProperty({ type: String, nullable: true, maxLength: most }),
    ValidateIf(isGiven),
    Transform(trimmed),
    IsUrl({ require_protocol: true, protocols: ['https', 'http'] }, { message: told(message) }),
    MaxLength(most),
  );

/** The short name of an organisation that is made. */
export const NewSlug = (message: ServerText) =>
  stacked(
    ApiProperty({
      type: String,
      maxLength: SLUG_MOST,
      description: 'names the organisation in the address of its sign-in page',
    }),
    Transform(trimmed),
    Matches(/^[a-z0-9][a-z0-9-]{0,62}$/, { message: told(message) }),
  );

/** The short name of an organisation that is there. */
export const KnownSlug = (description: string) =>
  stacked(ApiProperty({ type: String, maxLength: SLUG_MOST, description }), IsString(), MaxLength(SLUG_MOST));

/** Whose sign-in it is; one that is unknown is refused where it is looked up. */
export const OptionalSlug = () =>
  stacked(
    ApiProperty({
      type: String,
      maxLength: SLUG_MOST,
      nullable: true,
      required: false,
      description: 'slug; needed where there are several',
    }),
    IsOptional(),
    IsString(),
    MaxLength(SLUG_MOST),
  );

export const QuerySlug = (description: string) =>
  stacked(
    ApiPropertyOptional({ type: String, maxLength: SLUG_MOST, description }),
    IsOptional(),
    IsString(),
    MaxLength(SLUG_MOST),
  );

interface SecretWords extends Words {
  readonly most?: number;
}

/** A password, a code or a token: each character of it counts, and what it is worth is found out where it is used. */
export const Secret = ({ most = SECRET_MOST, description, message }: SecretWords = {}) =>
  stacked(
    ApiProperty({ type: String, maxLength: most, ...described(description) }),
    IsString(saying(message)),
    MinLength(1, saying(message)),
    MaxLength(most),
  );

/** `empty` is said where one is given and holds nothing; without it that is looked at where it is used. */
export const OptionalSecret = ({ most = SECRET_MOST, description, message: empty }: SecretWords = {}) =>
  stacked(
    ApiProperty({
      type: String,
      maxLength: most,
      nullable: true,
      required: false,
      ...described(description),
    }),
    IsOptional(),
    IsString(),
    ...(empty === undefined ? [] : [IsNotEmpty({ message: told(empty) })]),
    MaxLength(most),
  );

/** Of a form that can be told at once, such as the token of a link. */
export const Formed = (form: RegExp, { description, message }: Words & { readonly message: ServerText }) =>
  stacked(
    ApiProperty({ type: String, ...described(description) }),
    Matches(form, { message: told(message) }),
  );

export const QueryFormed = (form: RegExp, message: ServerText) =>
  stacked(ApiPropertyOptional({ type: String }), IsOptional(), Matches(form, { message: told(message) }));

/** A place to go on from, a page to come back to, the id of a question: opaque to whoever sends it. */
export const QueryText = (most: number, { description }: Omit<Words, 'message'> = {}) =>
  stacked(
    ApiPropertyOptional({ type: String, maxLength: most, ...described(description) }),
    IsOptional(),
    IsString(),
    MaxLength(most),
    // The database takes no NUL, and nobody can have meant one.
    Rewritten((text) => text.replaceAll('\0', '')),
  );
