export interface Build {
  readonly version: string;
  /** Of the sources that it was built from; with a `+` where they had been changed since. Null where nobody said. */
  readonly commit: string | null;
}

/** Put in by the bundler. */
declare const COUNTERSIGN_BUILD: Build | undefined;

export const build: Build =
  typeof COUNTERSIGN_BUILD === 'undefined' ? { version: 'unbuilt', commit: null } : COUNTERSIGN_BUILD;

export function buildInWords({ version, commit }: Build): string {
  return commit === null ? version : `${version} (${commit})`;
}
