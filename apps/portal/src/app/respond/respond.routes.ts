import type { Routes } from '@angular/router';
import { KEPT } from '../ui/kept-pages';
import { Landing } from './pages/landing';
import { RespondShell } from './shell/respond-shell';

/** What a link opens comes at once; the questionnaire's pages are loaded ahead behind it. */
export const respondRoutes: Routes = [
  {
    path: '',
    component: RespondShell,
    children: [
      {
        path: '',
        pathMatch: 'full',
        component: Landing,
        title: $localize`:@@respond.routes.your-invitation:Your invitation`,
      },
      {
        path: 'assessments/:assessmentId',
        loadChildren: () => import('./assessment.routes').then((m) => m.assessmentRoutes),
        data: KEPT,
      },
      { path: '**', redirectTo: '' },
    ],
  },
];
