import type { Problem } from '@countersign/api-types';

const OTHERWISE = $localize`:@@problem-in-words.please-try-again-if:Please try again. If it happens again, tell your administrator.`;

/** Why the organisation's own sign-in (OIDC) did not lead in here, and what to do. */
const DETAILS: Readonly<Record<string, string>> = {
  'oidc-off': $localize`:@@problem-in-words.your-organisation-does-not:Your organisation does not offer this way of signing in at present. Use your password or a passkey.`,
  'oidc-ended': $localize`:@@problem-in-words.it-took-more-than:It took more than ten minutes, or it was begun in another browser. Please try again.`,
  'oidc-refused': $localize`:@@problem-in-words.you-went-back-or:You went back, or your organisation’s sign-in page refused. You can try again.`,
  'oidc-failed': $localize`:@@problem-in-words.your-organisations-sign-in:Your organisation’s sign-in page cannot be reached, or its answer cannot be trusted. Try again later, or use your password.`,
  'oidc-unverified': $localize`:@@problem-in-words.your-organisation-does-not-2:Your organisation does not vouch for your email address, so no invitation can be found by it. Tell your administrator.`,
  'oidc-unknown': $localize`:@@problem-in-words.no-account-here-belongs:No account here belongs to that identity and no invitation is open for it. If you have an account, sign in as before and link the identity on your account page; otherwise ask an administrator to invite you.`,
  'oidc-no-role': $localize`:@@problem-in-words.none-of-your-organisations:None of your organisation’s rules gives you a role in Countersign. Tell your administrator.`,
  'oidc-inactive': $localize`:@@problem-in-words.your-account-here-was:Your account here was deactivated. Ask your administrator.`,
  'oidc-linked-elsewhere': $localize`:@@problem-in-words.that-identity-already-belongs:That identity already belongs to another account here, or yours has another identity linked.`,
  'oidc-signed-out': $localize`:@@problem-in-words.you-were-signed-out:You were signed out meanwhile. Sign in again and link once more.`,
};

/** `null` where nothing went wrong. */
export function problemInWords(code: string | null): Problem | null {
  if (!code) return null;
  const title =
    code === 'oidc-linked-elsewhere'
      ? $localize`:@@problem-in-words.not-linked:Not linked`
      : $localize`:@@problem-in-words.the-sign-in-was:The sign-in was not completed`;
  return { type: 'about:blank', status: 0, code, title, detail: DETAILS[code] ?? OTHERWISE };
}
