import type { Params } from '@angular/router';
import type { Uuid } from '@countersign/api-types';
import type {
  BlockingCode,
  BlockingReason,
  Gate,
  GateName,
  Level,
  OpenCode,
  StaleCause,
  StaleCode,
} from '@countersign/domain';
import { formatDay } from '../../../language/formats';
import { message } from '../../../language/message';
import type { Permission } from '../../../session/permissions';
import { ASSESSMENT_STATE_WORDS, LEVEL_WORDS } from '../../../ui/words';

export const GATE_WORDS: Readonly<Record<GateName, string>> = {
  questionnaires: $localize`:@@gate-words.questionnaires:Questionnaires answered and reviewed`,
  scope: $localize`:@@gate-words.scope:Scope agreed`,
  knockouts: $localize`:@@gate-words.knockouts:Knock-out answers judged`,
  'clause-01': $localize`:@@gate-words.clause-01:Security clause CL-01 in force`,
  acceptance: $localize`:@@gate-words.acceptance:Risk accepted`,
};

const BLOCKED: Readonly<Record<BlockingCode, string>> = {
  'questionnaire-not-sent': $localize`:@@gate-words.not-sent:“{title}” has not been sent to the vendor.`,
  'questionnaire-not-answered': $localize`:@@gate-words.not-answered:“{title}” is still with the vendor ({state}).`,
  'assessment-not-closed': $localize`:@@gate-words.not-closed:The review of “{title}” is not closed ({state}).`,
  'assessment-out-of-date': $localize`:@@gate-words.out-of-date:“{title}” was submitted on {submittedOn}, more than {months} months ago.`,
  'proposal-open': $localize`:@@gate-words.proposal-open:The answer to {question} names more than the intake.`,
  'dispute-open': $localize`:@@gate-words.dispute-open:The answer to {question} names less than the intake.`,
  'knockout-not-judged': $localize`:@@gate-words.not-judged:Nobody has judged the answer to {question}.`,
  'clause-01-not-in-force': $localize`:@@gate-words.clause-01-missing:The clause is required and not in force: it has to stand in a signed contract that runs today.`,
  'risk-not-accepted': $localize`:@@gate-words.risk-not-accepted:The rating is {rating}{knockouts, select, none {} other { with open knock-outs ({knockouts})}}: accept the risk, or have it reduced.`,
  'acceptance-ended': $localize`:@@gate-words.acceptance-ended:The risk acceptance ended on {until}.`,
  'acceptance-stale': $localize`:@@gate-words.acceptance-stale:The risk was accepted as {acceptedRating}. Now the rating is {rating}{unnamed, select, none {} other {, and {unnamed} is open besides}}.`,
};

const OPEN: Readonly<Record<OpenCode, string>> = {
  'none-asked-without-protected-data': $localize`:@@gate-words.none-without-data:None needed: no protected data are held.`,
  'none-asked-in-this-tier': $localize`:@@gate-words.none-in-tier:None needed: the policy asks for none in this tier.`,
  'said-not-needed': $localize`:@@gate-words.said-not-needed:None needed, says {by}: {reason}`,
  'answered-and-closed': $localize`:@@gate-words.answered:Reviewed and closed. Good until {goodUntil}.`,
  'nothing-open': $localize`:@@gate-words.nothing-open:Intake and answers agree, or their differences are settled.`,
  'no-knockouts': $localize`:@@gate-words.no-knockouts:None asked.`,
  'all-judged': $localize`:@@gate-words.all-judged:{count, plural, one {The one knock-out answer is judged.} other {All {count} are judged.}}`,
  'clause-01-not-required': $localize`:@@gate-words.clause-01-not-required:Not needed: no protected data are held.`,
  'clause-01-in-force': $localize`:@@gate-words.clause-01-in-force:In force.`,
  'acceptance-not-needed': $localize`:@@gate-words.acceptance-not-needed:Not needed: the rating is {rating} and no knock-out is open.`,
  'risk-accepted': $localize`:@@gate-words.risk-accepted:Accepted as {rating} until {until}.`,
};

