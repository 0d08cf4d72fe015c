import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const settingsRoutes: Routes = [
  {
    path: '',
    loadComponent: () => import('./settings-page').then((m) => m.SettingsPage),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'organisation' },
      {
        path: 'organisation',
        title: $localize`:@@settings.routes.organisation:Organisation`,
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./organisation/organisation-page').then((m) => m.OrganisationPage),
      },
      {
        path: 'members',
        title: $localize`:@@settings.routes.members:Members`,
        canActivate: [mayGuard('member.read')],
        loadComponent: () => import('./members/members-page').then((m) => m.MembersPage),
      },
      {
        path: 'members/invite',
        title: $localize`:@@settings.routes.invite-a-member:Invite a member`,
        canActivate: [mayGuard('member.manage')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./members/invite-member').then((m) => m.InviteMemberPage),
      },
      {
        path: 'members/:id',
        title: $localize`:@@settings.routes.member:Member`,
        canActivate: [mayGuard('member.read')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./members/member-page').then((m) => m.MemberPage),
      },
      {
        path: 'permissions',
        title: $localize`:@@settings.routes.who-can-do-what:Who can do what`,
        loadComponent: () => import('./permissions/permissions-page').then((m) => m.PermissionsPage),
      },
      {
        path: 'sign-in-provider',
        title: $localize`:@@settings.routes.sign-in-provider:Sign-in provider`,
        canActivate: [mayGuard('organisation.manage')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./sign-in-provider/provider-page').then((m) => m.ProviderPage),
      },
      {
        path: 'api-tokens',
        title: $localize`:@@settings.routes.api-tokens:API tokens`,
        canActivate: [mayGuard('member.manage')],
        loadComponent: () => import('./tokens/tokens-page').then((m) => m.TokensPage),
      },
      {
        path: 'suppressed-addresses',
        title: $localize`:@@settings.routes.suppressed-addresses:Suppressed addresses`,
        canActivate: [mayGuard('organisation.manage')],
        loadComponent: () => import('./suppressed/suppressed-page').then((m) => m.SuppressedPage),
      },
      {
        path: 'retention',
        title: $localize`:@@settings.routes.retention:Retention`,
        canActivate: [mayGuard('audit.read')],
        loadComponent: () => import('./retention/retention-page').then((m) => m.RetentionPage),
      },
      {
        path: 'limits',
        title: $localize`:@@settings.routes.limits:Limits`,
        canActivate: [mayGuard('audit.read')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./limits/limits-page').then((m) => m.LimitsPage),
      },
      {
        path: 'data',
        title: $localize`:@@settings.routes.personal-data-and-export:Personal data and export`,
        canActivate: [mayGuard('audit.read')],
        loadComponent: () => import('./data/data-page').then((m) => m.DataPage),
      },
      {
        path: 'system',
        title: $localize`:@@settings.routes.installation:Installation`,
        canActivate: [mayGuard('organisation.manage')],
        loadComponent: () => import('./system/system-page').then((m) => m.SystemPage),
      },
    ],
  },
];
