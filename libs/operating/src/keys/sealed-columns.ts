import { clientSecretPurpose, totpPurpose } from '@countersign/identity';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The uuid column that names the row within its organisation. */
  readonly row: string;
  /** As the feature seals it. */
  readonly purpose: string;
}

/** Every column that holds what a key sealed: rotation and the check at start know these and no others. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'app.member_totp', column: 'secret_sealed', row: 'member_id', purpose: totpPurpose },
  {
    table: 'app.oidc_provider',
    column: 'client_secret_sealed',
    row: 'organisation_id',
    purpose: clientSecretPurpose,
  },
];

export const nameOf = ({ table, column }: SealedColumn): string => `${table}.${column}`;
