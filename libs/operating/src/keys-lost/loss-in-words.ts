import { wholeNumber } from '@countersign/platform';
import type { Losses, OrganisationLoss } from './key-losses';
import { inWords } from '../keys/keys-in-use';

/** What will happen, before anything does. */
export function lossInWords(losses: Losses): string[] {
  const { missing, neverKnown, newKeyId, installationId, organisations } = losses;
  return [
    `The configuration lacks ${inWords(missing)}.`,
    ...(neverKnown.length > 0
      ? [
          `CAREFUL: this installation has never started with ${neverKnown.join(', ')}. Somebody may have put what names it into the database, so that false lines pass as sealed with a lost key. Compare with a backup before you go on.`,
        ]
      : []),
    `If they are lost for good, this records it, and Countersign goes on with the key ${newKeyId}:`,
    ...organisations.flatMap(linesOf),
    '',
    'Passwords, passkeys, recovery codes, sessions, links and API tokens need no key: they stay. Browsers that were known count as new ones.',
    'Look for the former keys first: `.env` or the `keys` file of the former machine, the backup of your secrets. A recorded loss is not taken back.',
    '',
    'NOTHING HAS BEEN CHANGED. To record the loss, say so with the id of this installation and the reason, which the trail keeps:',
    `  keys:lost -- --confirm ${installationId} --reason "…"`,
  ];
}

/** What has happened, and what is left to do. */
export function recordedInWords({ newKeyId, organisations }: Losses): string[] {
  return [
    `The loss is recorded; everything is sealed with the key ${newKeyId} from now on. Keep that key apart from the backup.`,
    ...organisations.flatMap(linesOf),
    '',
    'Start api and worker. Where a former key is found again, put it before the newest: audit:verify then proves its lines again.',
  ];
}

function linesOf(loss: OrganisationLoss): string[] {
  const { name, slug, keyIds, lines, sealedTo, clientSecrets } = loss;
  const one = keyIds.length === 1;
  const keys = `the ${one ? 'key' : 'keys'} ${keyIds.join(', ')}`;
  return [
    '',
    `${name} (${slug})`,
    `  Trail: ${figure(lines)} of ${figure(sealedTo)} sealed lines were sealed with ${keys} and cannot be proved without ${one ? 'it' : 'them'}. They stay. The chain goes on with seal ${figure(sealedTo + 1)}, which records the loss.`,
    ...authenticatorLines(loss),
    ...(clientSecrets > 0
      ? [
          '  Sign-in provider: its client secret is lost, and it is switched off. An administrator enters the secret again and switches it on.',
        ]
      : []),
  ];
}

function authenticatorLines({ authenticators, lockedOut, offers }: OrganisationLoss): string[] {
  return [
    ...(authenticators > 0
      ? [
          `  Authenticator apps: codes of ${figure(authenticators)} are right no longer, and are still asked for. Their members are mailed: with a recovery code or a passkey they come in and set the app up again.`,
        ]
      : []),
    ...(lockedOut > 0
      ? [
          `  Of these members ${figure(lockedOut)} ${lockedOut === 1 ? 'has' : 'have'} neither: an administrator resets their second factors under Members. For an administrator whom no other one can help: administrator:let-in.`,
        ]
      : []),
    ...(offers > 0
      ? [`  Set-ups of an app that were not finished: ${figure(offers)}, removed. Their members begin again.`]
      : []),
  ];
}

function figure(count: number): string {
  return wholeNumber(count);
}
