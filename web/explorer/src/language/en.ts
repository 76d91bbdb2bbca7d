// Every word that the explorer says of itself, in English. What the dataset says comes from the dataset.

import type { Enums } from './enums.ts';

const plural = (count: string, one: string, many: string) => `${count} ${count === '1' ? one : many}`;

const enums: Enums = {
  RecordKind: { MEETING: 'Meeting', OFFICIAL: 'Official', ORGANISATION: 'Organisation', POLICY: 'Policy', STATE: 'State', PLACE: 'Place', TOPIC: 'Topic', ARTICLE: 'Article' },
  MeetingKind: {
    CONSULTATION: 'Consultation', TALKS: 'Talks', COMMITTEE_MEETING: 'Committee meeting', CABINET_MEETING: 'Cabinet meeting', RECEPTION: 'Reception',
    SITE_VISIT: 'Site visit', PUBLIC_EVENT: 'Public event', EXHIBITION: 'Exhibition', TOUR: 'Tour', ARRIVAL: 'Arrival', OTHER: 'Other',
  },
  MeetingStatus: { HELD: 'Held', SCHEDULED: 'Scheduled', PROPOSED: 'Proposed', CANCELLED: 'Cancelled' },
  MeetingFormat: { IN_PERSON: 'In person', VIRTUAL: 'Virtual', HYBRID: 'Hybrid', UNSTATED: 'Not stated' },
  ParticipationRole: {
    CHAIR: 'chair', HOST: 'host', CO_ORGANISER: 'co-organiser', SPECIAL_GUEST: 'special guest', SPEAKER: 'speaker', ATTENDEE: 'attended', VISITOR: 'visitor', INVITEE: 'invited',
  },
  Certainty: { STATED: 'stated', INFERRED: 'inferred', POSSIBLE: 'possible' },
  MentionRelation: { CITED: 'named', DISCUSSED: 'discussed', EXPLAINED: 'explained', ADVANCES: 'a step towards it', IMPLEMENTS: 'being carried out', DECIDED: 'decided' },
  OutcomeKind: { DECISION: 'Decision', DIRECTIVE: 'Directive', AGREEMENT: 'Agreement', TASK: 'Task', PROPOSAL: 'Proposal' },
  Modality: { ASSERTION: 'Told as a fact', COMMITMENT: 'A promise', PROPOSAL: 'A suggestion', EXPECTATION: 'A hope', OPINION: 'A judgement', REQUEST: 'A request' },
  StatementChannel: { SPEECH: 'in a speech', TALKS: 'in talks', SOCIAL_MEDIA: 'on social media', PRESS: 'to the press', REPORTED: 'as reported' },
  OrganisationKind: {
    GOVERNMENT: 'Government', DEPARTMENT: 'Department', DIRECTORATE: 'Directorate', ADMINISTRATION: 'Administration', MUNICIPAL_BODY: 'Municipal body', CABINET: 'Cabinet',
    COMMITTEE: 'Committee', PUBLIC_AGENCY: 'Public agency', PUBLIC_CORPORATION: 'Public corporation', BANK: 'Bank', INSTITUTE: 'Institute', TECHNOLOGY_HUB: 'Technology hub',
    COMPANY: 'Company', TRADE_ASSOCIATION: 'Trade association', EXPORT_COUNCIL: 'Export council', FOREIGN_AGENCY: 'Foreign agency', DIPLOMATIC_MISSION: 'Diplomatic mission',
    MEDIA: 'Media', OTHER: 'Other',
  },
  PolicyKind: { POLICY: 'Policy', PROGRAMME: 'Programme', MISSION: 'Mission', VISION: 'Vision', SCHEME: 'Scheme', ACTION_PLAN: 'Action plan', PROJECT: 'Project', INITIATIVE: 'Initiative' },
  PolicyRelationKind: { SUCCEEDS: 'follows', PRECEDES: 'comes before', PART_OF: 'is part of', HAS_PART: 'has the part', POSSIBLY_SAME_AS: 'is possibly the same as' },
  PlaceKind: { COUNTRY: 'Country', REGION: 'Region', DISTRICT: 'District', CITY: 'City', LOCALITY: 'Locality', VENUE: 'Venue', SITE: 'Site' },
  AliasKind: { AS_PRINTED: 'as printed', ABBREVIATION: 'short form', TRANSLITERATION: 'transliteration', ALTERNATIVE_READING: 'another reading', COMMON: 'common usage' },
  Comparator: { EQUAL: '', AT_LEAST: 'at least', MORE_THAN: 'more than', AT_MOST: 'at most', LESS_THAN: 'less than', ABOUT: 'about' },
  ChangeAction: { CREATED: 'new', UPDATED: 'changed', MERGED: 'merged', DELETED: 'deleted' },
  SeatRole: { CHAIR: 'chair', MEMBER: 'member', MEMBER_SECRETARY: 'member secretary' },
  MeetingFacet: { STATE: 'State', KIND: 'Kind', STATUS: 'Status', FORMAT: 'Format', PLACE: 'Place', TOPIC: 'Topic', OFFICIAL: 'Official', ORGANISATION: 'Organisation', POLICY: 'Policy', YEAR: 'Year', MONTH: 'Month', ARTICLE: 'Article' },
};

