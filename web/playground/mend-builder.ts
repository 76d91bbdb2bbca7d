// Mends `graphiql-explorer` 0.9.0, which knows no list arguments, while it is bundled: the package is no longer changed.
// Each piece of its text must be there exactly so often as it was, or the build stops.

import type { Plugin } from 'vite';

interface Mend {
  /** How often the text is there. */
  times?: number;
  from: string;
  to: string;
}

/** What makes a piece of text that reacts to clicks a checkbox for the keyboard and for screen readers, too. */
const checkbox = (checked: string, label: string) => `role: 'checkbox', tabIndex: 0, 'aria-checked': ${checked}, 'aria-label': ${label}`;

const mends: Mend[] = [
  // Lists, which were logged as an error and not shown, and null, which was the same.
  {
    from: '} else if ((0, _graphql.isScalarType)(argType)) {\n          if (argType.name',
    to: `} else if (sabhaList.isList(arg, argValue)) {
          input = sabhaList.view(React, AbstractArgView, coerceArgValue, this.props);
        } else if (argValue.kind === 'NullValue') {
          input = React.createElement('span', { style: { color: styleConfig.colors.builtin } }, 'null');
        } else if ((0, _graphql.isScalarType)(argType)) {
          if (argType.name`,
  },
  // A number stays one in scalars of our own, such as Revision.
  {
    from: "default:\n          return {\n            kind: 'StringValue',\n            value: String(argType.parseValue(value))",
    to: "default:\n          return {\n            kind: sabhaList.kindOf(argType),\n            value: String(argType.parseValue(value))",
  },
  // A variable without a default left `name: ` with nothing behind it.
  {
    from: 'var defaultValue = variableDefinition.defaultValue;',
    to: `var defaultValue = variableDefinition.defaultValue || ((0, _graphql.isInputObjectType)(argType)
          ? { kind: 'ObjectValue', fields: [] }
          : _this6.props.getDefaultScalarArgValue(_this6.props.parentField, arg, argType));`,
  },
  // Operations without a name.
  {
    times: 2,
    from: 'return definition.name.value === _this6.props',
    to: 'return definition.name && definition.name.value === _this6.props',
  },
  // It put the arguments of GraphiQL's own schema into another order.
  { from: 'var args = field.args.sort(', to: 'var args = field.args.slice().sort(' },
  // The field that was clicked keeps the keyboard: an input took it whenever one appeared.
  { from: 'if (input && activeElement && !(activeElement instanceof HTMLTextAreaElement)) {', to: 'if (false) {' },
  // What could only be clicked.
  {
    from: "{\n            style: { cursor: 'pointer' },\n            onClick: function onClick(event) {\n              var shouldAdd",
    to: `{ ${checkbox('!!argValue', 'arg.name')},
            style: { cursor: 'pointer' },\n            onClick: function onClick(event) {\n              var shouldAdd`,
  },
  { from: "'data-field-name': field.name,", to: `'data-field-name': field.name, ${checkbox('!!selection', 'field.name')},` },
  {
    times: 2,
    from: "style: { cursor: 'pointer' },\n            onClick: selection ?",
    to: `style: { cursor: 'pointer' }, role: 'checkbox', tabIndex: 0, 'aria-checked': !!selection,\n            onClick: selection ?`,
  },
  // What makes a variable of a value was there for the mouse only; the style sheet shows it when it is wanted.
  { from: 'variablizeActionButton = !this.state.displayArgActions ?', to: 'variablizeActionButton = !argValue ?' },
  // Inputs and menus without a name.
  { from: 'onChange: this._handleChange,', to: "'aria-label': arg.name,\n          onChange: this._handleChange," },
  { from: "style: {\n                  backgroundColor: 'white',", to: "'aria-label': arg.name,\n                style: {" },
];

const head = `var sabhaList = require(${JSON.stringify(`${import.meta.dirname}/src/builder/list.ts`)});\n`;

/** Mends the query builder while it is bundled, and where the development server prepares it. */
export function mendBuilder(): Plugin {
  return {
    name: 'sabha-mend-builder',
    transform(text, id) {
      if (!/graphiql-explorer\/dist\/Explorer\.js$/.test(id)) return;
      const mended = mends.reduce((it, mend) => {
        const found = it.split(mend.from).length - 1;
        if (found !== (mend.times ?? 1)) throw new Error(`graphiql-explorer: found ${found} times, not ${mend.times ?? 1}: ${mend.from}`);
        return it.replaceAll(mend.from, () => mend.to);
      }, text);
      return { code: mended.replace("'use strict';", `'use strict';\n${head}`), map: null };
    },
  };
}
