import { maxLength, required, type SchemaPath, type SchemaPathTree, validate } from '@angular/forms/signals';
import type { ChangedDetails, ContractDetails } from '@countersign/api-types';
import { dayProblem } from '@countersign/domain';
import { ruleWords } from '../../../language/rule-words';
import { amountOf, readMoney } from '../money';

/** What is known of a contract apart from its time, while it is typed; all its amounts are in one currency. */
export interface DetailsDraft {
  readonly title: string;
  readonly reference: string;
  readonly ownerId: string;
  readonly annual: string;
  readonly total: string;
  readonly oneOff: string;
  readonly currency: string;
  readonly costCentre: string;
  readonly supplierNumber: string;
}

export const EMPTY_DETAILS: DetailsDraft = {
  title: '',
  reference: '',
  ownerId: '',
  annual: '',
  total: '',
  oneOff: '',
  currency: 'USD',
  costCentre: '',
  supplierNumber: '',
};

const AMOUNTS = ['annual', 'total', 'oneOff'] as const;

export function detailsDraftOf(details: ContractDetails): DetailsDraft {
  const { annualValue, totalValue, oneOffValue } = details;
  return {
    title: details.title,
    reference: details.reference ?? '',
    ownerId: details.owner?.id ?? '',
    annual: annualValue === null ? '' : amountOf(annualValue),
    total: totalValue === null ? '' : amountOf(totalValue),
    oneOff: oneOffValue === null ? '' : amountOf(oneOffValue),
    currency: (annualValue ?? totalValue ?? oneOffValue)?.currency ?? EMPTY_DETAILS.currency,
    costCentre: details.costCentre ?? '',
    supplierNumber: details.supplierNumber ?? '',
  };
}

export function detailsOf(draft: DetailsDraft): Omit<ChangedDetails, 'apartFrom' | 'reason' | 'revision'> {
  const money = (amount: string) => (amount.trim() === '' ? null : readMoney(amount, draft.currency));
  return {
    title: draft.title.trim(),
    reference: draft.reference.trim() || null,
    ownerId: draft.ownerId || null,
    annualValue: money(draft.annual),
    totalValue: money(draft.total),
    oneOffValue: money(draft.oneOff),
    costCentre: draft.costCentre.trim() || null,
    supplierNumber: draft.supplierNumber.trim() || null,
  };
}

export function detailsRules(path: SchemaPathTree<DetailsDraft>): void {
  required(path.title, {
    message: $localize`:@@new-contract.give-the-contract-a:Give the contract a title.`,
  });
  maxLength(path.title, 200, {
    message: $localize`:@@new-contract.keep-the-title-within:Keep the title within 200 characters.`,
  });
  maxLength(path.reference, 100, {
    message: $localize`:@@new-contract.keep-the-reference-within:Keep the reference within 100 characters.`,
  });
  for (const field of AMOUNTS) {
    validate(path[field], ({ value, valueOf }) =>
      value().trim() === '' || readMoney(value(), valueOf(path.currency)) !== null
        ? null
        : {
            kind: 'amount',
            message: $localize`:@@details-draft.give-the-value:Give the value as a number such as 12,500.`,
          },
    );
  }
  for (const field of [path.costCentre, path.supplierNumber]) {
    maxLength(field, 50, {
      message: $localize`:@@details-draft.keep-it-within:Keep it within 50 characters.`,
    });
  }
}

/** Empty while it is not signed. */
export function signedOnRule(path: SchemaPath<string>, today: () => string): void {
  validate(path, ({ value }) => {
    if (value() === '') return null;
    const problem = dayProblem(value());
    if (problem !== null) return { kind: 'day', message: ruleWords(problem) };
    return value() > today()
      ? {
          kind: 'future',
          message: $localize`:@@details-draft.signed-today-or-earlier:A contract is signed today or earlier: leave it empty until it is.`,
        }
      : null;
  });
}

/** The form's field for each of the API's. */
const FIELDS: Readonly<Record<string, keyof DetailsDraft>> = {
  title: 'title',
  reference: 'reference',
  ownerId: 'ownerId',
  'annualValue.minorUnits': 'annual',
  'totalValue.minorUnits': 'total',
  'oneOffValue.minorUnits': 'oneOff',
  'annualValue.currency': 'currency',
  'totalValue.currency': 'currency',
  'oneOffValue.currency': 'currency',
  costCentre: 'costCentre',
  supplierNumber: 'supplierNumber',
};

export function detailsFieldFor(apiField: string): string {
  const field = FIELDS[apiField];
  return field === undefined ? apiField : `details.${field}`;
}
