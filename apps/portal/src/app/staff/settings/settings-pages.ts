import {
  mdiAccountMultipleOutline,
  mdiArchiveClockOutline,
  mdiDatabaseExportOutline,
  mdiEmailOffOutline,
  mdiGauge,
  mdiKeyChainVariant,
  mdiLoginVariant,
  mdiOfficeBuildingOutline,
  mdiServerOutline,
  mdiTableKey,
} from '@mdi/js';
import type { Permission } from '../../session/permissions';

export interface SettingsPageEntry {
  readonly path: string;
  readonly text: string;
  readonly icon: string;
  readonly permission: Permission;
}

/** The pages of the settings, with what a member must be allowed to read them. */
export const SETTINGS_PAGES = [
  {
    path: 'organisation',
    text: 'Organisation',
    icon: mdiOfficeBuildingOutline,
    permission: 'account.own',
  },
  { path: 'members', text: 'Members', icon: mdiAccountMultipleOutline, permission: 'member.read' },
  { path: 'permissions', text: 'Who can do what', icon: mdiTableKey, permission: 'account.own' },
  {
    path: 'sign-in-provider',
    text: 'Sign-in provider',
    icon: mdiLoginVariant,
    permission: 'organisation.manage',
  },
  { path: 'api-tokens', text: 'API tokens', icon: mdiKeyChainVariant, permission: 'member.manage' },
  {
    path: 'suppressed-addresses',
    text: 'Suppressed addresses',
    icon: mdiEmailOffOutline,
    permission: 'organisation.manage',
  },
  { path: 'retention', text: 'Retention', icon: mdiArchiveClockOutline, permission: 'audit.read' },
  { path: 'limits', text: 'Limits', icon: mdiGauge, permission: 'audit.read' },
  {
    path: 'data',
    text: 'Personal data and export',
    icon: mdiDatabaseExportOutline,
    permission: 'audit.read',
  },
  { path: 'system', text: 'Installation', icon: mdiServerOutline, permission: 'organisation.manage' },
] as const satisfies readonly SettingsPageEntry[];
