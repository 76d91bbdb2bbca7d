// What a front end needs of Sabha: typed documents, a client, and the feed of changes.

export { graphql, readFragment, type FragmentOf, type ResultOf, type SchemaType, type VariablesOf } from './document.ts';
export { sabhaClient, type SabhaClientOptions } from './client.ts';
export { changes, type Change, type ChangesOptions } from './changes.ts';
export { SabhaError, sabhaError, type LocalCode } from './error.ts';
export { newestRevision } from './revision.ts';
