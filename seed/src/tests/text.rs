//! The sample as YAML.

pub(super) const DATASET: &str = "
title: {en: Sample, hi: नमूना}
description: {en: An invented set., hi: एक गढ़ा हुआ संग्रह।}
licence: CC-BY-4.0
languages: [en, hi]
";

pub(super) const STATES: &str = "
- slug: chhattisgarh
  name: {en: Chhattisgarh, hi: छत्तीसगढ़}
  aliases:
    - {text: IN-CT, language: en, kind: common}
  code: IN-CG
  country: india
  capital: raipur
  wikidata: Q1168
  references:
    - {source: ISO 3166-2, field: code, url: 'https://www.iso.org/obp/ui/#iso:code:3166:IN'}
    - {source: Wikidata}
  remark: {en: A remark., hi: एक टिप्पणी।}
- slug: bihar
  name: {en: Bihar, hi: बिहार}
  code: IN-BR
  country: india
";

pub(super) const PLACES: &str = "
- slug: india
  name: {en: India, hi: भारत}
  kind: country
- slug: durg
  formerly: [drug, durg-city]
  name: {en: Durg, hi: दुर्ग}
  kind: district
  within: india
  state: chhattisgarh
- slug: raipur
  name: {en: Raipur, hi: रायपुर}
  kind: city
  within: india
  state: chhattisgarh
  latitude: 21.2514
  longitude: 81.6296
  wikidata: Q203105
- slug: bhilai
  name: {en: Bhilai, hi: भिलाई}
  kind: city
  within: durg
  state: chhattisgarh
";

pub(super) const TOPICS: &str = "
- slug: industry
  name: {en: Industry, hi: उद्योग}
- slug: export
  name: {en: Export, hi: निर्यात}
  broader: industry
- slug: steel-export
  name: {en: Export of steel, hi: इस्पात निर्यात}
  broader: export
";

pub(super) const ORGANISATIONS: &str = "
- slug: durg-administration
  name: {en: District administration of Durg, hi: जिला प्रशासन दुर्ग}
  kind: administration
  parent: state-government
  state: chhattisgarh
  place: durg
  website: https://durg.gov.in
  positions:
    - key: collector
      title: {en: Collector, hi: कलेक्टर}
      evidence: [{at: export-2022@120-129}]
  evidence: [{at: export-2022@100-119}]
- slug: export-committee
  name: {en: Export committee, hi: निर्यात समिति}
  aliases:
    - {text: DEPC, language: en, kind: abbreviation, evidence: [{at: export-2022@11-20}, {at: export-2022@40-44, certainty: possible, note: {en: Perhaps., hi: शायद।}}]}
    - {text: समिति, language: hi, kind: as_printed}
  kind: committee
  positions:
    - key: chair
      title: {en: Chair, hi: अध्यक्ष}
      role: chair
      ex_officio: durg-administration/collector
    - key: member
      title: {en: Member, hi: सदस्य}
      role: member
  figures:
    - key: exports
      measure: {en: Exports, hi: निर्यात}
      comparator: more_than
      value: '90000000000'
      unit: USD
      as_of: {edtf: 2021/2022, certainty: inferred, note: {en: The year before., hi: पिछला वर्ष।}}
      certainty: inferred
      note: {en: As told., hi: जैसा कहा गया।}
      evidence: [{at: export-2022@300-330}]
- slug: state-government
  name: {en: State government, hi: राज्य सरकार}
  kind: government
";

pub(super) const OFFICIALS: &str = "
- slug: a-verma
  name: {en: A. Verma, hi: ए. वर्मा}
  honorific: {en: Shri, hi: श्री}
  appointments:
    - position: durg-administration/collector
      observed: {edtf: 2022-05~}
      evidence: [{at: export-2022@130-139}]
    - position: export-committee/chair
      certainty: possible
      note: {en: By his office., hi: पद के कारण।}
  evidence: [{at: export-2022@130-137, field: name}, {at: export-2022@130-139}]
- slug: b-rao
  name: {en: B. Rao, hi: बी. राव}
";