export const en = {
  site: {
    name: 'Sabha', claim: 'Who met whom, when and where, about what, and which source says so.', skip: 'To the content', menu: 'Pages', language: 'हिन्दी',
    languageHint: 'This page in Hindi', search: 'Search', searchHint: 'Name, place, topic … in Hindi or English', playground: 'Playground', loading: 'Loading …', retry: 'Try again',
    newer: 'The dataset has a newer revision.', reload: 'Show it', revision: (it: string) => `Revision ${it}`, updated: (it: string) => `as of ${it}`, licence: 'Licence of the data',
    notFound: 'There is no such page', notFoundText: 'Nothing is at this address. The search above finds records by any of their names.', failed: 'This could not be read', home: 'Start',
    partial: 'A part of the answer is missing.',
  },
  kinds: {
    MEETING: 'Meetings', OFFICIAL: 'Officials', ORGANISATION: 'Organisations', POLICY: 'Policies', STATE: 'States', PLACE: 'Places', TOPIC: 'Topics', ARTICLE: 'Articles',
  },
  pages: { timeline: 'Timeline', network: 'Network', map: 'Map', relation: 'Relation', about: 'About the data' },
  enums,
  home: {
    lead: 'Sabha holds meetings of officials and organisations in Indian public life as articles report them: each fact with the place in the article that says it.',
    newest: 'Newest meetings', all: 'All meetings', planned: 'Planned', plannedHint: 'Announced, and no source says yet that they took place.', most: 'Seen in the most meetings', ways: 'Ways in', due: 'Deadlines named',
  },
  fact: {
    when: 'When', where: 'Where', venue: 'At', status: 'Status', format: 'How', states: 'States', topics: 'Topics', partOf: 'Part of', parts: 'Parts', participants: 'Who took part', policies: 'Policies', outcomes: 'What came of it',
    statements: 'What was said', articles: 'Articles', names: 'Other names', remark: 'Curator’s remark', references: 'General knowledge', history: 'Changes', due: 'due', responsible: 'responsible', decidedBy: 'decided by', meetings: 'Meetings',
    counterparts: 'Met with', positions: 'Posts', appointments: 'In office', observed: 'seen', parent: 'Belongs to', children: 'Bodies within', website: 'Website', officials: 'Officials', figures: 'Figures', issued: 'Policies issued', issuer: 'Issued by',
    period: 'Period', related: 'Related policies', mentions: 'In meetings', capital: 'Capital', code: 'Code', within: 'Lies in', narrower: 'Narrower topics', broader: 'Broader topic', publisher: 'Publisher', byline: 'By',
    published: 'Published', dateline: 'Dateline', language: 'Language', url: 'To read', sha256: 'SHA-256 of the text', citations: 'Cited places', records: 'Records that cite it', length: 'Length', asOf: 'as of', identifiers: 'Identifiers', exOfficio: 'by office',
    codePoints: (it: string) => `${it} characters`, none: 'No source says.', coordinates: 'Coordinates',
  },
  count: {
    meetings: (it: string) => plural(it, 'meeting', 'meetings'),
    more: (it: string) => `and ${it} more`,
  },
  time: {
    certain: 'certain', possible: 'possible', uncertain: 'The day is not certain.', plan: 'A plan: no source says that it took place.', between: (from: string, to: string) => `between ${from} and ${to}`,
    undated: (it: string) => `${it} without a date`, year: 'by year', month: 'by month', day: 'by day',
  },
  evidence: {
    title: 'Evidence', show: (it: string) => `Evidence: ${plural(it, 'source', 'sources')}`, none: 'no evidence of its own', line: (it: string) => `line ${it}`, span: (from: string, to: string) => `characters ${from}–${to}`, quote: 'Words of the article',
    note: 'Note', field: 'for', inferred: 'It follows from the source; the note says how.', possible: 'The source can be read this way, and another way too.',
  },
  list: {
    next: 'Next page', previous: 'Page before', first: 'To the beginning', empty: 'Nothing fits.', clear: 'Remove all filters', remove: (it: string) => `Remove filter: ${it}`, filters: 'Filters', from: 'From', to: 'To', apply: 'Apply', possibly: 'Possibly in this time, not surely', order: 'Order',
    newest: 'Newest first', oldest: 'Oldest first', byName: 'By name', byMeetings: 'By meetings', pages: 'Pages of the list', found: 'Found', name: 'Name contains',
  },
  panel: { playground: 'Open this query in the playground', json: 'JSON', csv: 'CSV', download: (what: string, how: string) => `${what} as ${how}`, cite: 'Cite', copy: 'Copy', copied: 'Copied', citation: 'Citation', tools: 'Query and data' },
  search: { title: 'Search', prompt: 'Type a name, a word, a place: in Devanagari, English letters, or Hindi in English letters.', results: (it: string) => `Found for “${it}”`, none: (it: string) => `Nothing is found for “${it}”.`, kinds: 'Kinds', all: 'All kinds', suggestions: 'Suggestions' },
  relation: { title: 'Who met whom', lead: 'The meetings in which both took part, each with its evidence.', a: 'First', b: 'Second', show: 'Show', between: (a: string, b: string) => `${a} and ${b}`, none: 'No source shows both in one meeting.', path: 'The shortest way from one to the other', choose: 'Choose two officials or organisations.', pick: 'Type a name',
    unknown: (it: string) => `There is no official and no organisation at “${it}”.`, same: 'Both sides are the same: choose another.', change: 'Choose another', together: 'Meetings of both', step: 'met', noPath: 'There is no way from one to the other within four meetings.',
    onlyPlans: 'All of these are plans: no source says that they met.', missing: 'Not chosen yet', somePlans: (it: string) => `${it} of these planned or called off: no source says that they took place.`,
  },
  network: { title: 'Network', lead: 'Whom somebody met, and who met one another. A line is meetings that took place; dashed, meetings that were only planned.', depth: 'Steps', plans: 'With plans', truncated: 'The best connected are shown; there are more.', asList: 'The same as a list', choose: 'Choose an official or an organisation.',
    page: 'To the page', other: 'Around somebody else', picture: 'The network as a drawing', nobody: 'No source shows a meeting with anybody else.', planned: 'only planned', hub: 'meeting of many', aroundIt: 'around it',
    how: 'A mark leads to the network around it, a name to its page, a line to the meetings of the two. The thicker a line, the more meetings.', thinned: 'Between the others only the strongest lines are drawn; the list has all.', aroundThis: (it: string) => `Around: ${it}`,
    line: (a: string, b: string, count: string) => `${a} and ${b}: ${count}`, steps: (it: string) => plural(it, 'meeting away', 'meetings away'), metList: (it: string) => `met ${it}`, metMany: (it: string) => `met ${plural(it, 'other', 'others')}`,
  },
  map: { title: 'Map', lead: 'Meetings by the state that they concern. The stronger the colour, the more meetings.', outline: 'Outline: @svg-maps/india, CC-BY-4.0; it shows no claim about borders.', places: 'Places', none: 'no meetings yet', dot: 'place with meetings', empty: 'place without', older: 'It is older than Ladakh, which it shows within Jammu and Kashmir.' },
  timeline: { title: 'Timeline', lead: 'Meetings by time. A date that is not certain counts as possible in each period in which it may lie.',
    bars: 'Meetings by period', spans: 'Each meeting', size: 'Length of the periods', asList: 'These meetings as a list', asTable: 'The same as a table', certain: 'took place, surely then', possible: 'took place, possibly then', planned: 'planned, or called off',
    fallen: 'falls out of the filters', open: (it: string) => `${it} of them with an open end`, many: (it: string) => `Each meeting is drawn where there are at most ${it}: choose a shorter time, or a filter.`,
    period: (name: string, certain: string, possible: string, planned: string) => `${name}: ${certain} certain, ${possible} possible, ${planned} planned`,
  },
  about: {
    title: 'About the data', covers: 'What is covered', sure: 'How sure it is', sureText: 'Each fact names the article and the place in it. “Stated” is what a source says; “inferred” follows from it, with a note that says how; “possible” can be read another way too. A plan stays a plan until a source says that it took place. Dates are as exact as the sources, no more.',
    limits: 'What it is not', limitsText: 'It is not complete: it holds what the cited articles report. That somebody is missing from a meeting means that no cited source names them. The articles’ texts belong to their publishers and are not part of the data.',
    get: 'Take it along', getText: 'The whole dataset may be taken, asked and built on.', map: 'The map', fonts: 'Fonts and software', fontsText: 'The licences of what this page is made of:',
  },
};

export type Words = typeof en;
