// A network as a list: whom, how often, and whom each of them met.

import { Text, useSpeaking } from '../language/index.tsx';
import { pathOf } from '../page/address.ts';
import { Panel } from '../page/Page.tsx';
import { RecordLink } from '../page/RecordLink.tsx';
import type { Network, Party } from './graph.ts';

interface Props {
  of: Network;
  around: (party: Party) => string;
}

export function List({ of, around }: Props) {
  const { words, number } = useSpeaking();
  const others = of.nodes.filter((it) => it.distance > 0);
  const rows = others.map(({ party, ...rest }) => ({ ...rest, slug: party.slug, name: party.name }));
  return (
    <Panel title={words.network.asList} count={others.length} data={rows}>
      {others.length === 0 && <p>{words.network.nobody}</p>}
      {[1, 2, 3].map((distance) => {
        const here = others.filter((it) => it.distance === distance);
        return here.length > 0 && (
          <section key={distance}>
            <h3>{words.network.steps(number(distance))}</h3>
            <ul class="plain parties">{here.map((it) => <Row key={it.party.id} of={it} network={of} around={around} />)}</ul>
          </section>
        );
      })}
    </Panel>
  );
}

interface RowProps {
  of: Network['nodes'][number];
  network: Network;
  around: (party: Party) => string;
}

function Row({ of: { party, meetingCount }, network, around }: RowProps) {
  const { words, link, number } = useSpeaking();
  const parties = new Map(network.nodes.map((it) => [it.party.id, it]));
  const met = network.links.flatMap((it) => {
    const other = parties.get(it.from === party.id ? it.to : it.to === party.id ? it.from : '');
    return other ? [{ ...other, count: it.meetingCount, planned: it.meetings.length === it.meetingCount && it.meetings.every(({ status }) => status !== 'HELD') }] : [];
  });
  const planned = met.length > 0 && met.every((it) => it.planned);
  return (
    <li>
      <RecordLink of={party} />{' '}
      <span class="minor">
        {words.enums.RecordKind[party.__typename === 'Official' ? 'OFFICIAL' : 'ORGANISATION']} · {words.count.meetings(number(meetingCount))}
      </span>{' '}
      {planned && <span class="mark proposed">{words.network.planned}</span>}{' '}
      <a class="minor" href={around(party)}>{words.network.aroundIt}<span class="unseen">: <Text>{party.name}</Text></span> →</a>
      {met.length > 0 && (
        <details class="met">
          <summary>{words.network.metList(number(met.length))}<span class="unseen">: <Text>{party.name}</Text></span></summary>
          <ul>
            {met.map((it) => (
              <li key={it.party.id}>
                <a href={link(`/relation?a=${pathOf(party).slice(1)}&b=${pathOf(it.party).slice(1)}`)}><Text>{it.party.name}</Text></a>{' '}
                <span class="minor">{words.count.meetings(number(it.count))}{it.planned && ` · ${words.network.planned}`}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
