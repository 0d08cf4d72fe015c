export interface TestDatabase {
  readonly database: string;
  /** Superuser, past row-level security: for what a test must see or plant behind the product's back. */
  readonly adminUrl: string;
  /** `cs_owner`: owns the schema, bound by row-level security. */
  readonly ownerUrl: string;
  /** `cs_app`: what api and worker connect as. */
  readonly appUrl: string;
  readonly redisUrl: string;
  drop(): Promise<void>;
}

/** A migrated, empty database of the spec's own. Call `drop` when the spec has closed its connections. */
export function createTestDatabase(): Promise<TestDatabase>;
