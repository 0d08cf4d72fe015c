import { unopenedForStaff, unopenedForVendor } from './unopened-words';

describe('What is said of a file that is not opened', () => {
  it('tells the reader why, and to check it first', () => {
    expect(unopenedForStaff('signed')).toBe(
      'Signed or encrypted; no signature was verified. Countersign does not open it: check it with your own tools before you do.',
    );
    expect(unopenedForStaff('password')).toMatch(
      /^Locked with a password\. .* Ask the vendor for the password\.$/,
    );
  });

  it('tells the vendor what happens to it', () => {
    expect(unopenedForVendor('archive', 'Bay State')).toBe(
      'An archive: the names in it were read, nothing was unpacked. It is kept as it is; Countersign does not open it.',
    );
    expect(unopenedForVendor('password', 'Bay State')).toMatch(
      /Tell Bay State the password in some other way, not here\.$/,
    );
  });
});
