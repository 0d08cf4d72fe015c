const localPart = String.raw`(?:"[^"\n]{1,256}"|[^\s<>"()[\],;:@]{1,256})`;
const domainPart = String.raw`(?:\[[^\]\s]{1,255}\]|[^\s<>"()[\],;:@]{1,255})`;
/** Not behind a slash: `node_modules/@nestjs/core` in a stack is nobody's mailbox. */
const address = new RegExp(String.raw`${localPart}(?<!/)(?:@|%40)${domainPart}`, 'gi');
const syntaxCharacters = /[\^$\\.*+?()[\]{}|/]/g;

/**
 * Servers repeat addresses in their replies; a log has no reader who needs them. Where it is known whom a mail was for,
 * the mailbox alone is hidden too: "dana.reyes... User unknown".
 */
export function withoutAddresses(text: string, recipient: string | null = null): string {
  const hidden = text.replace(address, '(address)');
  const mailbox = recipient?.slice(0, recipient.lastIndexOf('@')) ?? '';
  if (mailbox === '') return hidden;
  const escaped = mailbox.replace(syntaxCharacters, '\\$&');
  const alone = new RegExp(String.raw`(?<![\p{L}\d])${escaped}(?![\p{L}\d])`, 'giu');
  return hidden.replace(alone, '(address)');
}
