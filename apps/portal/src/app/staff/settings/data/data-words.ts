import type { DataJob } from '@countersign/api-types';
import type { Words } from '../../../ui/words';

export const JOB_WORDS: Readonly<Record<DataJob['kind'], string>> = {
  erasure: 'Erasure of a person',
  export: 'Export of the organisation',
  deletion: 'Deletion of the organisation',
};

export const JOB_STATE_WORDS: Readonly<Record<DataJob['state'], Words>> = {
  waiting: { text: 'Waiting for its turn', tone: 'quiet' },
  running: { text: 'Under way', tone: 'busy' },
  done: { text: 'Done', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelled: { text: 'Cancelled', tone: 'quiet' },
};
