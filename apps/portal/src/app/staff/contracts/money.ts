import { minorDigits, number, numberSigns } from '../../language/formats';

interface Money {
  readonly minorUnits: number;
  readonly currency: string;
}

export const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'CHF', 'AUD', 'JPY', 'INR'] as const;

export function moneyInWords(money: Money): string {
  return `${money.currency} ${amountOf(money)}`;
}

/** As it is typed into a field. */
export function amountOf({ minorUnits, currency }: Money): string {
  const digits = minorDigits(currency);
  return number(minorUnits / 10 ** digits, {
    minimumFractionDigits: minorUnits % 10 ** digits === 0 ? 0 : digits,
  });
}

/** "12,500.50", as the reader writes numbers, in minor units; null where it is not an amount of that currency. */
export function readMoney(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const { decimal, group } = numberSigns();
  const plain = text.replaceAll(group, '').replace(/\s/g, '').replace(decimal, '.');
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(plain);
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > digits) {
    return null;
  }
  return { minorUnits: Number(`${match[1]}${fraction.padEnd(digits, '0')}`), currency };
}
