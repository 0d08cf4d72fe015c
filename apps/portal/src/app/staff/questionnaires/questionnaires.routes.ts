import type { Routes } from '@angular/router';

export const questionnairesRoutes: Routes = [
  {
    path: '',
    title: 'Questionnaires',
    loadComponent: () => import('./questionnaire-list').then((m) => m.QuestionnaireList),
  },
  {
    path: ':id/versions/:number',
    title: 'Questionnaire',
    loadComponent: () => import('./version-page').then((m) => m.VersionPage),
  },
];
