import { oleOf, type OleWishes } from '@countersign/testing';
import { countedBytes } from '../testing/counted-bytes';
import { contentOf } from './content-of';

async function told(names: readonly string[], wishes: OleWishes = {}) {
  const bytes = countedBytes(oleOf(names, wishes));
  return { told: await contentOf(bytes), read: bytes.counted };
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `Stream ${index}`);

describe('A container of the older Office formats', () => {
  it.each([
    ['doc', ['WordDocument', '1Table']],
    ['xls', ['Workbook']],
    ['xls', ['Book', 'Workbook']],
    ['ppt', ['PowerPoint Document', 'Current User', 'Pictures']],
    ['msg', ['__nameid_version1.0', '__properties_version1.0', '__substg1.0_001A001F']],
    ['locked', ['\x06DataSpaces', 'EncryptionInfo', 'EncryptedPackage']],
  ])('is %s by what stands in its root', async (content, names) => {
    expect((await told(names)).told).toEqual({ kind: 'content', content });
  });

  it.each([
    ['nothing of a document', []],
    ['an installer', ['\u4840\u3b3f\u43f2\u4438\u45b1', '\x05SummaryInformation']],
    ['an installer that has the stream of a document, too', ['\u4840\u3b3f\u43f2', 'WordDocument']],
    ['a cache of pictures', ['Catalog', '1', '2']],
    ['a document of another program', ['DocumentText', 'Frame']],
    ['two documents at once', ['WordDocument', 'Workbook']],
    ['half of what a locked document has', ['EncryptedPackage']],
  ])('is none of them with %s in its root', async (_what, names) => {
    expect((await told(names)).told).toEqual({ kind: 'content', content: 'ole' });
  });

  it('is no document by what stands in one of its folders', async () => {
    const inside = ['WordDocument', '__properties_version1.0', 'EncryptionInfo', 'EncryptedPackage'];
    expect((await told(['Catalog'], { inside })).told).toEqual({ kind: 'content', content: 'ole' });
  });

  it('is told by the last name of a long directory, too', async () => {
    expect((await told([...many(2000), 'Workbook'])).told).toEqual({ kind: 'content', content: 'xls' });
  });

  it('is told where its directory lies beyond what its header lists', async () => {
    const far = await told([...many(40), 'WordDocument'], { apart: 5000 });
    expect(far.told).toEqual({ kind: 'content', content: 'doc' });
  });

  it.each<[string, readonly string[], OleWishes]>([
    ['whose directory goes in a circle', [...many(6), 'WordDocument'], { circle: true }],
    ['whose names go in a circle', [...many(6), 'WordDocument'], { neighboursInCircle: true }],
    ['with more names than are looked at', [...many(5000), 'WordDocument'], {}],
    ['with a longer directory than is followed', [...many(20_000), 'WordDocument'], {}],
  ])('is unknown %s, after few readings', async (_what, names, wishes) => {
    const { told: content, read } = await told(names, wishes);
    expect(content).toEqual({ kind: 'content', content: 'unknown' });
    expect(read.reads).toBeLessThan(3000);
  });

  it('is unknown where it is cut, at any byte', async () => {
    const whole = oleOf(['WordDocument']);
    for (let length = 8; length < whole.length - 256; length += 100)
      expect(await contentOf(countedBytes(whole.subarray(0, length)))).toEqual({
        kind: 'content',
        content: 'unknown',
      });
  });

  it('holds archives, and may end with one', async () => {
    const archive = Buffer.from(
      `PK\x01\x02${'\0'.repeat(42)}PK\x05\x06${'\0'.repeat(8)}.\0\0\0${'\0'.repeat(6)}`,
      'latin1',
    );
    const bytes = countedBytes(Buffer.concat([oleOf(['__properties_version1.0']), archive]));
    expect(await contentOf(bytes)).toEqual({ kind: 'content', content: 'msg' });
  });
});
