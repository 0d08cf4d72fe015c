import { message } from '../../language/message';

/** What stands behind a number of the dashboard. */
export const awaitingReview = (n: number): string =>
  message(
    $localize`:@@dashboard-units.awaiting-review:{n, plural, one {assessment awaiting review} other {assessments awaiting review}}`,
    { n },
  );

export const assessmentsOverdue = (n: number): string =>
  message(
    $localize`:@@dashboard-units.assessments-overdue:{n, plural, one {assessment overdue} other {assessments overdue}}`,
    { n },
  );

export const findingsOverdue = (n: number): string =>
  message(
    $localize`:@@dashboard-units.findings-overdue:{n, plural, one {finding overdue} other {findings overdue}}`,
    { n },
  );

export const notDecided = (n: number): string =>
  message(
    $localize`:@@dashboard-units.not-decided:{n, plural, one {engagement not decided} other {engagements not decided}}`,
    { n },
  );

export const approvalsStale = (n: number): string =>
  message(
    $localize`:@@dashboard-units.approvals-stale:{n, plural, one {approval is stale} other {approvals are stale}}`,
    { n },
  );

export const reassessmentsDue = (n: number): string =>
  message(
    $localize`:@@dashboard-units.reassessments-due:{n, plural, one {reassessment is due} other {reassessments are due}}`,
    { n },
  );

export const useNotStated = (n: number): string =>
  message(
    $localize`:@@dashboard-units.use-not-stated:{n, plural, one {service whose use nobody has stated} other {services whose use nobody has stated}}`,
    { n },
  );

export const gapsInContracts = (n: number): string =>
  message($localize`:@@dashboard-units.gaps:{n, plural, one {gap in contracts} other {gaps in contracts}}`, {
    n,
  });

export const clausesToReview = (n: number): string =>
  message(
    $localize`:@@dashboard-units.clauses-to-review:{n, plural, one {clause to review in a contract} other {clauses to review in contracts}}`,
    { n },
  );

export const engagementsAffected = (n: number): string =>
  message(
    $localize`:@@dashboard-units.affected:{n, plural, one {engagement affected} other {engagements affected}}`,
    { n },
  );

export const dueWithin = (n: number): string =>
  message(
    $localize`:@@dashboard-units.due-within:{n, plural, one {One contract within 120 days} other {# contracts within 120 days}}`,
    { n },
  );

export const decidedWithin = (n: number): string =>
  message(
    $localize`:@@dashboard-units.decided-within:{n, plural, one {One decided contract} other {# decided contracts}}`,
    { n },
  );

export const renewalUnknown = (n: number): string =>
  message(
    $localize`:@@dashboard-units.terms-unknown:{n, plural, one {One contract with terms not known} other {# contracts with terms not known}}`,
    { n },
  );

export const heldOver = (n: number): string =>
  message(
    $localize`:@@dashboard-units.held-over:{n, plural, one {One contract has ended while its service goes on} other {# contracts have ended while their services go on}}`,
    { n },
  );

export const withoutClause01 = (n: number): string =>
  message(
    $localize`:@@dashboard-units.n-plural-one-other:{n, plural, one {engagement where CL-01 is required and not in force} other {engagements where CL-01 is required and not in force}}`,
    { n },
  );

export const tasksOverdue = (n: number): string =>
  message(
    $localize`:@@dashboard-units.tasks-overdue:{n, plural, one {task is overdue} other {tasks are overdue}}`,
    { n },
  );

export const tasksOfMine = (n: number): string =>
  message(
    $localize`:@@dashboard-units.tasks-of-mine:{n, plural, one {task of yours} other {tasks of yours}}`,
    { n },
  );

export const tasksAsDeputy = (n: number): string =>
  message(
    $localize`:@@dashboard-units.tasks-as-deputy:{n, plural, one {task as a deputy} other {tasks as a deputy}}`,
    { n },
  );

export const tasksOfNobody = (n: number): string =>
  message(
    $localize`:@@dashboard-units.tasks-of-nobody:{n, plural, one {task for whoever may do it} other {tasks for whoever may do them}}`,
    { n },
  );
