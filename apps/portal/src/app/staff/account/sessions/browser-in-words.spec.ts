import { browserInWords } from './browser-in-words';

const MOZILLA = 'Mozilla/5.0';
const APPLE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('The browser of a session', () => {
  it.each([
    [`${MOZILLA} (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0`, 'Firefox on Windows'],
    [`${MOZILLA} (Windows NT 10.0; Win64; x64) ${APPLE} Chrome/141.0.0.0 Safari/537.36`, 'Chrome on Windows'],
    [
      `${MOZILLA} (Windows NT 10.0; Win64; x64) ${APPLE} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
      'Edge on Windows',
    ],
    [
      `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Safari/605.1.15`,
      'Safari on macOS',
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1`,
      'Safari on iPhone',
    ],
    [
      `${MOZILLA} (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/141.0 Mobile/15E148 Safari/604.1`,
      'Chrome on iPhone',
    ],
    [
      `${MOZILLA} (Linux; Android 15; Pixel 9) ${APPLE} Chrome/141.0.0.0 Mobile Safari/537.36`,
      'Chrome on Android',
    ],
    [`${MOZILLA} (X11; Linux x86_64) ${APPLE} HeadlessChrome/141.0.0.0 Safari/537.36`, 'Chrome on Linux'],
    ['curl/8.9.1', 'Unknown browser'],
    [`${MOZILLA} (Windows NT 10.0)`, 'A browser on Windows'],
    ['', 'Unknown browser'],
    [null, 'Unknown browser'],
  ])('“%s” is %s', (userAgent, words) => expect(browserInWords(userAgent)).toBe(words));
});
