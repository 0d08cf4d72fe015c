import type { Problem } from '@countersign/api-types';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Why signing in at the organisation's provider (OIDC) did not lead in here. */
const WORDS: Readonly<Record<string, Words>> = {
  'oidc-refused': {
    title: 'The sign-in was not completed',
    detail: 'Your organisation’s sign-in page was left, or it refused. You can try again.',
  },
};

const OTHERWISE: Words = {
  title: 'The sign-in was not completed',
  detail: 'Please try again. If it happens again, tell your administrator.',
};

export function problemInWords(code: string | null): Problem | null {
  if (!code) return null;
  return { type: 'about:blank', status: 0, code, ...(WORDS[code] ?? OTHERWISE) };
}
