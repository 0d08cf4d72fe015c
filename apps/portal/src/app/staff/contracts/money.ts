interface Money {
  readonly minorUnits: number;
  readonly currency: string;
}

export const CURRENCIES = ['USD', 'EUR', 'GBP', 'CAD', 'CHF', 'AUD', 'JPY', 'INR'] as const;

/** Minor units of a currency differ: cents for the dollar, none for the yen. */
function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

export function moneyInWords({ minorUnits, currency }: Money): string {
  const digits = minorDigits(currency);
  const amount = (minorUnits / 10 ** digits).toLocaleString('en-GB', {
    minimumFractionDigits: minorUnits % 10 ** digits === 0 ? 0 : digits,
  });
  return `${currency} ${amount}`;
}

/** "12,500.50" as minor units; null where it is not an amount of that currency. */
export function readMoney(text: string, currency: string): Money | null {
  const digits = minorDigits(currency);
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text.replace(/[,\s]/g, ''));
  const fraction = match?.[2] ?? '';
  if (match === null || fraction.length > digits) {
    return null;
  }
  return { minorUnits: Number(`${match[1]}${fraction.padEnd(digits, '0')}`), currency };
}
