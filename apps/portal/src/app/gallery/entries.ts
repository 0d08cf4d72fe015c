export const LONG_TEXT =
  'Commonwealth Retirement and Health Benefit Administrators of Western Massachusetts, Incorporated';

export const EMPTY = {
  name: '',
  months: '',
  value: '',
  notes: '',
  due: '',
  owner: '',
  zone: '',
  decision: '',
  explained: '',
  media: [] as readonly string[],
};

export const FILLED: typeof EMPTY = {
  name: 'Fernhill Payroll',
  months: '36',
  value: '12,500.00',
  notes: 'Runs the payroll of all staff.\nAsk Ada about the export.',
  due: '2026-12-24',
  owner: 'ada',
  zone: 'America/New_York',
  decision: 'renew',
  explained: 'renew',
  media: ['paper'],
};

export const LONG: typeof EMPTY = {
  ...FILLED,
  name: LONG_TEXT,
  notes: `${LONG_TEXT}. ${LONG_TEXT}.`,
  owner: 'long',
  zone: 'America/Argentina/ComodRivadavia',
};
