import type { Routes } from '@angular/router';
import { StaffShell } from './shell/staff-shell';

export const staffRoutes: Routes = [
  {
    path: '',
    component: StaffShell,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
      {
        path: 'dashboard',
        title: $localize`:@@staff.routes.dashboard:Dashboard`,
        loadComponent: () => import('./dashboard/dashboard-page').then((m) => m.DashboardPage),
      },
      {
        path: 'tasks',
        loadChildren: () => import('./tasks/tasks.routes').then((m) => m.tasksRoutes),
      },
      {
        path: 'vendors',
        loadChildren: () => import('./vendors/vendors.routes').then((m) => m.vendorsRoutes),
      },
      {
        path: 'engagements',
        loadChildren: () => import('./engagements/engagements.routes').then((m) => m.engagementsRoutes),
      },
      {
        path: 'assessments',
        loadChildren: () => import('./assessments/assessments.routes').then((m) => m.assessmentsRoutes),
      },
      {
        path: 'findings',
        loadChildren: () => import('./findings/findings.routes').then((m) => m.findingsRoutes),
      },
      {
        path: 'contracts',
        loadChildren: () => import('./contracts/contracts.routes').then((m) => m.contractsRoutes),
      },
      {
        path: 'notes',
        loadChildren: () => import('./notes/notes.routes').then((m) => m.notesRoutes),
      },
      {
        path: 'questionnaires',
        loadChildren: () =>
          import('./questionnaires/questionnaires.routes').then((m) => m.questionnairesRoutes),
      },
      {
        path: 'audit',
        loadChildren: () => import('./audit/audit.routes').then((m) => m.auditRoutes),
      },
      {
        path: 'settings',
        loadChildren: () => import('./settings/settings.routes').then((m) => m.settingsRoutes),
      },
      {
        path: 'account',
        loadChildren: () => import('./account/account.routes').then((m) => m.accountRoutes),
      },
      {
        path: '**',
        title: $localize`:@@staff.routes.page-not-found:Page not found`,
        loadComponent: () => import('./not-found/not-found').then((m) => m.NotFound),
      },
    ],
  },
];
