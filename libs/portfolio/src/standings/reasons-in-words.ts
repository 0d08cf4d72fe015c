import { LEVELS, type BlockingReason, type Level, type StaleCause } from '@countersign/domain';
import { say, type Words } from '@countersign/platform';

type Given = Readonly<Record<string, string>>;

/** Why an approval is not open, sentence after sentence, for a refusal. The page has words of its own. */
export function reasonsInWords(reasons: readonly BlockingReason[]): Words {
  return reasons.map(blockedInWords).reduce((before, after) => say('approval-gate.and', { before, after }));
}

function blockedInWords({ code, parameters }: BlockingReason): Words {
  return say(`approval-gate.${code}`, spoken(parameters));
}

/** Why an approval no longer holds, for a mail. */
export function staleInWords({ code, parameters }: Pick<StaleCause, 'code' | 'parameters'>): Words {
  return say(`approval-stale.${code}`, spoken(parameters));
}

/** Levels are words of their own; what is not named is `none`. */
function spoken(parameters: Given): Readonly<Record<string, string | Words>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [
      name,
      isLevel(value) ? say(`level.${value}`) : value === '' ? 'none' : value,
    ]),
  );
}

function isLevel(value: string): value is Level {
  return (LEVELS as readonly string[]).includes(value);
}
