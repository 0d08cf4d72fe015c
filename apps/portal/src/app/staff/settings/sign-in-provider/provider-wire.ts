import type { Role } from '@countersign/api-types';

export interface RoleRule {
  value: string;
  roles: Role[];
}

export interface OidcSettings {
  issuer: string | null;
  clientId: string | null;
  hasSecret: boolean;
  label: string | null;
  roleClaim: string | null;
  roleMapping: RoleRule[];
  enabled: boolean;
  redirectUri: string;
}

export interface OidcSettingsForm {
  issuer: string;
  clientId: string;
  /** Null keeps the one that is stored. */
  clientSecret: string | null;
  label: string;
  roleClaim: string | null;
  roleMapping: RoleRule[];
  enabled: boolean;
}

export interface OidcCheck {
  reachable: boolean;
  problem: string | null;
}
