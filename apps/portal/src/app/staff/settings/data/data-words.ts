import type { DataJob } from '@countersign/api-types';
import type { Words } from '../../../ui/words';

export const JOB_WORDS: Readonly<Record<DataJob['kind'], string>> = {
  erasure: $localize`:@@data-words.erasure-of-a-person:Erasure of a person`,
  export: $localize`:@@data-words.export-of-the-organisation:Export of the organisation`,
  deletion: $localize`:@@data-words.deletion-of-the-organisation:Deletion of the organisation`,
};

export const JOB_STATE_WORDS: Readonly<Record<DataJob['state'], Words>> = {
  waiting: { text: $localize`:@@data-words.waiting-for-its-turn:Waiting for its turn`, tone: 'quiet' },
  running: { text: $localize`:@@data-words.under-way:Under way`, tone: 'busy' },
  done: { text: $localize`:@@data-words.done:Done`, tone: 'good' },
  failed: { text: $localize`:@@data-words.failed:Failed`, tone: 'bad' },
  cancelled: { text: $localize`:@@data-words.cancelled:Cancelled`, tone: 'quiet' },
};
