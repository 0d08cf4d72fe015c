import type { Routes } from '@angular/router';

export const questionnairesRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@questionnaires.routes.questionnaires:Questionnaires`,
    loadComponent: () => import('./questionnaire-list').then((m) => m.QuestionnaireList),
  },
  {
    path: ':id/versions/:number',
    title: $localize`:@@questionnaires.routes.questionnaire:Questionnaire`,
    loadComponent: () => import('./version-page').then((m) => m.VersionPage),
  },
];
