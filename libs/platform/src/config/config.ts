import { parseKeys } from '../keys/key-list';
import { KeyRing } from '../keys/key-ring';
import { addressOf, mailServerOf } from './addresses';
import { ConfigurationError } from './configuration-error';
import { filesLocationFrom, type FilesLocation } from './files-location';
import { requiredSecretFrom, secretFrom } from './secrets';
import { isAddressOrNetwork } from './neighbours';

export { ConfigurationError };

/** Everything the environment decides, read once at start. */
export class Config {
  readonly databaseUrl: string;
  readonly databaseConnections: number;
  readonly redisUrl: string;
  /** The one source of links, cookies and origin checks; no slash at its end. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  readonly trustedProxies: readonly string[];
  /** Names of hosts that an administrator may type although they lie in a private network, or speak plain http. */
  readonly allowedPrivateHosts: readonly string[];
  /** Folder of the built portal; null where another server hands it out. */
  readonly portalFolder: string | null;
  readonly portalKeptFolder: string | null;
  readonly files: FilesLocation;
  readonly maximumFileBytes: number;
  /** Of all files of one organisation together: past it nothing more is taken. */
  readonly maximumOrganisationBytes: number;
  /** For secrets at rest and for the audit seal; kept outside the database and its backup. */
  readonly keys: KeyRing;
  readonly smtpUrl: string | null;
  /** Page of the local inbox, where the product runs with one. */
  readonly inboxUrl: string | null;
  readonly logLevel: LogLevel;
  /** Where numbers for Prometheus are handed out, beside the product's own port; null hands out none. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** The worker writes into this file that it lives; null writes none. */
  readonly workerProbeFile: string | null;
  /** Offers the language that is made from English letter by letter: for development and tests alone. */
  readonly stubLanguage: boolean;

  constructor(values: Config) {
    this.databaseUrl = values.databaseUrl;
    this.databaseConnections = values.databaseConnections;
    this.redisUrl = values.redisUrl;
    this.publicUrl = values.publicUrl;
    this.host = values.host;
    this.port = values.port;
    this.trustedProxies = values.trustedProxies;
    this.allowedPrivateHosts = values.allowedPrivateHosts;
    this.portalFolder = values.portalFolder;
    this.portalKeptFolder = values.portalKeptFolder;
    this.files = values.files;
    this.maximumFileBytes = values.maximumFileBytes;
    this.maximumOrganisationBytes = values.maximumOrganisationBytes;
    this.keys = values.keys;
    this.smtpUrl = values.smtpUrl;
    this.inboxUrl = values.inboxUrl;
    this.logLevel = values.logLevel;
    this.metricsPort = values.metricsPort;
    this.metricsHost = values.metricsHost;
    this.workerProbeFile = values.workerProbeFile;
    this.stubLanguage = values.stubLanguage;
  }
}

const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

type Environment = Readonly<Record<string, string | undefined>>;

export function configFrom(environment: Environment): Config {
  const read = new EnvironmentReader(environment);
  return new Config({
    databaseUrl: read.secretUrl('DATABASE_URL', databaseSchemes),
    databaseConnections: read.wholeNumber('DATABASE_CONNECTIONS', 10, { from: 1, to: 200 }),
    redisUrl: read.secretUrl('REDIS_URL', ['redis:', 'rediss:']),
    publicUrl: read.publicUrl('PUBLIC_URL'),
    host: read.text('HOST', '127.0.0.1'),
    port: read.wholeNumber('PORT', 3000, { from: 0, to: 65_535 }),
    trustedProxies: read.addresses('TRUSTED_PROXIES'),
    allowedPrivateHosts: read.hostNames('COUNTERSIGN_ALLOW_PRIVATE_HOSTS'),
    portalFolder: read.optional('PORTAL_DIR'),
    portalKeptFolder: read.optional('PORTAL_KEPT_DIR'),
    files: filesLocationFrom(read),
    maximumFileBytes: read.wholeNumber('MAXIMUM_FILE_BYTES', 25 * 1024 * 1024, { from: 1024, to: 2 ** 31 }),
    maximumOrganisationBytes: read.wholeNumber('MAXIMUM_ORGANISATION_BYTES', 50 * 1024 ** 3, {
      from: 1024,
      to: 2 ** 50,
    }),
    keys: read.keys(),
    smtpUrl: read.mailServer('SMTP_URL'),
    inboxUrl: read.optionalUrl('INBOX_URL', ['http:', 'https:']),
    logLevel: read.oneOf('LOG_LEVEL', logLevels, 'info'),
    metricsPort: read.optionalPort('METRICS_PORT'),
    metricsHost: read.text('METRICS_HOST', '127.0.0.1'),
    workerProbeFile: read.optional('WORKER_PROBE_FILE'),
    stubLanguage: read.flag('COUNTERSIGN_STUB_LANGUAGE'),
  });
}

