import type { Routes } from '@angular/router';
import { KEPT } from '../ui/kept-pages';
import { AssessmentFrame } from './pages/assessment-frame';
import { Overview } from './pages/overview';

export const assessmentRoutes: Routes = [
  {
    path: '',
    component: AssessmentFrame,
    children: [
      {
        path: '',
        pathMatch: 'full',
        component: Overview,
        title: $localize`:@@respond.routes.overview:Overview`,
      },
      {
        path: 'sections/:sectionId',
        loadComponent: () => import('./pages/section-page').then((m) => m.SectionPage),
        data: KEPT,
        title: $localize`:@@respond.routes.questions:Questions`,
      },
      {
        path: 'review',
        loadComponent: () => import('./pages/review-page').then((m) => m.ReviewPage),
        data: KEPT,
        title: $localize`:@@respond.routes.review-and-sign:Review and sign`,
      },
      {
        path: 'pass-on',
        loadComponent: () => import('./pages/pass-on').then((m) => m.PassOnPage),
        title: $localize`:@@respond.routes.pass-on:Pass it on`,
      },
      {
        path: 'receipt',
        loadComponent: () => import('./pages/receipt-page').then((m) => m.ReceiptPage),
        data: KEPT,
        title: $localize`:@@respond.routes.receipt-and-answers:Receipt and answers`,
      },
    ],
  },
];
