import type { BrowserContext } from '@playwright/test';

/** Refusals (409, 422, 401) are part of the journeys; the browser logs each as a failed resource. */
const EXPECTED = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Collects whatever no page may do: log an error, break its own content policy, fail on the server. */
export async function watch(context: BrowserContext): Promise<string[]> {
  const faults: string[] = [];
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
      reportError(new Error(`Content policy: ${violatedDirective} refuses ${blockedURI} in ${sourceFile}`));
    });
  });
  context.on('console', (message) => {
    if (message.type() !== 'error' || EXPECTED.test(message.text())) return;
    faults.push(`${message.page()?.url() ?? ''}: ${message.text()}`);
  });
  context.on('weberror', (error) => faults.push(`${error.page()?.url() ?? ''}: ${error.error().message}`));
  context.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
  });
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // a page that is left gives up what it was still loading
    if (reason !== 'net::ERR_ABORTED') faults.push(`${request.url()}: ${reason}`);
  });
  return faults;
}
