import { BackgroundWork, Flag, Instant, ListOf, Nested, NullableText, Text } from '@countersign/platform';

/** A neighbour whose forwarding headers are not believed, because `TRUSTED_PROXIES` does not name it. */
export class UnnamedProxy {
  @Text() readonly address: string;
  @Instant() readonly lastSeenAt: string;
  /** It sends `X-Forwarded-For`: without that header naming it changes nothing. */
  @Flag() readonly namesVisitors: boolean;
  /** What would name it, besides those that are named. */
  @Text() readonly setting: string;
}

/** What runs here, as its answers and its log name it too. */
export class InstalledBuild {
  @Text() readonly version: string;
  /** With a `+` where the sources had been changed since; null where the build was not told. */
  @NullableText() readonly commit: string | null;
}

/** How the installation fares, for whoever can tell its operator. */
export class SystemState {
  @Nested(() => InstalledBuild) readonly build: InstalledBuild;
  @Nested(() => BackgroundWork) readonly worker: BackgroundWork;
  @ListOf(() => UnnamedProxy) readonly unnamedProxies: UnnamedProxy[];
}