/** Of the role that owns the schema: for migrations and the demonstration, never for api and worker. */
export function ownerUrlFrom(environment: Environment): string {
  const wanted = 'names the database as the role cs_owner.';
  const { variable, text } = requiredSecretFrom(environment, 'DATABASE_OWNER_URL', wanted);
  return addressOf(variable, text, databaseSchemes);
}

const databaseSchemes = ['postgres:', 'postgresql:'] as const;

const wantedOf = (schemes: readonly string[]): string =>
  `must be an address that begins with ${schemes.map((scheme) => `${scheme}//`).join(' or ')}.`;

class EnvironmentReader {
  constructor(private readonly environment: Environment) {}

  optional(variable: string): string | null {
    return this.environment[variable]?.trim() || null;
  }

  required(variable: string, remedy: string): string {
    const value = this.optional(variable);
    if (value === null) throw new ConfigurationError(variable, `is not set: it ${remedy}`);
    return value;
  }

  text(variable: string, fallback: string): string {
    return this.optional(variable) ?? fallback;
  }

  wholeNumber(variable: string, fallback: number, range: { from: number; to: number }): number {
    const text = this.optional(variable);
    if (text === null) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < range.from || value > range.to) {
      throw new ConfigurationError(variable, `must be a whole number from ${range.from} to ${range.to}.`);
    }
    return value;
  }

  /** Off unless it is 1. */
  flag(variable: string): boolean {
    return this.oneOf(variable, ['0', '1'], '0') === '1';
  }

  optionalPort(variable: string): number | null {
    return this.optional(variable) === null ? null : this.wholeNumber(variable, 0, { from: 0, to: 65_535 });
  }

  oneOf<T extends string>(variable: string, values: readonly T[], fallback: T): T {
    const text = this.optional(variable);
    if (text === null) return fallback;
    const value = values.find((one) => one === text);
    if (value === undefined) throw new ConfigurationError(variable, `must be one of ${values.join(', ')}.`);
    return value;
  }

  /** From the variable itself or from the file that `<variable>_FILE` names. */
  secret(variable: string): string | null {
    return secretFrom(this.environment, variable)?.text ?? null;
  }

  secretUrl(variable: string, schemes: readonly string[]): string {
    const secret = requiredSecretFrom(this.environment, variable, wantedOf(schemes));
    return addressOf(secret.variable, secret.text, schemes);
  }

  url(variable: string, schemes: readonly string[]): string {
    return addressOf(variable, this.required(variable, wantedOf(schemes)), schemes);
  }

  optionalUrl(variable: string, schemes: readonly string[]): string | null {
    return this.optional(variable) === null ? null : this.url(variable, schemes);
  }

  mailServer(variable: string): string | null {
    const secret = secretFrom(this.environment, variable);
    return secret === null ? null : mailServerOf(secret.variable, secret.text);
  }

  publicUrl(variable: string): string {
    const url = new URL(this.url(variable, ['https:', 'http:']));
    if (url.protocol === 'http:' && url.hostname !== 'localhost') {
      throw new ConfigurationError(
        variable,
        'must begin with https://: plain http is accepted on localhost only.',
      );
    }
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
      throw new ConfigurationError(variable, 'must be an origin alone, without a path.');
    }
    return url.origin;
  }

  keys(): KeyRing {
    const secret = secretFrom(this.environment, 'COUNTERSIGN_KEYS', { lines: 'several' });
    if (secret === null) {
      throw new ConfigurationError(
        'COUNTERSIGN_KEYS',
        'is not set: it must hold lines `id:key` with 32 random bytes in base64, or COUNTERSIGN_KEYS_FILE name a file of them.',
      );
    }
    try {
      return new KeyRing(parseKeys(secret.text));
    } catch (error) {
      if (error instanceof RangeError) throw new ConfigurationError(secret.variable, error.message);
      throw error;
    }
  }

  list(variable: string): string[] {
    const entries = (this.optional(variable) ?? '').split(',').map((entry) => entry.trim());
    return entries.filter((entry) => entry !== '');
  }

  /** Names as a URL writes them, without scheme, port or wildcard. */
  hostNames(variable: string): string[] {
    return this.list(variable).map((entry) => {
      const address = `https://${entry}/`;
      const host = URL.canParse(address) ? new URL(address) : null;
      if (host === null || host.hostname !== entry.toLowerCase() || host.href !== address.toLowerCase()) {
        throw new ConfigurationError(
          variable,
          'must list host names, separated by commas, without scheme or port.',
        );
      }
      return host.hostname;
    });
  }

  addresses(variable: string): string[] {
    const entries = this.list(variable);
    for (const entry of entries) {
      if (isAddressOrNetwork(entry)) continue;
      throw new ConfigurationError(
        variable,
        `must list IP addresses or networks such as 10.0.0.0/8, separated by commas: ${entry} is none.`,
      );
    }
    return entries;
  }
}
