const KILOBYTE = 1_000;

/** "640 bytes", "12 kB", "3.4 MB". */
export function fileSize(bytes: number): string {
  if (bytes < KILOBYTE) {
    return `${bytes} bytes`;
  }
  const kilobytes = bytes / KILOBYTE;
  return kilobytes < KILOBYTE ? `${Math.round(kilobytes)} kB` : `${(kilobytes / KILOBYTE).toFixed(1)} MB`;
}
