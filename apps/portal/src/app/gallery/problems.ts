import type { Problem } from '@countersign/api-types';

export const AWAY: Problem = {
  type: 'about:blank',
  title: 'Countersign cannot reach its database',
  status: 503,
  code: 'database-away',
  detail: 'Nothing you entered is lost; try again in a moment.',
  requestId: '01990000-0000-7000-8000-000000000001',
};
