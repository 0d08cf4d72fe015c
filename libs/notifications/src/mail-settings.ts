import { ConfigurationError, mailServerOf, secretFrom, type Config } from '@countersign/platform';

type Environment = Readonly<Record<string, string | undefined>>;

/** How mail leaves. Read once at start, like everything the environment decides. */
export class MailSettings {
  /** How long a worker may hold a notification without renewing its claim. */
  readonly leaseSeconds: number;
  /** Over all workers together. */
  readonly perSecond: number;
  /** Sends of one worker at once: no crash repeats more mails than this. */
  readonly concurrency: number;
  readonly smtpUrl: string | null;
  /** The local inbox: in demonstration mode the only server that gets mail. */
  readonly inboxSmtpUrl: string | null;
  /** Mail may leave unencrypted: the operator's word for a relay in the own network. */
  readonly plaintext: boolean;
  /** The operator has switched mail off: none leaves, whatever server is named. */
  readonly switchedOff: boolean;
  /** Sender's address; its domain is also that of every Message-ID. */
  readonly from: string;

  constructor(values: Omit<MailSettings, 'domain'>) {
    this.leaseSeconds = values.leaseSeconds;
    this.perSecond = values.perSecond;
    this.concurrency = values.concurrency;
    this.smtpUrl = values.smtpUrl;
    this.inboxSmtpUrl = values.inboxSmtpUrl;
    this.plaintext = values.plaintext;
    this.switchedOff = values.switchedOff;
    this.from = values.from;
  }

  get domain(): string {
    return this.from.slice(this.from.lastIndexOf('@') + 1);
  }
}

export function mailSettingsFrom(environment: Environment, config: Config): MailSettings {
  const domain = new URL(config.publicUrl).hostname;
  return new MailSettings({
    leaseSeconds: wholeNumber(environment, 'COUNTERSIGN_MAIL_LEASE_SECONDS', 120, { from: 1, to: 3600 }),
    perSecond: wholeNumber(environment, 'COUNTERSIGN_MAIL_PER_SECOND', 50, { from: 1, to: 10_000 }),
    concurrency: wholeNumber(environment, 'COUNTERSIGN_MAIL_CONCURRENCY', 10, { from: 1, to: 100 }),
    smtpUrl: config.smtpUrl,
    inboxSmtpUrl: smtpAddress(environment, 'INBOX_SMTP_URL') ?? localOnly(config.smtpUrl),
    plaintext: valueOf(environment, 'COUNTERSIGN_SMTP_PLAINTEXT') === '1',
    switchedOff: isSwitchedOff(environment),
    from: sender(environment, 'MAIL_FROM', `countersign@${domain}`),
  });
}

/** Whether a connection to this server must be encrypted before anything is said: mail names people and what they owe. */
export function mustEncrypt(url: string, { plaintext }: Pick<MailSettings, 'plaintext'>): boolean {
  return !plaintext && localOnly(url) === null;
}

/** The one-command start names its inbox in SMTP_URL; a server elsewhere never gets a demonstration's mail. */
function localOnly(url: string | null): string | null {
  if (url === null) return null;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname) ? url : null;
}

function valueOf(environment: Environment, variable: string): string | null {
  return environment[variable]?.trim() || null;
}

function wholeNumber(
  environment: Environment,
  variable: string,
  fallback: number,
  range: { readonly from: number; readonly to: number },
): number {
  const text = valueOf(environment, variable);
  const value = text === null ? fallback : Number(text);
  if (!Number.isInteger(value) || value < range.from || value > range.to) {
    throw new ConfigurationError(variable, `must be a whole number from ${range.from} to ${range.to}.`);
  }
  return value;
}

/** Said outright: a word that is misspelt must not let mail leave a restored copy. */
function isSwitchedOff(environment: Environment): boolean {
  const text = valueOf(environment, 'COUNTERSIGN_MAIL') ?? 'on';
  if (text !== 'on' && text !== 'off') {
    throw new ConfigurationError('COUNTERSIGN_MAIL', 'must be `off`, so that no mail leaves, or `on`.');
  }
  return text === 'off';
}

function smtpAddress(environment: Environment, variable: string): string | null {
  const secret = secretFrom(environment, variable);
  return secret === null ? null : mailServerOf(secret.variable, secret.text);
}

function sender(environment: Environment, variable: string, fallback: string): string {
  const text = valueOf(environment, variable) ?? fallback;
  if (!/^[^@\s<>]+@[^@\s<>]+$/.test(text)) {
    throw new ConfigurationError(
      variable,
      'must be a mail address alone, such as countersign@company.example.',
    );
  }
  return text.toLowerCase();
}
