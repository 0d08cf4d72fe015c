import type { Routes } from '@angular/router';
import { AskingColleagues } from './pages/asking-colleagues';
import { AssessmentFrame } from './pages/assessment-frame';
import { Overview } from './pages/overview';
import { PassOnPage } from './pages/pass-on';
import { ReceiptPage } from './pages/receipt-page';
import { ReviewPage } from './pages/review-page';
import { SectionPage } from './pages/section-page';

/** They come together: what is shared among parts that come one by one would burden the page of a link. */
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
        component: SectionPage,
        title: $localize`:@@respond.routes.questions:Questions`,
      },
      {
        path: 'review',
        component: ReviewPage,
        title: $localize`:@@respond.routes.review-and-sign:Review and sign`,
      },
      {
        path: 'colleagues',
        component: AskingColleagues,
        title: $localize`:@@respond.routes.colleagues:Ask colleagues for help`,
      },
      {
        path: 'pass-on',
        component: PassOnPage,
        title: $localize`:@@respond.routes.pass-on:Pass it on`,
      },
      {
        path: 'receipt',
        component: ReceiptPage,
        title: $localize`:@@respond.routes.receipt-and-answers:Receipt and answers`,
      },
    ],
  },
];
