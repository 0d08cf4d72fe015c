/*
 * A second calculation of a rating, slow and plain, written from the words of the rules. It shares no code with
 * `domain`: that both agree over thousands of random cases is what the spec beside it shows.
 */
import facts from './data/facts.json';
import questionnaire from './worked-cases-questionnaire.json';

type Json = Readonly<Record<string, unknown>>;

export interface Statement {
  readonly intake: object;
  /** Question to answer, as of the submission. */
  readonly answers: Json;
  /** The intake when it was submitted; null where it has not changed. */
  readonly before: object | null;
  readonly verdicts: Readonly<Record<string, string>>;
  /** Question to the points before and whether it was rejected since. */
  readonly closed: Readonly<Record<string, readonly [number, boolean]>>;
  /** Question to the last day of a verified document, or 'always'. */
  readonly documents: Readonly<Record<string, string>>;
  /** Question to the last day of its own sending. */
  readonly askedUntil: Readonly<Record<string, string>>;
  /** Fact to values set aside. */
  readonly aside: Readonly<Record<string, readonly string[]>>;
  readonly submittedOn: string;
  readonly today: string;
}

export interface Outcome {
  readonly impact: number;
  readonly likelihood: number;
  readonly inherent: number;
  readonly tier: number;
  readonly holdsPi: boolean;
  readonly protectedData: boolean;
  /** Ten-thousandths of a point of weight. */
  readonly sum: number;
  readonly weight: number;
  readonly verified: number;
  readonly calculated: number;
  readonly rating: number;
  readonly knockouts: readonly string[];
  /** Question and severity. */
  readonly findings: readonly string[];
  readonly shown: readonly string[];
}

interface Question {
  readonly id: string;
  readonly type: string;
  readonly weight: number;
  readonly scored: boolean;
  readonly knockout: boolean;
  readonly gate: Json | undefined;
  readonly citations: readonly string[];
  readonly scoring: Json | undefined;
  readonly options: readonly { readonly id: string; readonly exclusive?: boolean }[];
  readonly columns: readonly { readonly id: string; readonly required: boolean }[];
}

const questions: readonly Question[] = (questionnaire.questions as unknown as Json[]).map((one) => ({
  id: String(one['id']),
  type: String(one['type']),
  weight: Number(one['weight'] ?? 0),
  scored: one['scored'] === true,
  knockout: one['knockout'] === true,
  gate: one['showIf'] as Json | undefined,
  citations: one['citations'] as readonly string[],
  scoring: one['scoring'] as Json | undefined,
  options: (one['options'] ?? []) as Question['options'],
  columns: (one['columns'] ?? []) as Question['columns'],
}));
const catalogue = facts.facts as unknown as Readonly<Record<string, Json>>;
const named = questionnaire.conditions as unknown as Readonly<Record<string, Json>>;

/** Fact by the question that states it. */
const stating: Readonly<Record<string, { fact: string; kind: string; map: Json }>> = Object.fromEntries(
  Object.entries(catalogue).flatMap(([fact, definition]) => {
    const from = definition['from'] as { question: string; map?: Json } | undefined;
    return from === undefined
      ? []
      : [[from.question, { fact, kind: String(definition['kind']), map: from.map ?? {} }]];
  }),
);

const PI = ['ssn', 'dl', 'fin', 'card', 'unknown'];
const SPECIAL = [...PI, 'phi', 'bio', 'cred'];
const RANGE = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];
const FLAGS = ['portable', 'wireless', 'subcontractors', 'storedAbroad', 'internetFacing', 'usesAi'];

class Facts {
  readonly values: Record<string, unknown>;
  private readonly lawsSaid: boolean;
  private people: string[] = [];

  constructor(stated: object) {
    const intake = stated as Json;
    this.values = { ...intake };
    this.lawsSaid = intake['laws'] !== null;
  }

  list(fact: string): string[] {
    const value = this.values[fact];
    return Array.isArray(value) ? value.map(String) : [];
  }

