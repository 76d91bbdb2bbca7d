// All style sheets, in the order in which they build on each other.
// Not `graphiql/style.css`: it carries its fonts as `data:` addresses, which the policy forbids, and none has Devanagari.

import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './font.css';
import './playground.css';
