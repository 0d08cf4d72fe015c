import { mkdir, readdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { FileStore, INSTALLATION_MARK, refuseForeignFiles, refuseForeignMark } from '@countersign/platform';
import {
  aCase,
  aFoundedOrganisation,
  aProduct,
  browserOf,
  createTestDatabase,
  respondentOf,
  sent,
  type TestProduct,
} from '@countersign/testing';
import { OrphanSweep } from './orphan-sweep';

let product: TestProduct;

beforeAll(async () => {
  product = await aProduct();
  const organisation = await aFoundedOrganisation(product, 'swept');
  const procurement = await browserOf(product, organisation, 'procurement');
  const id = await sent(procurement, await aCase(procurement));
  const respondent = await respondentOf(product, organisation, id);
  await respondent
    .post(`/api/respond/assessments/${id}/evidence`)
    .set('Content-Type', 'application/octet-stream')
    .set('X-File-Name', 'Report.pdf')
    .send(Buffer.from('%PDF-1.7\n%%EOF\n'))
    .expect(201);
});

afterAll(() => product.close());

describe('A sweep beside the wrong database', () => {
  const planted = async (count: number) => {
    const long = new Date(0);
    for (let n = 0; n < count; n += 1) {
      const { key } = await product
        .get(FileStore)
        .put(Readable.from([Buffer.from('x')]), { maximumBytes: 10 });
      await utimes(join(product.filesFolder, key), long, long);
    }
  };
  const storedFiles = async () => {
    const entries = await readdir(product.filesFolder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  };

  it('touches nothing where most of the files are unknown', async () => {
    await planted(40);
    const before = await storedFiles();
    await product.get(OrphanSweep).sweep();
    expect(await storedFiles()).toEqual(before);
  });

  it('touches nothing in a folder that belongs to another installation, or does not say to which', async () => {
    await product.behindTheBack(`update app.product set installation_id = gen_random_uuid()`);
    await planted(1);
    const before = await storedFiles();
    await product.get(OrphanSweep).sweep();
    expect(await storedFiles()).toEqual(before);
    await expect(refuseForeignFiles(product.config)).rejects.toThrow(
      'FILES_DIR names the folder of another installation',
    );
    const mark = join(product.filesFolder, INSTALLATION_MARK);
    await rm(mark);
    await product.get(OrphanSweep).sweep();
    expect(await storedFiles()).toEqual(before.filter((path) => path !== mark));
  });

  it('is not begun: a start with files of which the database knows none is refused, and the folder stays as it is', async () => {
    const empty = await createTestDatabase();
    try {
      const before = await storedFiles();
      await expect(refuseForeignFiles({ ...product.config, databaseUrl: empty.appUrl })).rejects.toThrow(
        'FILES_DIR holds files of which the database of DATABASE_URL knows none',
      );
      expect(await storedFiles()).toEqual(before);
    } finally {
      await empty.drop();
    }
  });

  it('is not begun in a folder that cannot be written to', async () => {
    const file = join(product.filesFolder, 'a-file');
    await writeFile(file, 'x');
    const folder = join(file, 'below');
    const files = { kind: 'folder', folder } as const;
    await expect(refuseForeignFiles({ ...product.config, files })).rejects.toThrow(
      `FILES_DIR names ${folder}, which is no folder: correct the variable.`,
    );
    await rm(file);
  });

  it('is not begun in an empty folder while the database knows files: their disk may not be mounted', async () => {
    const { filesFolder } = product;
    const [{ id } = { id: '' }] = await product.behindTheBack<{ id: string }>(
      'select installation_id as id from app.product',
    );
    await rename(filesFolder, `${filesFolder}-elsewhere`);
    await mkdir(filesFolder);
    await expect(refuseForeignFiles(product.config)).rejects.toThrow(
      `FILES_DIR names ${filesFolder}, which holds no file, although the database of DATABASE_URL knows some: mount or put back the folder. To go on without its files, write ${id} into a file ${INSTALLATION_MARK} there.`,
    );
    expect(await readdir(filesFolder)).toEqual([]);
    await writeFile(join(filesFolder, INSTALLATION_MARK), id);
    await expect(refuseForeignFiles(product.config)).resolves.toBeUndefined();
    await rm(filesFolder, { recursive: true });
    await rename(`${filesFolder}-elsewhere`, filesFolder);
  });

  it('marks a folder from before there were marks when the database knows a file in it', async () => {
    await refuseForeignFiles(product.config);
    expect(await product.get(FileStore).installation()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is not filled by a demonstration among the files of another installation', async () => {
    await refuseForeignMark(product.config);
    const empty = await createTestDatabase();
    try {
      await expect(refuseForeignMark({ ...product.config, databaseUrl: empty.appUrl })).rejects.toThrow(
        'FILES_DIR names the folder of another installation',
      );
    } finally {
      await empty.drop();
    }
  });
});
