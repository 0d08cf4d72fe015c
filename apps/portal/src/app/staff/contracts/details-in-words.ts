import type { ContractDetails } from '@countersign/api-types';
import { moneyInWords } from './money';

/** What is known of a contract apart from its time, line by line, in the order of its form. */
export function detailsInWords(
  details: ContractDetails,
): readonly (readonly [label: string, text: string])[] {
  const money = (value: ContractDetails['annualValue']) => (value === null ? '' : moneyInWords(value));
  return [
    [$localize`:@@details-in-words.title:Title`, details.title],
    [$localize`:@@details-in-words.reference:Reference`, details.reference ?? ''],
    [$localize`:@@details-in-words.owner:Owner`, details.owner?.name ?? ''],
    [$localize`:@@details-in-words.value-a-year:Value a year`, money(details.annualValue)],
    [$localize`:@@details-in-words.value-in-total:Value in total`, money(details.totalValue)],
    [$localize`:@@details-in-words.value-once:Value once`, money(details.oneOffValue)],
    [$localize`:@@details-in-words.cost-centre:Cost centre`, details.costCentre ?? ''],
    [$localize`:@@details-in-words.supplier-number:Supplier number`, details.supplierNumber ?? ''],
  ];
}
