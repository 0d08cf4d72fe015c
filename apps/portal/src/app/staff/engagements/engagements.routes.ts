import type { Routes } from '@angular/router';
import { mayGuard } from '../../session/may-guard';
import { unsavedChangesGuard } from '../../ui/form/unsaved-changes-guard';

export const engagementsRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@engagements.routes.engagements:Engagements`,
    loadComponent: () => import('./engagement-list').then((m) => m.EngagementList),
  },
  {
    path: ':id',
    title: $localize`:@@engagements.routes.engagement:Engagement`,
    loadComponent: () => import('./engagement-page').then((m) => m.EngagementPage),
  },
  {
    path: ':id/edit',
    title: $localize`:@@engagements.routes.edit-the-engagement:Edit the engagement`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./edit-engagement').then((m) => m.EditEngagementPage),
  },
  {
    path: ':id/end',
    title: $localize`:@@engagements.routes.end-the-engagement:End the engagement`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./end-engagement').then((m) => m.EndEngagementPage),
  },
  {
    path: ':id/intake',
    title: $localize`:@@engagements.routes.change-the-intake:Change the intake`,
    canActivate: [mayGuard('vendor.write')],
    canDeactivate: [unsavedChangesGuard],
    loadComponent: () => import('./change-intake').then((m) => m.ChangeIntakePage),
  },
  {
    path: ':id/requirements',
    title: $localize`:@@engagements.routes.requirements:Requirements`,
    loadComponent: () => import('../requirements/requirements-page').then((m) => m.RequirementsPage),
  },
];
