import type { Routes } from '@angular/router';

export const assessmentsRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@assessments.routes.assessments:Assessments`,
    loadComponent: () => import('./assessment-list').then((m) => m.AssessmentList),
  },
  {
    path: ':id',
    title: $localize`:@@assessments.routes.assessment:Assessment`,
    loadComponent: () => import('./assessment-page').then((m) => m.AssessmentPage),
  },
];
