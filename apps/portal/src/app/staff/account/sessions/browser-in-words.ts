const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/.*\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bLinux\b|\bX11\b/, 'Linux'],
];

/** "Firefox on Windows". Modest: a User-Agent says what it likes, and only the order of the tries tells kin apart. */
export function browserInWords(userAgent: string | null): string {
  if (!userAgent) return $localize`:@@browser-in-words.unknown-browser:Unknown browser`;
  const browser = nameOf(BROWSERS, userAgent);
  const system = nameOf(SYSTEMS, userAgent);
  if (browser && system) return $localize`:@@browser-in-words.on:${browser}:browser: on ${system}:system:`;
  return (
    browser ??
    (system
      ? $localize`:@@browser-in-words.a-browser-on:A browser on ${system}:system:`
      : $localize`:@@browser-in-words.unknown-browser:Unknown browser`)
  );
}

function nameOf(table: readonly (readonly [RegExp, string])[], userAgent: string): string | null {
  return table.find(([sign]) => sign.test(userAgent))?.[1] ?? null;
}
