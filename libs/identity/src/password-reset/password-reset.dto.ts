import { Flag, Formed, MailAddress, OptionalSlug, Secret } from '@countersign/platform';

/** The same whether or not anybody has the address. */
export class PasswordResetAsked {
  /** No mail leaves the installation at the moment, for whomever: what is mailed waits. */
  @Flag() readonly mailWaits: boolean;
}

export class RequestPasswordReset {
  @MailAddress('identity.dto.must-be-an-e')
  email: string;

  @OptionalSlug()
  organisation?: string | null;
}

export class CompletePasswordReset {
  @Formed(/^[\w-]{43}$/, {
    description: 'from the fragment of the mailed link',
    message: 'password-reset.dto.is-not-the-token',
  })
  token: string;

  @Secret({ message: 'second-factor.dto.must-be-given' })
  password: string;
}