  flag(fact: string): boolean {
    const value = this.values[fact];
    if (value === 'unknown') return fact !== 'incidentWithin36Months';
    return value === true;
  }

  laws(): string[] {
    const laws = this.list('laws');
    if (!this.lawsSaid && this.list('dataElements').includes('phi') && !laws.includes('hipaa'))
      laws.push('hipaa');
    return laws;
  }

  holdsPi(): boolean {
    if (this.values['residentsMassachusetts'] === 'r0') return false;
    return this.list('dataElements').some((one) => PI.includes(one));
  }

  protectedData(): boolean {
    const held = this.list('dataElements');
    if (held.some((one) => SPECIAL.includes(one))) return true;
    if (!held.includes('otherPersonal')) return false;
    if (!this.lawsSaid) return true;
    return this.laws().some((law) => law !== 'pci' && law !== 'dora' && law !== 'nis2');
  }

  peopleAffected(): string {
    let people = String(this.values['peopleAffected']);
    for (const more of [String(this.values['residentsMassachusetts']), ...this.people]) {
      if (!RANGE.includes(more)) continue;
      // "Not known" stands with 10,000 and more.
      const standsAt = people === 'unknown' ? 4.5 : RANGE.indexOf(people);
      if (RANGE.indexOf(more) > standsAt) people = more;
    }
    return people;
  }

  hear(question: string, answer: unknown, aside: readonly string[]): void {
    const source = stating[question];
    if (source === undefined || isSilent(answer)) return;
    const words = (Array.isArray(answer) ? answer : [answer]).map((word) => {
      const meant = String(word) in source.map ? source.map[String(word)] : word;
      return meant === null ? null : String(meant);
    });
    const said = words.filter((word): word is string => word !== null && !aside.includes(word));
    if (said.length === 0) return;
    if (source.kind === 'flag') this.hearFlag(source.fact, said);
    else if (source.kind === 'range') this.hearRange(source.fact, String(said[0]));
    else this.hearSet(source.fact, said);
  }

  private hearFlag(fact: string, said: readonly string[]): void {
    if (said.includes('yes')) this.values[fact] = true;
    else if (this.values[fact] === 'unknown') this.values[fact] = false;
  }

  private hearRange(fact: string, said: string): void {
    if (!RANGE.includes(said)) return;
    this.people.push(said);
    const known = this.values[fact];
    if (known === 'unknown') return;
    if (known === null) {
      if (said !== 'r0') this.values[fact] = said;
    } else if (RANGE.indexOf(said) > RANGE.indexOf(String(known))) this.values[fact] = said;
  }

  private hearSet(fact: string, said: readonly string[]): void {
    const all = [...this.list(fact)];
    for (const one of said) if (!all.includes(one)) all.push(one);
    this.values[fact] = all.length > 1 ? all.filter((one) => one !== 'none') : all;
  }

  holds(condition: Json): boolean {
    if ('all' in condition) return (condition['all'] as Json[]).every((part) => this.holds(part));
    if ('any' in condition) return (condition['any'] as Json[]).some((part) => this.holds(part));
    if ('condition' in condition) return this.holds(named[String(condition['condition'])] as Json);
    const fact = String(condition['fact']);
    if (fact === 'holdsPi') return this.holdsPi() === condition['equals'];
    if (fact === 'protectedData') return this.protectedData() === condition['equals'];
    if (FLAGS.includes(fact) || fact === 'incidentWithin36Months')
      return this.flag(fact) === condition['equals'];
    const held = fact === 'laws' ? this.laws() : this.list(fact);
    return (condition['includesAny'] as string[]).some((one) => held.includes(one));
  }
}

function isSilent(answer: unknown): boolean {
  if (answer === null || answer === undefined || answer === '') return true;
  if (Array.isArray(answer)) return answer.every((one) => isSilent(one));
  return false;
}

