/** Servers repeat addresses in their replies; a log has no reader who needs them. */
export function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"'()[\],;:]{1,64}@[^\s<>"'()[\],;:]{1,255}/g, '(address)');
}
