// GraphQL-ESLint's recommended and Relay rules for schemas; each rule is a check. What differs from them stands in
// OURS, each with its reason.
import plugin from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { Kind, parse, specifiedDirectives } from 'graphql';

const FILE = 'schema.graphql';

const LANGUAGE = new Set(specifiedDirectives.map(({ name }) => name));

const RULES = {
  ...plugin.configs['flat/schema-recommended'].rules,
  ...plugin.configs['flat/schema-relay'].rules,
};

const OURS = {
  // Everything is explained, not only types and root fields.
  '@graphql-eslint/require-description': [
    'error',
    {
      types: true,
      DirectiveDefinition: true,
      EnumValueDefinition: true,
      FieldDefinition: true,
      InputValueDefinition: true,
      rootField: true,
    },
  ],
  // The specification lets a connection be paged in one direction: short lists below a record go forwards only.
  '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
  // Lists of other things than edges are no fault: the specification says nothing of them.
  '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
  // Values such as Moment, Alias or a page have no identity; relay.mjs sees to it that the Nodes alone have an id.
  '@graphql-eslint/strict-id-in-types': 'off',
};

/** @returns the checks as `{ name, faults }`, one for each rule. */
export async function lint(served) {
  const sdl = ownPart(served);
  const rules = { ...RULES, ...OURS };
  const eslint = new ESLint({
    overrideConfigFile: true,
    overrideConfig: [
      {
        files: ['**/*.graphql'],
        languageOptions: { parser: plugin.parser, parserOptions: { graphQLConfig: { schema: sdl } } },
        plugins: { '@graphql-eslint': plugin },
        rules,
      },
    ],
  });
  const [{ messages }] = await eslint.lintText(sdl, { filePath: FILE });
  const on = Object.keys(rules).filter((rule) => [rules[rule]].flat()[0] !== 'off');
  const faults = (rule) =>
    messages.filter(({ ruleId }) => ruleId === rule).map(({ line, message }) => `line ${line}: ${message}`);
  return [null, ...on].map((rule) => ({ name: `GraphQL-ESLint: ${rule ?? 'the schema is read'}`, faults: faults(rule) }));
}

/** The schema without the language's own directives, which are printed with it; every line stays where it is. */
function ownPart(sdl) {
  return parse(sdl)
    .definitions.filter(({ kind, name }) => kind === Kind.DIRECTIVE_DEFINITION && LANGUAGE.has(name.value))
    .reduce((text, { loc: { start, end } }) => {
      return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);
    }, sdl);
}
