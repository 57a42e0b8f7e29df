import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/corpus/article.ts';
import { readTexts } from '../../src/corpus/read-corpus.ts';
import { findTwoFormNames } from '../../src/study/two-form-names.ts';

function articleOf(body: string): Article {
  const [article] = readTexts([{ file: 'a.md', text: `---\ntitle: 試\n---\n${body}` }]).articles;
  if (article === undefined) throw new Error('The body holds no article.');
  return article;
}
const namesOf = (body: string): string[] => findTwoFormNames(articleOf(body)).map(({ han }) => han);

describe('where a name begins', () => {
  it.each([
    ['工程師', '約翰·史密斯', 'John Smith'],
    ['工程师', '约翰·史密斯', 'John Smith'],
    ['爵士歌手', '大衛·鮑伊', 'David Bowie'],
    ['歌手', '大卫·鲍伊', 'David Bowie'],
    ['後來的總統', '喬治·華盛頓', 'George Washington'],
    ['画家', '彼得·保罗·鲁本斯', 'Peter Paul Rubens'],
    ['物理學家', '理查·費曼', 'Richard Feynman'],
    ['物理学家', '理查德·费曼', 'Richard Feynman'],
    ['演員', '席琳·狄翁', 'Celine Dion'],
    ['商人', '埃隆·马斯克', 'Elon Musk'],
    ['微軟的', '比爾·蓋茲', 'Bill Gates'],
    ['執行長', '桑德爾·皮查伊', 'Sundar Pichai'],
    ['祖克柏的妻子', '普莉希拉·陳', 'Priscilla Chan'],
    ['記者問起', '威廉·莎士比亞', 'William Shakespeare'],
    ['政府調查', '馬斯克', 'Elon Musk'],
    ['只因', '馬斯克', 'Elon Musk'],
    ['女士和博士', '安東尼·霍普金斯', 'Anthony Hopkins'],
  ])('%s ends before %s', (before, name, latin) => {
    expect(namesOf(`大家都聽說，${before}${name}（${latin}）昨天來到這裡，和大家談了很久。`)).toEqual([name]);
  });

  it('after a title, though no character of the name is a common one of names', () => {
    expect(namesOf('執行長黃仁勳（Jensen Huang）昨天來到這裡，和大家談了很久。')).toEqual(['黃仁勳']);
  });

  it('keeps the word that is translated of the name of a place', () => {
    expect(namesOf('北凱斯蒂文（North Kesteven）是一個很大的地方，住了許多人。')).toEqual(['北凱斯蒂文']);
  });
});

it('gives a short form to a name alone only where it stands in no name of another bearer', () => {
  const given = fc.constantFrom(['約翰', 'John'], ['瑪麗', 'Mary'], ['史密斯', 'Smith'], ['保羅', 'Paul']);
  const family = fc.constantFrom(['史密斯', 'Smith'], ['韋伯', 'Webb'], ['史密', 'Smi'], ['馬利', 'Paul']);
  const people = fc.array(fc.tuple(given, family), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(people, (drawn) => {
      const written = drawn.map(([[a, b], [c, d]]) => ({
        han: `${a}·${c}`,
        latin: `${b} ${d}`,
        short: [c, d],
      }));
      const body = written.map(({ han, latin }) => `昨天「${han}」（${latin}）來了。`).join('\n\n');
      const names = findTwoFormNames(articleOf(body));
      expect(names.map(({ forms }) => forms)).toEqual(
        written.map(({ han, latin, short }) => [
          han,
          latin,
          ...short.filter(
            (part) =>
              !written.some(
                (other) =>
                  other.latin !== latin &&
                  `${other.han} ${other.latin}`.toLowerCase().includes(part.toLowerCase()),
              ),
          ),
        ]),
      );
    }),
  );
});
