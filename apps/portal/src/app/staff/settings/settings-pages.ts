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
    text: $localize`:@@settings-pages.organisation:Organisation`,
    icon: mdiOfficeBuildingOutline,
    permission: 'account.own',
  },
  {
    path: 'members',
    text: $localize`:@@settings-pages.members:Members`,
    icon: mdiAccountMultipleOutline,
    permission: 'member.read',
  },
  {
    path: 'permissions',
    text: $localize`:@@settings-pages.who-can-do-what:Who can do what`,
    icon: mdiTableKey,
    permission: 'account.own',
  },
  {
    path: 'sign-in-provider',
    text: $localize`:@@settings-pages.sign-in-provider:Sign-in provider`,
    icon: mdiLoginVariant,
    permission: 'organisation.manage',
  },
  {
    path: 'api-tokens',
    text: $localize`:@@settings-pages.api-tokens:API tokens`,
    icon: mdiKeyChainVariant,
    permission: 'member.manage',
  },
  {
    path: 'suppressed-addresses',
    text: $localize`:@@settings-pages.suppressed-addresses:Suppressed addresses`,
    icon: mdiEmailOffOutline,
    permission: 'organisation.manage',
  },
  {
    path: 'retention',
    text: $localize`:@@settings-pages.retention:Retention`,
    icon: mdiArchiveClockOutline,
    permission: 'audit.read',
  },
  {
    path: 'limits',
    text: $localize`:@@settings-pages.limits:Limits`,
    icon: mdiGauge,
    permission: 'audit.read',
  },
  {
    path: 'data',
    text: $localize`:@@settings-pages.personal-data-and-export:Personal data and export`,
    icon: mdiDatabaseExportOutline,
    permission: 'audit.read',
  },
  {
    path: 'system',
    text: $localize`:@@settings-pages.installation:Installation`,
    icon: mdiServerOutline,
    permission: 'organisation.manage',
  },
] as const satisfies readonly SettingsPageEntry[];