/** Parts of ten thousand; `asked` are the facts of the submission. */
function points(
  question: Question,
  answer: unknown,
  { known, asked, submittedOn }: { known: Facts; asked: Facts; submittedOn: string },
): number {
  const scoring = question.scoring as Json;
  switch (scoring['kind']) {
    case 'options': {
      const worth = scoring['points'] as Readonly<Record<string, number>>;
      const chosen = Array.isArray(answer) ? answer.map(String) : [String(answer)];
      return Math.round(10_000 * chosen.reduce((best, one) => Math.max(best, worth[one] ?? 0), 0));
    }
    case 'coverage': {
      const left = scoring['leaveOut'] as { option: string; unless: Json }[];
      const wants = (facts: Facts, option: string) =>
        left.every((rule) => rule.option !== option || facts.holds(rule.unless));
      const wanted = (scoring['of'] as string[]).filter((option) => wants(known, option));
      const chosen = Array.isArray(answer) ? answer : [];
      const share = (of: readonly string[]) =>
        of.length === 0
          ? 10_000
          : Math.floor((10_000 * of.filter((one) => chosen.includes(one)).length) / of.length);
      // A record type held only since the submission may take points and give none.
      return Math.min(share(wanted), share(wanted.filter((option) => wants(asked, option))));
    }
    case 'count': {
      const chosen = Array.isArray(answer) ? answer : [];
      const full = scoring['fullOption'];
      if (full !== undefined && chosen.includes(full)) return 10_000;
      const counting = question.options.filter(({ id, exclusive }) => exclusive !== true && id !== full);
      return band(scoring, counting.filter(({ id }) => chosen.includes(id)).length);
    }
    case 'number-at-least':
      return typeof answer === 'number' ? band(scoring, answer) : 0;
    case 'number-at-most':
      return typeof answer === 'number' ? band(scoring, answer) : 0;
    case 'age-in-months':
      return answer === 'never'
        ? band(scoring, Infinity)
        : band(scoring, ageInMonths(String(answer), submittedOn));
    case 'table-completeness': {
      const rows = (answer as Json[]).filter((row) => Object.values(row).some((cell) => !isSilent(cell)));
      if (rows.length === 0) return Math.round(10_000 * Number(scoring['empty']));
      const whole = rows.every((row) =>
        question.columns.every(({ id, required }) => !required || !isSilent(row[id])),
      );
      return Math.round(10_000 * Number(scoring[whole ? 'complete' : 'incomplete']));
    }
    default:
      throw new Error(`No such scoring: ${String(scoring['kind'])}`);
  }
}

function band(scoring: Json, value: number): number {
  for (const one of scoring['bands'] as { atLeast?: number; atMost?: number; points: number }[]) {
    if (one.atLeast !== undefined && value < one.atLeast) continue;
    if (one.atMost !== undefined && value > one.atMost) continue;
    return Math.round(10_000 * one.points);
  }
  return 0;
}

/** The months after which it is exactly so old, and a little more for every day beyond. */
function ageInMonths(day: string, on: string): number {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDate = 0] = on.split('-').map(Number);
  return (toYear - year) * 12 + (toMonth - month) + (toDate - date) / 100;
}

/** Table I-2 of NIST SP 800-30: rows likelihood, columns impact, from 0 very low to 4 very high. */
const TABLE = ['00011', '01112', '01223', '01234', '01234'];
const cell = (likelihood: number, impact: number): number =>
  Number((TABLE[Math.min(4, Math.floor(likelihood / 20))] as string)[Math.min(4, Math.floor(impact / 20))]);

