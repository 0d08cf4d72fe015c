import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const APP = join(__dirname, '../..');

/** These ask for more than a form's field does: a search that answers, a password that is looked at. */
const OWN_FRAME = ['sign-in/password-field.ts', 'staff/settings/vendor-field.ts'];

function templates(): readonly string[] {
  return readdirSync(APP, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.spec)\.(ts|html)$/.test(entry.name))
    .map((entry) => relative(APP, join(entry.parentPath, entry.name)));
}

describe('The fields of forms', () => {
  it('are pieces of ui/: no page writes its own frame, label, hint and error', () => {
    const byHand = templates()
      .filter((file) => !file.startsWith('ui/'))
      .filter((file) => readFileSync(join(APP, file), 'utf8').includes('<mat-form-field'));
    expect(byHand.sort()).toEqual(OWN_FRAME);
  });
});
