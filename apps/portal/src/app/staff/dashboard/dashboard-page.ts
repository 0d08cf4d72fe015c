import { Component, computed, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiAlertCircleOutline } from '@mdi/js';
import { formatDay } from '../../language/formats';
import { Card } from '../../ui/dashboard/card';
import { Figure } from '../../ui/dashboard/figure';
import { ObjectState } from '../../ui/object/object-state';
import { Icon } from '../../ui/icon';
import { PageHeader } from '../../ui/page-header';
import { ContractTable } from '../tables/contract-table';
import { AssessmentStates } from './assessment-states';
import { BackgroundNote } from './background-note';
import { DashboardClient } from './dashboard-client';
import * as units from './dashboard-units';
import { FindingSeverities } from './finding-severities';
import { SessionStore } from '../../session/session-store';
import { FormulaNote } from './formula-note';
import { FirstSteps } from './first-steps';
import { PortfolioMatrix } from './portfolio-matrix';
import { TasksClient } from '../tasks/tasks-client';

@Component({
  selector: 'cs-dashboard-page',
  imports: [
    AssessmentStates,
    BackgroundNote,
    Card,
    ContractTable,
    Figure,
    FindingSeverities,
    FirstSteps,
    FormulaNote,
    Icon,
    ObjectState,
    PageHeader,
    PortfolioMatrix,
    RouterLink,
  ],
  templateUrl: './dashboard-page.html',
  styleUrl: './dashboard-page.scss',
  host: { class: 'cs-stack' },
})
export class DashboardPage {
  protected readonly units = units;
  protected readonly alarm = mdiAlertCircleOutline;
  protected readonly session = inject(SessionStore);
  protected readonly tasks = inject(TasksClient).counts();
  protected readonly dashboard = inject(DashboardClient).dashboard();
  protected readonly lead = computed(() =>
    this.dashboard.hasValue()
      ? $localize`:@@dashboard-page.as-of:As of ${formatDay(this.dashboard.value().today)}:formatDay:`
      : ' ',
  );
}
