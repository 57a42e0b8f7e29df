import { cp, mkdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WorkerEmbeddings } from '../../src/embedding/worker-embeddings.ts';
import { bare } from '../support/passage-parts.ts';
import { cosine } from '../../src/index/vectors.ts';
import { tokenCoverage } from '../../src/retrieval/token-coverage.ts';
import { tempFolder } from '../support/temp-folder.ts';

const SHIPPED = 'footnote-bilingual';

describe('the model that ships', () => {
  let embeddings: WorkerEmbeddings;
  beforeAll(async () => {
    embeddings = await WorkerEmbeddings.load(SHIPPED, 'models');
  });
  afterAll(() => embeddings.close());

  test('gives vectors of length 1, of the dimensions it promises, the same each time', async () => {
    const [first = [], second] = await embeddings.embedDocuments(['暫停訓練六個月', '暫停訓練六個月']);
    expect(first).toHaveLength(embeddings.dimensions);
    expect(Math.hypot(...first)).toBeCloseTo(1, 4);
    expect(second).toEqual(first);
  });

  test('keeps the order of texts of any length, each with the vector that it has alone, to the last bit', async () => {
    const texts = Array.from(
      { length: 70 },
      (_, i) => '白宮與七間公司達成協定。'.repeat((i * 7) % 11) + String(i),
    );
    const together = await embeddings.embedDocuments(texts);
    for (const i of [0, 1, 35, 69]) {
      const alone = await embeddings.embedQuery(texts[i] ?? '');
      expect(together[i]).toEqual(alone);
    }
  });

  test('reads both Chinese scripts alike', async () => {
    const [traditional = [], simplified = []] = await embeddings.embedDocuments([
      '馬斯克捐了多少錢',
      '马斯克捐了多少钱',
    ]);
    expect(cosine(traditional, simplified)).toBeCloseTo(1, 4);
  });

  test('puts an English question nearest to the Chinese sentence that answers it', async () => {
    const question = await embeddings.embedQuery('How much money did he donate?');
    const [donation = [], weather = []] = await embeddings.embedDocuments([
      '他捐了一大筆錢給那個組織。',
      '明天下午會下雨,氣溫下降。',
    ]);
    expect(cosine(question, donation)).toBeGreaterThan(cosine(question, weather));
  });

  test('matches a question token by token, a synonym better than another word', async () => {
    const matches = await embeddings.matchTokens('電影票價', [
      bare('電影票價', '戲院門票多少錢'),
      bare('明天會下雨'),
    ]);
    const { weights = new Float32Array(), best = [] } = matches ?? {};
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 4);
    const [same = 0, alike = 0, other = 0] = best.map((row) => tokenCoverage(row, weights));
    expect(same).toBeCloseTo(1, 4);
    expect(alike).toBeLessThan(same);
    expect(alike).toBeGreaterThan(other);
  });

  test('matches texts that it has met as those that it has not, beside others, too', async () => {
    const [prices, rain] = [bare('戲院門票三百元', '戲院很大'), bare('明天會下雨')];
    const first = await embeddings.matchTokens('門票多少錢', [prices, rain]);
    const again = await embeddings.matchTokens('門票多少錢', [prices, rain]);
    expect(again).toEqual(first);
    const alone = await embeddings.matchTokens('門票多少錢', [rain]);
    expect(alone?.best).toEqual(first?.best.slice(2));
  });

  test('matches nothing with nothing', async () => {
    expect(await embeddings.matchTokens('', [bare('字')])).toEqual({
      weights: new Float32Array(),
      best: [new Float32Array()],
      reading: { answers: Float32Array.of(0), none: 0 },
    });
    expect((await embeddings.matchTokens('字', []))?.best).toEqual([]);
  });

  test('embeds while the event loop goes on', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await embeddings.embedDocuments(
      Array.from({ length: 200 }, (_, i) => `第${i}段文字,說明一件事情。`.repeat(20)),
    );
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(5);
  });

  test('embeds odd text too', async () => {
    const odd = ['', ' ', '😀', '\u0000\u0007', '𠮷'.repeat(3000), 'a'.repeat(5000)];
    const vectors = await embeddings.embedDocuments(odd);
    for (const vector of vectors) expect(vector.every(Number.isFinite)).toBe(true);
  });
});