function inherentOf(known: Facts): Pick<Outcome, 'impact' | 'likelihood' | 'inherent' | 'tier'> {
  const factorOf = (fact: string, values: readonly string[]) => {
    const options = catalogue[fact]?.['values'] as Readonly<Record<string, { factor?: number }>>;
    return Math.max(1, ...values.map((value) => options[value]?.factor ?? 1));
  };
  const held = known.list('dataElements');
  const people = known.peopleAffected();
  const criticality = Number(known.values['criticality']);
  const replaceability = Number(known.values['replaceability']);
  const access = String(known.values['access']);
  let impact =
    (35 * (factorOf('dataElements', held) - 1) +
      20 * (factorOf('peopleAffected', [people]) - 1) +
      20 * (criticality - 1) +
      15 * (factorOf('access', [access]) - 1) +
      10 * (replaceability - 1)) /
    4;
  let likelihood = 50;
  for (const flag of ['portable', 'wireless', 'subcontractors', 'storedAbroad', 'internetFacing'])
    if (known.flag(flag)) likelihood += 10;
  if (known.flag('incidentWithin36Months')) likelihood += 20;
  likelihood = Math.min(100, likelihood);
  if (held.some((one) => SPECIAL.includes(one))) impact = Math.max(40, impact);
  const many = people === 'r4' || people === 'r5' || people === 'unknown';
  const scale = many && held.some((one) => [...PI, 'phi'].includes(one));
  const harmless = held.every((one) => one === 'none' || one === 'public') && criticality < 3;
  const core = criticality === 5 && replaceability === 5 && access !== 'none';
  if (scale || (access === 'privileged' && !harmless) || core) {
    impact = Math.max(60, impact);
    likelihood = Math.max(60, likelihood);
  }
  const inherent = cell(likelihood, impact);
  return { impact, likelihood, inherent, tier: inherent >= 3 ? 1 : inherent === 2 ? 2 : 3 };
}

interface Counted {
  readonly question: Question;
  readonly points: number;
  readonly verified: boolean;
  /** Why the answer earns nothing by itself. */
  readonly state: 'answered' | 'na' | 'rejected' | 'silent' | 'closed';
}

/** The facts that an intake and its answers give, and the questions then shown. */
function read(intake: object, { answers, aside }: Statement): { known: Facts; open: readonly string[] } {
  const known = new Facts(intake);
  for (const question of questions) {
    if (question.gate !== undefined && !known.holds(question.gate)) continue;
    known.hear(question.id, answers[question.id], aside[stating[question.id]?.fact ?? ''] ?? []);
  }
  // A flag that counted until its answer may have opened questions before it was heard: gates read what is in force.
  const open = questions.filter(({ gate }) => gate === undefined || known.holds(gate)).map(({ id }) => id);
  return { known, open };
}

export function secondRating(said: Statement): Outcome {
  const { known, open } = read(said.intake, said);
  const then = said.before === null ? { known, open } : read(said.before, said);
  const counted = questions
    .filter(({ id, scored }) => open.includes(id) && scored)
    .flatMap((question) => count(question, { known, asked: then.known, shownThen: then.open }, said) ?? []);
  const protectedData = known.protectedData();
  const risk = inherentOf(known);
  const knockouts = protectedData ? knockoutsOf(counted, known, said) : [];
  const findings = counted.flatMap((one) =>
    findingOf(one, said, protectedData && isKnockout(one.question, known)),
  );
  const sum = total(counted, ({ question, points: earned }) => question.weight * earned);
  const weight = total(counted, ({ question }) => question.weight * 10_000);
  const verified = total(counted, (one) => (one.verified ? one.question.weight * one.points : 0));
  const scored = weight >= 400_000;
  // likelihood x (1 - credit/100), in parts of the sum's own denominator to stay exact.
  const left =
    !scored || 2 * sum < weight ? risk.likelihood : (2 * risk.likelihood * (weight - sum)) / weight;
  const calculated = scored ? cell(left, risk.impact) : risk.inherent;
  const floors = [calculated];
  if (scored && 4 * verified < weight) floors.push(Math.max(0, risk.inherent - 1));
  else if (scored && 2 * verified < weight) floors.push(Math.max(0, risk.inherent - 2));
  const critical = findings.filter((finding) => finding.endsWith('critical'));
  if (critical.length > 0) floors.push(daysBetween(said.submittedOn, said.today) > 30 ? 3 : 2);
  if (protectedData) {
    if (knockouts.some((one) => one.endsWith('fired')) || (scored && 2 * sum < weight))
      floors.push(Math.max(3, risk.inherent));
    if (knockouts.length > 0) floors.push(2);
    if (questionnaire.requirements.some(({ id }) => isFloored(id) && isWeak(id, counted))) floors.push(2);
  }
  return {
    ...risk,
    holdsPi: known.holdsPi(),
    protectedData,
    sum,
    weight,
    verified,
    calculated,
    rating: Math.max(...floors),
    knockouts,
    findings,
    shown: open,
  };
}

