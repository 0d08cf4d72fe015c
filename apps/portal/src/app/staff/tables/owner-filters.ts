import type { Option } from '../../ui/option';

/** Whose the rows are. */
export const OWNER_FILTERS: readonly Option[] = [
  { value: 'me', text: $localize`:@@owner-filters.yours:Yours` },
  { value: 'none', text: $localize`:@@owner-filters.no-active-owner:No active owner` },
];
