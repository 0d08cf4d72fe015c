import type { Routes } from '@angular/router';

export const assessmentsRoutes: Routes = [
  {
    path: '',
    title: 'Assessments',
    loadComponent: () => import('./assessment-list').then((m) => m.AssessmentList),
  },
  {
    path: ':id',
    title: 'Assessment',
    loadComponent: () => import('./assessment-page').then((m) => m.AssessmentPage),
  },
];
