import { findingOrigin } from './finding-origin';

const finding = { title: 'Do you train?', question: null, clause: null, citation: null };

describe('Where a finding comes from', () => {
  it.each([
    [{ question: 'MA-22', citation: '17.03(2)(b)1.' }, ['MA-22', '201 CMR 17.03(2)(b)1.']],
    [{ title: 'CL-18 Incident notice: not in the contract', clause: 'CL-18' }, []],
    [{ title: 'Protected data are held', clause: 'CL-01' }, ['CL-01']],
    [{}, []],
  ])('names what its title does not say already: %j', (wishes, expected) => {
    expect(findingOrigin({ ...finding, ...wishes })).toEqual(expected);
  });
});
