import { cite } from '../index';

describe('Citations are printed', () => {
  it.each([
    ['17.03(2)(f)2', '201 CMR 17.03(2)(f)2.'],
    ['17.03(2)(b)1', '201 CMR 17.03(2)(b)1.'],
    ['17.03(1)', '201 CMR 17.03(1)'],
    ['17.04(1)(e)', '201 CMR 17.04(1)(e)'],
    ['17.04', '201 CMR 17.04'],
    ['93H-3(a)', 'M.G.L. c. 93H s. 3(a)'],
    ['93H-3A', 'M.G.L. c. 93H s. 3A'],
    ['93I-2', 'M.G.L. c. 93I s. 2'],
    ['201 CMR 17.03(2)(f)2', '201 CMR 17.03(2)(f)2.'],
    ['201 CMR 17.03(2)(f)2.', '201 CMR 17.03(2)(f)2.'],
    ['201 CMR 17.03(2)(f)1, (h)', '201 CMR 17.03(2)(f)1., (h)'],
    ['201 CMR 17.03(2)(b)1-2, 17.04(8)', '201 CMR 17.03(2)(b)1.-2., 17.04(8)'],
    ["201 CMR 17.03(2)(f)1 ('retain')", "201 CMR 17.03(2)(f)1. ('retain')"],
    ['M.G.L. c. 93H, s. 3(a)', 'M.G.L. c. 93H s. 3(a)'],
    ['16 CFR 314.4(f)(2)', '16 CFR 314.4(f)(2)'],
    ['GDPR 28(3)(c), 32', 'GDPR 28(3)(c), 32'],
  ])('%s as %s', (held, printed) => {
    expect(cite(held)).toBe(printed);
    expect(cite(cite(held))).toBe(printed);
  });
});
