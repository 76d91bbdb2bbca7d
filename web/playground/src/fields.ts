// Which fields are asked for when a query names none: GraphiQL adds them to what is run, the query builder to fragments.

import { getNamedType, getNullableType, isLeafType, type GraphQLInterfaceType, type GraphQLObjectType, type GraphQLType } from 'graphql';

/** A connection's nodes, a record's slug and name; of other things the first columns. */
export function fieldsToBeginWith(type: GraphQLType): string[] {
  const fields = (getNullableType(type) as GraphQLObjectType | GraphQLInterfaceType).getFields?.();
  if (!fields) return ['__typename'];
  if (fields['nodes']) return ['nodes'];
  if (fields['slug'] && fields['name']) return ['slug', 'name'];
  const columns = Object.values(fields).filter((it) => isLeafType(getNamedType(it.type)) && it.args.length === 0 && it.name !== 'id');
  return columns.length > 0 ? columns.slice(0, 3).map((it) => it.name) : ['__typename'];
}
