import { describe, expect, it } from 'vitest';
import { join, languageOf, split } from '../src/language/index.tsx';
import { filterOf } from '../src/meeting/filter.ts';
import { folderOf, pageOf, pathOf, withQuery } from '../src/page/address.ts';

describe('addresses', () => {
  it('carry the language in front', () => {
    expect(split('/hi')).toEqual(['hi', '/']);
    expect(split('/hi/meetings?state=IN-BR')).toEqual(['hi', '/meetings?state=IN-BR']);
    expect(split('/history')).toEqual(['en', '/history']);
    expect(['/', '/meetings', '/?x=1'].map((it) => join('hi', it))).toEqual(['/hi', '/hi/meetings', '/hi?x=1']);
    expect(split('/hi?x=1')).toEqual(['hi', '/?x=1']);
  });

  it('lead to records by their kind', () => {
    expect(pathOf({ __typename: 'Policy', slug: 'a' })).toBe('/policies/a');
    expect(folderOf('ORGANISATION')).toBe('organisations');
  });

  it('begin at the first page when what is listed changes', () => {
    const query = { state: 'IN-BR', after: 'x' };
    expect(withQuery('/meetings', query, { kind: 'TALKS' })).toBe('/meetings?state=IN-BR&kind=TALKS');
    expect(withQuery('/meetings', query, { after: 'y' })).toBe('/meetings?state=IN-BR&after=y');
    expect(withQuery('/meetings', query, { state: null })).toBe('/meetings');
  });

  it('ask for pages both ways', () => {
    expect(pageOf({}, 20)).toEqual({ first: 20 });
    expect(pageOf({ after: 'x' }, 20)).toEqual({ first: 20, after: 'x' });
    expect(pageOf({ before: 'x' }, 20)).toEqual({ last: 20, before: 'x' });
  });
});

describe('filters of meetings', () => {
  it('are none where nothing is chosen', () => {
    expect(filterOf({})).toBeNull();
    expect(filterOf({ order: 'name', year: 'uncertain' })).toBeNull();
  });

  it('are those that the facets count by', () => {
    expect(filterOf({ state: 'IN-CG' })).toEqual({ state: { code: { eq: 'IN-CG' } } });
    expect(filterOf({ year: '2025' })).toEqual({ when: { within: { from: '2025-01-01', to: '2025-12-31' } } });
    expect(filterOf({ month: '2024-02' })).toEqual({ when: { within: { from: '2024-02-01', to: '2024-02-29' } } });
  });

  it('hold all together', () => {
    const filter = filterOf({ kind: 'TALKS', from: '2025-08-01', possibly: '1' });
    expect(filter).toEqual({ and: [{ kind: ['TALKS'] }, { when: { overlaps: { from: '2025-08-01' } } }] });
  });
});

it('a text’s language is known by its script', () => {
  expect(['साय', 'Sai', 'JETRO से बैठक', '2025', ''].map(languageOf)).toEqual(['hi', 'en', 'hi', null, null]);
});