pub(super) const POLICIES: &str = "
- slug: export-plan
  name: {en: Export plan, hi: निर्यात योजना}
  kind: action_plan
  issuer: export-committee
  state: chhattisgarh
  period: {edtf: 2022/2030}
  summary: {en: A plan for exports., hi: निर्यात की योजना।}
  topics: [steel-export, industry]
  related:
    - {kind: part_of, policy: industry-policy, certainty: inferred, note: {en: It says so elsewhere., hi: अन्यत्र कहा है।}, evidence: [{at: export-2022@400-420}]}
- slug: industry-policy
  name: {en: Industrial policy, hi: औद्योगिक नीति}
  kind: policy
";

pub(super) const ARTICLES: &str = "
- slug: export-2022
  name: {en: Report on exports, hi: निर्यात पर समाचार}
  file: 002.txt
  language: hi
  publisher: state-government
  byline: A reporter
  dateline: durg
  published: {edtf: 2022-05}
  url: https://example.org/002
  statements:
    - key: hope
      channel: reported
      modality: expectation
      text: {en: Exports may grow., hi: निर्यात बढ़ सकता है।}
      topics: [export]
      evidence: [{at: export-2022@900-950}]
  boilerplate:
    - {at: export-2022@0-10, note: {en: Heading., hi: शीर्षक।}}
    - {at: export-2022@4900-5000}
  without_facts:
    - {at: export-2022@860-899}
- slug: talks-2023
  name: {en: Report on talks, hi: वार्ता पर समाचार}
  file: 003.txt
  language: hi
";

pub(super) const MEETINGS: &str = "
- slug: export-meeting-2022
  name: {en: Meeting on exports, hi: निर्यात पर बैठक}
  kind: committee_meeting
  status: held
  format: virtual
  when: {edtf: 2022-05~, certainty: inferred, note: {en: The month of the report., hi: समाचार का महीना।}}
  summary: {en: Officials met., hi: अधिकारी मिले।}
  place: bhilai
  venue: durg-administration
  states: [chhattisgarh, bihar]
  part_of: export-week-2022
  topics: [steel-export, export]
  participations:
    - roles: [chair, speaker]
      official: a-verma
      organisation: export-committee
      appointment: export-committee/chair
      evidence: [{at: export-2022@130-160}, {at: export-2022@161-170, field: roles}]
    - roles: [attendee]
      key: rao-for-government
      official: b-rao
      organisation: state-government
      certainty: possible
      note: {en: Whose bracket?, hi: किसका कोष्ठक?}
    - roles: [host]
      organisation: state-government
    - roles: [attendee]
      key: industrialists
      group: {en: Industrialists, hi: उद्योगपति}
      evidence: [{at: talks-2023@10-20}]
  policies:
    - {policy: export-plan, relation: discussed, evidence: [{at: export-2022@500-520}]}
    - {policy: export-plan, relation: advances, certainty: inferred, note: {en: By its outcome., hi: परिणाम से।}}
  outcomes:
    - key: plan-it
      kind: agreement
      text: {en: A plan is to be made., hi: योजना बनेगी।}
      due: {edtf: 2022-08}
      responsible: [export-committee, durg-administration]
      decided_by: [a-verma]
      policies: [export-plan]
      certainty: inferred
      note: {en: From the text., hi: पाठ से।}
      evidence: [{at: export-2022@600-650}]
    - key: report
      kind: task
      text: {en: A report., hi: एक रिपोर्ट।}
  statements:
    - key: growth
      channel: speech
      modality: opinion
      text: {en: Growth is good., hi: वृद्धि अच्छी है।}
      speaker: a-verma
      organisation: durg-administration
      topics: [industry, export]
      evidence: [{at: export-2022@700-750}]
  evidence:
    - {at: export-2022@20-60}
    - {at: export-2022@60-66, field: when, certainty: inferred, note: {en: Dateline., hi: दिनांक-पंक्ति।}}
  remark: {en: Kept apart., hi: अलग रखा।}
- slug: export-week-2022
  name: {en: Export week, hi: निर्यात सप्ताह}
  kind: tour
  status: scheduled
  format: unstated
  when: {edtf: 2022-05-01/..}
  place: raipur
  participations:
    - roles: [visitor]
      official: a-verma
";