function total(counted: readonly Counted[], part: (one: Counted) => number): number {
  return counted.reduce((sum, one) => sum + part(one), 0);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

function isFloored(requirement: string): boolean {
  if (requirement.startsWith('17.03') || requirement.startsWith('17.04')) return true;
  return requirement.startsWith('93H-3(') || requirement === '93I-2';
}

function isWeak(requirement: string, counted: readonly Counted[]): boolean {
  const mapped = counted.filter(({ question }) => question.citations.includes(requirement));
  const weight = total(mapped, ({ question }) => question.weight * 10_000);
  return 2 * total(mapped, (one) => one.question.weight * one.points) < weight;
}

function count(
  question: Question,
  {
    known,
    asked,
    shownThen,
  }: { readonly known: Facts; readonly asked: Facts; readonly shownThen: readonly string[] },
  said: Statement,
): Counted | null {
  const answer = said.answers[question.id];
  const verdict = said.verdicts[question.id];
  let own: Omit<Counted, 'question' | 'verified'>;
  if (isSilent(answer)) {
    const until = said.askedUntil[question.id];
    if (!shownThen.includes(question.id) && (until === undefined || said.today <= until)) return null;
    own = { points: 0, state: 'silent' };
  } else if (answer === 'na') {
    const held = said.closed[question.id];
    if (verdict === 'accepted' && !(held !== undefined && !held[1] && held[0] === 0)) return null;
    own = { points: 0, state: verdict === 'rejected' ? 'rejected' : 'na' };
  } else if (verdict === 'rejected') {
    own = { points: 0, state: 'rejected' };
  } else {
    own = {
      points: points(question, answer, { known, asked, submittedOn: said.submittedOn }),
      state: 'answered',
    };
  }
  const closed = said.closed[question.id];
  if (closed !== undefined && !closed[1] && own.points >= closed[0])
    return { question, points: 10_000, verified: true, state: 'closed' };
  const until = said.documents[question.id];
  const backed = until !== undefined && (until === 'always' || said.today <= until) && !isSilent(answer);
  return { question, ...own, verified: backed };
}

function isKnockout({ id, knockout }: Question, known: Facts): boolean {
  if (knockout) return true;
  const kinds = known.list('serviceKinds');
  return id === 'MA-68' && (kinds.includes('disposal') || kinds.includes('records-storage'));
}

/** Open ones only. */
function knockoutsOf(counted: readonly Counted[], known: Facts, said: Statement): readonly string[] {
  return counted
    .filter(({ question, state }) => isKnockout(question, known) && state !== 'closed')
    .flatMap(({ question, state }) => {
      if (state === 'na') return [`${question.id} not-applicable`];
      if (state !== 'answered') return [`${question.id} fired`];
      const answer = said.answers[question.id];
      return answer === 'no'
        ? [`${question.id} fired`]
        : answer === 'partial'
          ? [`${question.id} partial`]
          : [];
    });
}

const STEPS = ['low', 'medium', 'high', 'critical'];

function findingOf(one: Counted, said: Statement, knockout: boolean): readonly string[] {
  if (one.state === 'na' || one.state === 'closed') return [];
  const partial =
    one.points > 0 &&
    (one.points < 5_000 ||
      (said.answers[one.question.id] === 'partial' && one.question.type === 'yes_no_partial_na'));
  if (one.points > 0 && !partial) return [];
  const { weight } = one.question;
  const full = knockout ? 3 : weight >= 4 ? 2 : weight === 3 ? 1 : 0;
  return [`${one.question.id} ${STEPS[partial ? Math.max(0, full - 1) : full] ?? ''}`];
}
