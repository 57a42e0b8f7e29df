import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Corpus } from '../../src/corpus/article.ts';
import { readCorpus } from '../../src/corpus/read-corpus.ts';
import { splitPassages } from '../../src/corpus/passages.ts';

const folder = fileURLToPath(new URL('../../corpus', import.meta.url));
const originals = fileURLToPath(new URL('../../../shared/articles', import.meta.url));
const here = existsSync(originals);

describe('the digests that ship in corpus/', () => {
  let corpus: Corpus = { articles: [], skipped: [] };
  beforeAll(async () => {
    corpus = await readCorpus(folder);
  });

  it('are three, complete with front matter', () => {
    expect(corpus.skipped).toEqual([]);
    expect(corpus.articles.map(({ id }) => id)).toEqual(['eight-commitments', 'five-trends', 'pause-letter']);
    for (const article of corpus.articles) {
      expect(article.language).toBe('zh-Hant');
      expect(article.source).toContain('數位時代');
      expect(article.sections.length).toBeGreaterThan(4);
    }
  });

  it.each([
    ['公開信要求暫停訓練多久?', /暫停的時間至少6個月/],
    ['馬斯克捐了多少錢給生命未來研究所?', /馬斯克.*2015年.*1000萬美元/],
    ['誰寫了公開信?', /撰寫公開信的是「生命未來研究所」/],
    ['賀錦麗宣布了多少錢?', /賀錦麗.*1\.4億美元/],
    ['每日對話量?', /逾 6 億次/],
    ['犀牛盾的知名度?', /犀牛盾.*超過 6 個點/],
  ])('%s is answered in one passage', (_, expected) => {
    const passages = corpus.articles.flatMap((article) =>
      splitPassages(article).map(({ start, end }) => article.text.slice(start, end)),
    );
    expect(passages.some((passage) => expected.test(passage))).toBe(true);
  });
});

/**
 * Names may be the same, sentences may not: compared without white space and width, a run of Latin letters counting as one
 * character.
 */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[A-Za-z.&]+/g, 'A');
const LONGEST_SHARED = 18;

describe.skipIf(!here)(
  `the digests against the originals${here ? '' : ' (skipped: ../shared/articles is absent)'}`,
  () => {
    it(`share no run of ${LONGEST_SHARED} characters`, () => {
      const original = plain(
        readdirSync(originals)
          .map((file) => readFileSync(`${originals}/${file}`, 'utf8'))
          .join('\n'),
      );
      for (const file of readdirSync(folder)) {
        const digest = plain(readFileSync(`${folder}/${file}`, 'utf8').replace(/^---\n[^]*?\n---\n/, ''));
        for (let at = 0; at + LONGEST_SHARED <= digest.length; at += 1) {
          const run = digest.slice(at, at + LONGEST_SHARED);
          if (original.includes(run)) expect(`${file}: ${run}`).toBe('');
        }
      }
    });
  },
);
