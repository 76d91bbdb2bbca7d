// A list's name filter and order, as they stand in the address.

import { useLocation } from 'preact-iso';
import { useSpeaking } from '../language/index.tsx';
import { withQuery } from './address.ts';

interface Props {
  query: Record<string, string>;
  /** Whether the list can be ordered by how many meetings there are. */
  ordered?: boolean;
}

export function ListFilter({ query, ordered = false }: Props) {
  const { words } = useSpeaking();
  const { path, route } = useLocation();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    route(withQuery(path, query, Object.fromEntries(new FormData(event.currentTarget as HTMLFormElement)) as Record<string, string>));
  };
  return (
    <form class="line" onSubmit={submit} key={JSON.stringify(query)} aria-label={words.list.filters}>
      <label>{words.list.name} <input name="name" defaultValue={query['name'] ?? ''} maxlength={100} /></label>{' '}
      {ordered && (
        <label>{words.list.order}{' '}
          <select name="order" defaultValue={query['order'] ?? ''}>
            <option value="">{words.list.byName}</option>
            <option value="meetings">{words.list.byMeetings}</option>
          </select>
        </label>
      )}{' '}
      <button type="submit">{words.list.apply}</button>{' '}
      {(query['name'] || query['state'] || query['organisation']) && <a href={path}>{words.list.clear}</a>}
    </form>
  );
}
