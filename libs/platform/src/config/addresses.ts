import { ConfigurationError } from './configuration-error';

/** The address as it was written, once it is known that the client behind it can read it. Never repeated: it may hold a password. */
export function addressOf(variable: string, text: string, schemes: readonly string[]): string {
  const wanted = `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}`;
  if (!schemes.some((scheme) => text.toLowerCase().startsWith(`${scheme}//`))) {
    throw new ConfigurationError(variable, `${wanted}.`);
  }
  if (URL.canParse(text) && (isOfTheWeb(text) || isUnderstood(new URL(text)))) return text;
  throw new ConfigurationError(variable, `${wanted} and cannot be read: ${remedyFor(text)}`);
}

/** One that mail can be handed to. */
export function mailServerOf(variable: string, text: string): string {
  const address = addressOf(variable, text, ['smtp:', 'smtps:']);
  if (new URL(address).hostname !== '') return address;
  throw new ConfigurationError(variable, 'names no host: write it like smtp://mail.company.example:587.');
}

const isOfTheWeb = (text: string): boolean => /^https?:/i.test(text);

const remedyFor = (text: string): string =>
  isOfTheWeb(text)
    ? 'correct it.'
    : 'percent-encode what stands for itself in its password (# as %23, % as %25, / as %2F) and check its port.';

/** Clients decode name and password, and end with an error of their own where they cannot; behind a `#` they read nothing. */
function isUnderstood({ username, password, pathname, hash }: URL): boolean {
  return hash === '' && [username, password, pathname].every((part) => decodedOrNull(part) !== null);
}

function decodedOrNull(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
