import type { Delivery } from './refusals';

/** So many mail domains, one after the other and none accepted between: then it is about us, not about them. */
const DOMAINS_THAT_TELL = 3;

/**
 * One reply does not say whether a server refuses this recipient or everything we send. A rule about one recipient must
 * not stop everybody's mail, and a server that relays nothing must not be asked for each of ten thousand.
 */
export class PolicyRefusals {
  private readonly domains = new Set<string>();

  weigh(outcome: Delivery, recipient: string): Delivery {
    if (outcome.kind === 'sent') this.domains.clear();
    if (outcome.kind !== 'policy') return outcome;
    const { reply } = outcome;
    this.domains.add(recipient.slice(recipient.lastIndexOf('@') + 1));
    if (this.domains.size < DOMAINS_THAT_TELL) return { kind: 'deferred', reply };
    return { kind: 'outage', reply, handedOver: false };
  }
}