describe('a model that cannot be used is refused with its name and the cure:', () => {
  test('one that is not there', async () => {
    await expect(WorkerEmbeddings.load('no-such-model', 'models')).rejects.toMatchObject({
      code: 'model-missing',
      message: expect.stringMatching(/"no-such-model".*EMBEDDING_MODEL/) as string,
    });
  });

  async function copyOfShipped(): Promise<{ models: string; folder: string }> {
    const models = await tempFolder();
    const folder = join(models, SHIPPED);
    await cp(join('models', SHIPPED), folder, { recursive: true });
    return { models, folder };
  }

  test.each(['onnx/model_quantized.onnx', 'onnx/reader.onnx', 'tokenizer.json', 'config.json'])(
    'one whose %s is cut short',
    async (file) => {
      const { models, folder } = await copyOfShipped();
      await truncate(join(folder, file), 100);
      await expect(WorkerEmbeddings.load(SHIPPED, models)).rejects.toMatchObject({
        code: 'model-damaged',
        message: expect.stringContaining('Restore') as string,
      });
    },
  );

  test.each(['onnx/model_quantized.onnx', 'tokenizer.json', 'config.json'])(
    'one whose %s cannot be read, and other models still load and answer',
    async (file) => {
      const { models, folder } = await copyOfShipped();
      const working = await WorkerEmbeddings.load(SHIPPED, 'models');
      await rm(join(folder, file));
      await mkdir(join(folder, file));
      await expect(WorkerEmbeddings.load(SHIPPED, models)).rejects.toMatchObject({
        code: 'model-damaged',
        message: expect.stringContaining('Restore') as string,
      });
      expect(await working.embedQuery('公開信')).toHaveLength(working.dimensions);
      await working.close();
    },
  );

  test('one that lacks the reader that its settings promise', async () => {
    const { models, folder } = await copyOfShipped();
    await rm(join(folder, 'onnx/reader.onnx'));
    await expect(WorkerEmbeddings.load(SHIPPED, models)).rejects.toMatchObject({
      code: 'model-damaged',
      message: expect.stringMatching(/reader\.onnx.*Restore/) as string,
    });
  });

  test('one with other dimensions than promised', async () => {
    const { models, folder } = await copyOfShipped();
    const file = join(folder, 'footnote.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...settings, dimensions: 5 }));
    await expect(WorkerEmbeddings.load(SHIPPED, models)).rejects.toMatchObject({
      code: 'model-dimensions',
      message: expect.stringMatching(/384 numbers.*says 5/) as string,
    });
  });

  test('but one without a reader only reads nothing', async () => {
    const { models, folder } = await copyOfShipped();
    const file = join(folder, 'footnote.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...settings, reader: false }));
    await rm(join(folder, 'onnx/reader.onnx'));
    const without = await WorkerEmbeddings.load(SHIPPED, models);
    expect(await without.matchTokens('公開信', [bare('公開信')])).toMatchObject({ reading: null });
    await without.close();
  });

  test('but one whose tokens have no vectors of their own only matches none', async () => {
    const { models, folder } = await copyOfShipped();
    const file = join(folder, 'footnote.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    const withTokens = await WorkerEmbeddings.load(SHIPPED, models);
    await writeFile(file, JSON.stringify({ ...settings, staticTokens: false }));
    const without = await WorkerEmbeddings.load(SHIPPED, models);
    expect(await without.matchTokens('公開信', [bare('公開信')])).toBeNull();
    expect(without.hash).toBe(withTokens.hash);
    await Promise.all([withTokens.close(), without.close()]);
  });

  test('one whose footnote.json is wrong', async () => {
    const { models, folder } = await copyOfShipped();
    await writeFile(join(folder, 'footnote.json'), '{"pooling":"max"}');
    await expect(WorkerEmbeddings.load(SHIPPED, models)).rejects.toMatchObject({ code: 'model-damaged' });
  });

  test('and other settings make another model, so that its index is built again', async () => {
    const { models, folder } = await copyOfShipped();
    const file = join(folder, 'footnote.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    const before = await WorkerEmbeddings.load(SHIPPED, models);
    await writeFile(file, JSON.stringify({ ...settings, queryPrefix: 'query: ' }));
    const after = await WorkerEmbeddings.load(SHIPPED, models);
    expect(after.hash).not.toBe(before.hash);
    const [plain, prefixed] = [await before.embedQuery('公開信'), await after.embedQuery('公開信')];
    expect(cosine(plain, prefixed)).toBeLessThan(0.999);
    await Promise.all([before.close(), after.close()]);
  });
});

test('closing answers what was asked before, and refuses what comes after', async () => {
  const embeddings = await WorkerEmbeddings.load(SHIPPED, 'models');
  const pending = embeddings.embedQuery('公開信');
  await embeddings.close();
  expect(await pending).toHaveLength(embeddings.dimensions);
  await expect(embeddings.embedQuery('公開信')).rejects.toThrow(/closed/);
});
