import { Injectable } from '@nestjs/common';
import { Database } from '@countersign/platform';

/**
 * What an export leaves out: whoever holds it must not be able to sign in, open a link, read a secret, or guess what
 * an erased line said. A column that looks like one of these and is on neither list fails a spec.
 */
export const secretColumns: Readonly<Record<string, readonly string[]>> = {
  answer_revision: ['who_salt', 'what_salt'],
  api_token: ['token_hash'],
  audit_event: ['who_salt', 'what_salt'],
  invitation_code: ['code_hash'],
  invitation_token: ['token_hash'],
  member: ['password_hash'],
  member_link: ['token_hash'],
  member_session: ['token_hash'],
  member_totp: ['secret_sealed'],
  oidc_flow: ['browser_hash', 'state_hash', 'nonce', 'code_verifier'],
  oidc_provider: ['client_secret_sealed'],
  passkey: ['credential_id', 'public_key'],
  passkey_challenge: ['challenge_hash'],
  recovery_code: ['code_hash'],
  respondent_grant: ['session_hash'],
  sign_in_attempt: ['device'],
  sign_in_step: ['token_hash'],
};

/** Hashes, digests and keys that prove and open nothing. */
export const provingColumns: Readonly<Record<string, readonly string[]>> = {
  answer_revision: ['who_digest', 'what_digest'],
  audit_event: ['who_digest', 'what_digest'],
  audit_seal: ['digest', 'hash', 'key_id'],
  clause_library: ['hash'],
  contract_document: ['sha256', 'storage_key'],
  data_job: ['storage_key', 'file_sha256'],
  disposed_row: ['digest'],
  evidence: ['sha256', 'storage_key'],
  key_loss: ['fingerprint', 'key_id', 'last_hash', 'sealed_to'],
  member: ['password_changed_at'],
  questionnaire: ['key'],
  questionnaire_version: ['hash'],
  vendor: ['name_key'],
};

export interface ExportTable {
  readonly name: string;
  readonly leftOut: readonly string[];
}

interface KeyColumn {
  readonly name: string;
  readonly type: string;
}

export interface Page {
  readonly lines: readonly string[];
  /** Null: that was the last one. */
  readonly place: readonly string[] | null;
}

const ROWS_A_PAGE = 500;

/** Every table of the organisation, from the catalogue, read in pages by its primary key. */
@Injectable()
export class ExportTables {
  constructor(private readonly database: Database) {}

  async all(): Promise<ExportTable[]> {
    const rows = await this.database.query<{ name: string }>(`
      select c.relname as name
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped
      where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p')
      order by 1`);
    return rows.map(({ name }) => ({ name, leftOut: secretColumns[name] ?? [] }));
  }

  /** The organisation is the policy's; it leads every key, so the pages follow the rest of it. */
  async key({ name }: ExportTable): Promise<KeyColumn[]> {
    return this.database.query<KeyColumn>(
      `select a.attname as name, format_type(a.atttypid, null) as type
       from pg_constraint k
       join lateral unnest(k.conkey) with ordinality u (number, place) on true
       join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.number
       where k.conrelid = ('app.' || quote_ident(:name))::regclass and k.contype = 'p' and a.attname <> 'organisation_id'
       order by u.place`,
      { name },
    );
  }

  /** One page after a place; names come from the catalogue, values are parameters. */
  async page(table: ExportTable, key: readonly KeyColumn[], after: readonly string[] | null): Promise<Page> {
    const columns = key.map((column) => `t."${column.name}"`);
    const asText = columns.map((column) => `${column}::text`);
    const values = key.map(({ type }, index) => `:p${index}::text::${type}`);
    const beyond =
      after === null || key.length === 0 ? '' : `where (${columns.join(', ')}) > (${values.join(', ')})`;
    const order = key.length === 0 ? '' : `order by ${columns.join(', ')}`;
    const rows = await this.database.query<{ line: string; place: string[] }>(
      `select (to_jsonb(t) - :leftOut::text[])::text as line, array[${asText.join(', ')}]::text[] as place
       from app."${table.name}" t ${beyond} ${order} limit :most`,
      {
        leftOut: table.leftOut,
        most: ROWS_A_PAGE,
        ...(beyond === ''
          ? {}
          : Object.fromEntries((after ?? []).map((value, index) => [`p${index}`, value]))),
      },
    );
    const full = rows.length === ROWS_A_PAGE && key.length > 0;
    return { lines: rows.map(({ line }) => line), place: full ? (rows.at(-1)?.place ?? null) : null };
  }
}
