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
        title: 'Organisation',
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./organisation/organisation-page').then((m) => m.OrganisationPage),
      },
      {
        path: 'members',
        title: 'Members',
        canActivate: [mayGuard('member.read')],
        loadComponent: () => import('./members/members-page').then((m) => m.MembersPage),
      },
      {
        path: 'members/invite',
        title: 'Invite a member',
        canActivate: [mayGuard('member.manage')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./members/invite-member').then((m) => m.InviteMemberPage),
      },
      {
        path: 'members/:id',
        title: 'Member',
        canActivate: [mayGuard('member.read')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./members/member-page').then((m) => m.MemberPage),
      },
      {
        path: 'permissions',
        title: 'Who can do what',
        loadComponent: () => import('./permissions/permissions-page').then((m) => m.PermissionsPage),
      },
      {
        path: 'sign-in-provider',
        title: 'Sign-in provider',
        canActivate: [mayGuard('organisation.manage')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./sign-in-provider/provider-page').then((m) => m.ProviderPage),
      },
      {
        path: 'api-tokens',
        title: 'API tokens',
        canActivate: [mayGuard('member.manage')],
        loadComponent: () => import('./tokens/tokens-page').then((m) => m.TokensPage),
      },
      {
        path: 'suppressed-addresses',
        title: 'Suppressed addresses',
        canActivate: [mayGuard('organisation.manage')],
        loadComponent: () => import('./suppressed/suppressed-page').then((m) => m.SuppressedPage),
      },
      {
        path: 'retention',
        title: 'Retention',
        canActivate: [mayGuard('audit.read')],
        loadComponent: () => import('./retention/retention-page').then((m) => m.RetentionPage),
      },
      {
        path: 'limits',
        title: 'Limits',
        canActivate: [mayGuard('audit.read')],
        canDeactivate: [unsavedChangesGuard],
        loadComponent: () => import('./limits/limits-page').then((m) => m.LimitsPage),
      },
      {
        path: 'data',
        title: 'Personal data and export',
        canActivate: [mayGuard('audit.read')],
        loadComponent: () => import('./data/data-page').then((m) => m.DataPage),
      },
      {
        path: 'system',
        title: 'Installation',
        canActivate: [mayGuard('organisation.manage')],
        loadComponent: () => import('./system/system-page').then((m) => m.SystemPage),
      },
    ],
  },
];
