// The same thing in other datasets.

export function Identifiers({ wikidata }: { wikidata: string }) {
  return <a href={`https://www.wikidata.org/wiki/${wikidata}`} rel="noreferrer" data-native lang="en">Wikidata {wikidata}</a>;
}