const STALE: Readonly<Record<StaleCode, string>> = {
  'tier-higher': $localize`:@@gate-words.tier-higher:The tier has risen from {recorded} to {now}.`,
  'rating-higher': $localize`:@@gate-words.rating-higher:The rating has risen from {recorded} to {now}.`,
  'element-new': $localize`:@@gate-words.element-new:Protected data are new: {element}.`,
  'clause-01-not-in-force': $localize`:@@gate-words.stale-clause-01:The clause CL-01 is not in force.`,
  'risk-not-accepted': $localize`:@@gate-words.stale-risk:The rating is {rating} or a knock-out is open, and no valid risk acceptance covers it.`,
  'condition-overdue': $localize`:@@gate-words.condition-overdue:A condition was due on {dueOn} and is not met.`,
};

const LEVELS = new Set(['rating', 'acceptedRating']);
const DAYS = new Set(['until', 'submittedOn', 'goodUntil', 'dueOn']);

type Parameters = Readonly<Record<string, string>>;

function readable(parameters: Parameters): Record<string, string | number> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, worded(name, value)]));
}

function worded(name: string, value: string): string | number {
  if (LEVELS.has(name)) return LEVEL_WORDS[value as Level].toLowerCase();
  if (DAYS.has(name)) return formatDay(value);
  if (name === 'count') return Number(value);
  if (name === 'state' && value in ASSESSMENT_STATE_WORDS)
    return ASSESSMENT_STATE_WORDS[value as keyof typeof ASSESSMENT_STATE_WORDS].text.toLowerCase();
  return value === '' ? 'none' : value;
}

export function blockedWords({ code, parameters }: BlockingReason): string {
  return message(BLOCKED[code], readable(parameters));
}

export function openWords({ because }: Gate): string {
  return because === null ? '' : message(OPEN[because.code], readable(because.parameters));
}

/** `elements` names data elements by their code. */
export function staleWords({ code, parameters }: StaleCause, elements: (code: string) => string): string {
  const said = readable(parameters);
  if (code === 'rating-higher') {
    for (const name of ['recorded', 'now'])
      said[name] = LEVEL_WORDS[(parameters[name] ?? 'moderate') as Level].toLowerCase();
  }
  if (code === 'element-new') said['element'] = elements(parameters['element'] ?? '');
  return message(STALE[code], said);
}

export interface GateLink {
  readonly text: string;
  readonly link: readonly string[];
  readonly params: Params;
}

/** Where somebody goes to open the gate; who may not do it is led to what there is to see. */
export function gateLink(
  { code, parameters }: BlockingReason,
  engagementId: Uuid,
  may: (permission: Permission) => boolean,
): GateLink {
  const here = ['/engagements', engagementId];
  const assessment = ['/assessments', parameters['assessmentId'] ?? ''];
  switch (code) {
    case 'questionnaire-not-sent':
    case 'assessment-out-of-date':
      return may('assessment.send')
        ? {
            text: $localize`:@@gate-words.send-it:Send it`,
            link: here,
            params: { tab: 'assessments', step: 'send' },
          }
        : {
            text: $localize`:@@gate-words.see-the-assessments:See the assessments`,
            link: here,
            params: { tab: 'assessments' },
          };
    case 'questionnaire-not-answered':
    case 'assessment-not-closed':
      return { text: $localize`:@@gate-words.open-it:Open the assessment`, link: assessment, params: {} };
    case 'knockout-not-judged':
      return {
        text: may('assessment.review')
          ? $localize`:@@gate-words.judge-it:Judge it`
          : $localize`:@@gate-words.see-the-answer:See the answer`,
        link: assessment,
        params: { show: 'knockouts' },
      };
    case 'proposal-open':
    case 'dispute-open':
      return {
        text: $localize`:@@gate-words.look-at-the-answer:Look at the answer`,
        link: assessment,
        params: { tab: 'answers' },
      };
    case 'clause-01-not-in-force':
      return {
        text: $localize`:@@gate-words.see-the-contract:See contract and clauses`,
        link: here,
        params: { tab: 'contract' },
      };
    case 'risk-not-accepted':
    case 'acceptance-ended':
    case 'acceptance-stale':
      return {
        text: $localize`:@@gate-words.see-the-rating:See why the rating is so`,
        link: here,
        params: { tab: 'overview' },
      };
  }
}
