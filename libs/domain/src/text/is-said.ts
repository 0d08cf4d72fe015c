import type { Said } from './said';
import type { Text } from './text';

/** Whether it is to be put into words, or is a text that content brings in its own languages. */
export function isSaid<Known extends Said>(text: Text | Known): text is Known {
  return (
    typeof text === 'object' && typeof text['code'] === 'string' && typeof text['parameters'] === 'object'
  );
}
