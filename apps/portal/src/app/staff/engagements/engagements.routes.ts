import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const engagementsRoutes: Routes = [
  {
    path: '',
    title: 'Engagements',
    loadComponent: () => import('./engagement-list').then((m) => m.EngagementList),
  },
  {
    path: ':id',
    title: 'Engagement',
    loadComponent: () => import('./engagement-page').then((m) => m.EngagementPage),
  },
  {
    path: ':id/intake',
    title: 'Change the intake',
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./change-intake').then((m) => m.ChangeIntakePage),
  },
];
