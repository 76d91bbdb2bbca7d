// What a front end needs of Sabha: typed documents, a client, and the feed of changes.

export { graphql, readFragment, type FragmentOf, type ResultOf, type VariablesOf } from './document.ts';
