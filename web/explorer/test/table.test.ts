import { describe, expect, it } from 'vitest';
import { csv } from '../src/page/table.ts';

const rows = (data: unknown) => csv(data).split('\r\n');

describe('an answer as a table', () => {
  it('has a row for each node, and a column for each path', () => {
    const data = { totalCount: 2, nodes: [{ slug: 'a', when: { edtf: '2025-08' } }, { slug: 'b', place: { slug: 'tokyo', name: 'Tokyo' } }] };
    expect(rows(data)).toEqual(['slug,when.edtf,place.slug,place.name', 'a,2025-08,,', 'b,,tokyo,Tokyo', '']);
  });

  it('tells lists of parts in one cell, evidence by its place', () => {
    const evidence = [{ start: 3, end: 9, article: { slug: 'report' } }, { start: 11, end: 12, article: { slug: 'report' } }];
    const participations = { nodes: [{ official: { slug: 'sai' }, organisation: null, roles: ['CHAIR', 'SPEAKER'] }, { official: null, organisation: { slug: 'jetro' }, roles: [] }] };
    expect(rows([{ evidence, participations }])).toEqual(['evidence,participations', 'report@3-9; report@11-12,sai CHAIR SPEAKER; jetro', '']);
  });

  it('quotes commas, quotes and lines, and keeps Hindi', () => {
    expect(rows([{ text: 'साय, "जी"\nऔर' }]).join('\r\n')).toBe('text\r\n"साय, ""जी""\nऔर"\r\n');
  });

  it('lets no spreadsheet run a text', () => {
    expect(rows([{ text: '=1+1', number: '-5.2', handle: '@name' }])[1]).toBe("'=1+1,-5.2,'@name");
  });

  it('takes an object without a list for one row', () => {
    expect(rows({ __typename: 'Dataset', title: 'Sabha' })).toEqual(['title', 'Sabha', '']);
  });
});
