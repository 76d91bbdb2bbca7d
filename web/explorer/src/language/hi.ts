// Every word that the explorer says of itself, in Hindi: the same keys as in English.

import type { Words } from './en.ts';

const count = (number: string, what: string) => `${number} ${what}`;

export const hi: Words = {
  site: {
    name: 'सभा', claim: 'कौन किससे मिला, कब और कहाँ, किस विषय पर — और कौन-सा स्रोत ऐसा कहता है।', skip: 'सामग्री पर जाएँ', menu: 'पृष्ठ', language: 'English',
    languageHint: 'यह पृष्ठ अंग्रेज़ी में', search: 'खोजें', searchHint: 'नाम, स्थान, विषय … हिन्दी या अंग्रेज़ी में', playground: 'प्लेग्राउंड', loading: 'लोड हो रहा है …', retry: 'फिर से कोशिश करें',
    newer: 'आँकड़ों का नया संस्करण उपलब्ध है।', reload: 'दिखाएँ', revision: (it) => `संस्करण ${it}`, updated: (it) => `${it} तक`, licence: 'आँकड़ों का लाइसेंस',
    notFound: 'ऐसा कोई पृष्ठ नहीं है', notFoundText: 'इस पते पर कुछ नहीं है। ऊपर की खोज से अभिलेख अपने किसी भी नाम से मिल जाते हैं।', failed: 'यह पढ़ा नहीं जा सका', home: 'आरंभ',
    partial: 'उत्तर का एक भाग नहीं मिला।',
  },
  kinds: { MEETING: 'बैठकें', OFFICIAL: 'पदाधिकारी', ORGANISATION: 'संगठन', POLICY: 'नीतियाँ', STATE: 'राज्य', PLACE: 'स्थान', TOPIC: 'विषय', ARTICLE: 'समाचार' },
  pages: { timeline: 'समयरेखा', network: 'संपर्क-जाल', map: 'मानचित्र', relation: 'संबंध', about: 'आँकड़ों के बारे में' },
  enums: {
    RecordKind: { MEETING: 'बैठक', OFFICIAL: 'पदाधिकारी', ORGANISATION: 'संगठन', POLICY: 'नीति', STATE: 'राज्य', PLACE: 'स्थान', TOPIC: 'विषय', ARTICLE: 'समाचार' },
    MeetingKind: {
      CONSULTATION: 'परामर्श', TALKS: 'वार्ता', COMMITTEE_MEETING: 'समिति की बैठक', CABINET_MEETING: 'मंत्रिमंडल की बैठक', RECEPTION: 'स्वागत समारोह', SITE_VISIT: 'स्थल का दौरा',
      PUBLIC_EVENT: 'सार्वजनिक कार्यक्रम', EXHIBITION: 'प्रदर्शनी', TOUR: 'यात्रा', ARRIVAL: 'आगमन', OTHER: 'अन्य',
    },
    MeetingStatus: { HELD: 'संपन्न', SCHEDULED: 'निर्धारित', PROPOSED: 'प्रस्तावित', CANCELLED: 'रद्द' },
    MeetingFormat: { IN_PERSON: 'आमने-सामने', VIRTUAL: 'वर्चुअल', HYBRID: 'हाइब्रिड', UNSTATED: 'उल्लेख नहीं' },
    ParticipationRole: {
      CHAIR: 'अध्यक्षता', HOST: 'मेज़बान', CO_ORGANISER: 'सह-आयोजक', SPECIAL_GUEST: 'विशिष्ट अतिथि', SPEAKER: 'वक्ता', ATTENDEE: 'उपस्थित', VISITOR: 'आगंतुक', INVITEE: 'आमंत्रित',
    },
    Certainty: { STATED: 'कथित', INFERRED: 'अनुमित', POSSIBLE: 'संभव' },
    MentionRelation: { CITED: 'उल्लेख', DISCUSSED: 'चर्चा हुई', EXPLAINED: 'समझाई गई', ADVANCES: 'उसकी ओर एक क़दम', IMPLEMENTS: 'क्रियान्वयन', DECIDED: 'निर्णय हुआ' },
    OutcomeKind: { DECISION: 'निर्णय', DIRECTIVE: 'निर्देश', AGREEMENT: 'समझौता', TASK: 'कार्य', PROPOSAL: 'प्रस्ताव' },
    Modality: { ASSERTION: 'तथ्य के रूप में कहा', COMMITMENT: 'वचन', PROPOSAL: 'सुझाव', EXPECTATION: 'अपेक्षा', OPINION: 'मत', REQUEST: 'आग्रह' },
    StatementChannel: { SPEECH: 'भाषण में', TALKS: 'वार्ता में', SOCIAL_MEDIA: 'सोशल मीडिया पर', PRESS: 'प्रेस से', REPORTED: 'समाचार के अनुसार' },
    OrganisationKind: {
      GOVERNMENT: 'सरकार', DEPARTMENT: 'विभाग', DIRECTORATE: 'संचालनालय', ADMINISTRATION: 'प्रशासन', MUNICIPAL_BODY: 'नगरीय निकाय', CABINET: 'मंत्रिमंडल', COMMITTEE: 'समिति',
      PUBLIC_AGENCY: 'सरकारी संस्था', PUBLIC_CORPORATION: 'सरकारी निगम', BANK: 'बैंक', INSTITUTE: 'संस्थान', TECHNOLOGY_HUB: 'टेक्नोलॉजी हब', COMPANY: 'कंपनी',
      TRADE_ASSOCIATION: 'व्यापार संघ', EXPORT_COUNCIL: 'निर्यात परिषद', FOREIGN_AGENCY: 'विदेशी संस्था', DIPLOMATIC_MISSION: 'राजनयिक मिशन', MEDIA: 'समाचार माध्यम', OTHER: 'अन्य',
    },
    PolicyKind: { POLICY: 'नीति', PROGRAMME: 'कार्यक्रम', MISSION: 'मिशन', VISION: 'विज़न', SCHEME: 'योजना', ACTION_PLAN: 'कार्य-योजना', PROJECT: 'परियोजना', INITIATIVE: 'पहल' },
    PolicyRelationKind: { SUCCEEDS: 'इसके बाद की', PRECEDES: 'इससे पहले की', PART_OF: 'इसका अंग', HAS_PART: 'इसका एक अंग', POSSIBLY_SAME_AS: 'संभवतः यही' },
    PlaceKind: { COUNTRY: 'देश', REGION: 'क्षेत्र', DISTRICT: 'ज़िला', CITY: 'शहर', LOCALITY: 'इलाक़ा', VENUE: 'भवन', SITE: 'स्थल' },
    AliasKind: { AS_PRINTED: 'जैसा छपा', ABBREVIATION: 'संक्षेप', TRANSLITERATION: 'लिप्यंतरण', ALTERNATIVE_READING: 'दूसरा पाठ', COMMON: 'प्रचलित' },
    Comparator: { EQUAL: '', AT_LEAST: 'कम से कम', MORE_THAN: 'से अधिक:', AT_MOST: 'अधिक से अधिक', LESS_THAN: 'से कम:', ABOUT: 'लगभग' },
    ChangeAction: { CREATED: 'नया', UPDATED: 'बदला', MERGED: 'विलय', DELETED: 'हटाया' },
    SeatRole: { CHAIR: 'अध्यक्ष', MEMBER: 'सदस्य', MEMBER_SECRETARY: 'सदस्य सचिव' },
    MeetingFacet: { STATE: 'राज्य', KIND: 'प्रकार', STATUS: 'स्थिति', FORMAT: 'माध्यम', PLACE: 'स्थान', TOPIC: 'विषय', OFFICIAL: 'पदाधिकारी', ORGANISATION: 'संगठन', POLICY: 'नीति', YEAR: 'वर्ष', MONTH: 'महीना', ARTICLE: 'समाचार' },
  },
  home: {
    lead: 'सभा में भारतीय सार्वजनिक जीवन के पदाधिकारियों और संगठनों की बैठकें हैं, जैसी समाचारों में आईं: हर तथ्य के साथ समाचार का वह स्थान, जहाँ वह लिखा है।',
    newest: 'नवीनतम बैठकें', all: 'सभी बैठकें', planned: 'आगे की योजना', plannedHint: 'घोषित हैं; अब तक कोई स्रोत नहीं कहता कि वे हुईं।', most: 'सबसे अधिक बैठकों में', ways: 'आरंभ कहाँ से करें', due: 'बताई गई समय-सीमाएँ',
  },
  fact: {
    when: 'कब', where: 'कहाँ', venue: 'किसके यहाँ', status: 'स्थिति', format: 'माध्यम', states: 'राज्य', topics: 'विषय', partOf: 'किसका अंग', parts: 'अंग', participants: 'कौन शामिल हुआ', policies: 'नीतियाँ', outcomes: 'क्या निकला',
    statements: 'क्या कहा गया', articles: 'समाचार', names: 'अन्य नाम', remark: 'संपादक की टिप्पणी', references: 'सामान्य ज्ञान', history: 'बदलाव', due: 'समय-सीमा', responsible: 'ज़िम्मेदार', decidedBy: 'निर्णय', meetings: 'बैठकें',
    counterparts: 'किनसे मिले', positions: 'पद', appointments: 'पद पर', observed: 'तब देखे गए', parent: 'किसके अधीन', children: 'अधीन निकाय', website: 'वेबसाइट', officials: 'पदाधिकारी', figures: 'आँकड़े', issued: 'जारी नीतियाँ', issuer: 'जारीकर्ता',
    period: 'अवधि', related: 'संबंधित नीतियाँ', mentions: 'बैठकों में', capital: 'राजधानी', code: 'कूट', within: 'कहाँ स्थित', narrower: 'उप-विषय', broader: 'व्यापक विषय', publisher: 'प्रकाशक', byline: 'लेखक',
    published: 'प्रकाशित', dateline: 'स्थान (डेटलाइन)', language: 'भाषा', url: 'पढ़ने के लिए', sha256: 'पाठ का SHA-256', citations: 'उद्धृत अंश', records: 'इसे उद्धृत करने वाले अभिलेख', length: 'लंबाई', asOf: 'तिथि', identifiers: 'पहचान', exOfficio: 'पदेन',
    codePoints: (it) => `${it} वर्ण`, none: 'किसी स्रोत में नहीं।', coordinates: 'निर्देशांक',
  },
  count: {
    meetings: (it) => count(it, it === '1' ? 'बैठक' : 'बैठकें'),
    more: (it) => `और ${it}`,
  },
  time: {
    certain: 'निश्चित', possible: 'संभव', uncertain: 'दिन निश्चित नहीं है।', plan: 'योजना: कोई स्रोत नहीं कहता कि यह हुई।', between: (from, to) => `${from} और ${to} के बीच`,
    undated: (it) => `${it} बिना तिथि के`, year: 'वर्षवार', month: 'महीनेवार', day: 'दिनवार',
  },
  evidence: {
    title: 'प्रमाण', show: (it) => `प्रमाण: ${it} स्रोत`, none: 'अपना प्रमाण नहीं', line: (it) => `पंक्ति ${it}`, span: (from, to) => `वर्ण ${from}–${to}`, quote: 'समाचार के शब्द', note: 'टिप्पणी', field: 'किसके लिए',
    inferred: 'यह स्रोत से निकलता है; कैसे, यह टिप्पणी बताती है।', possible: 'स्रोत को ऐसे भी पढ़ा जा सकता है और दूसरी तरह भी।',
  },
  list: {
    next: 'अगला पृष्ठ', previous: 'पिछला पृष्ठ', first: 'शुरुआत पर', empty: 'कुछ नहीं मिला।', clear: 'सभी छँटनियाँ हटाएँ', remove: (it) => `छँटनी हटाएँ: ${it}`, filters: 'छँटनी', from: 'से', to: 'तक', apply: 'लागू करें', possibly: 'इस समय में संभवतः, निश्चित नहीं', order: 'क्रम',
    newest: 'नए पहले', oldest: 'पुराने पहले', byName: 'नाम से', byMeetings: 'बैठकों से', pages: 'सूची के पृष्ठ', found: 'मिलीं', name: 'नाम में',
  },
  panel: { playground: 'यह प्रश्न प्लेग्राउंड में खोलें', json: 'JSON', csv: 'CSV', download: (what, how) => `${what}, ${how} के रूप में`, cite: 'उद्धरण', copy: 'कॉपी करें', copied: 'कॉपी हो गया', citation: 'उद्धरण का पाठ', tools: 'प्रश्न और आँकड़े' },
  search: { title: 'खोज', prompt: 'कोई नाम, शब्द या स्थान लिखें: देवनागरी में, अंग्रेज़ी में, या अंग्रेज़ी अक्षरों में हिन्दी।', results: (it) => `“${it}” की खोज`, none: (it) => `“${it}” के लिए कुछ नहीं मिला।`, kinds: 'प्रकार', all: 'सभी प्रकार', suggestions: 'सुझाव' },
  relation: { title: 'कौन किससे मिला', lead: 'वे बैठकें जिनमें दोनों शामिल थे, हर एक अपने प्रमाण के साथ।', a: 'पहला', b: 'दूसरा', show: 'दिखाएँ', between: (a, b) => `${a} और ${b}`, none: 'कोई स्रोत दोनों को एक बैठक में नहीं दिखाता।', path: 'एक से दूसरे तक सबसे छोटा रास्ता', choose: 'दो पदाधिकारी या संगठन चुनें।', pick: 'नाम लिखें',
    unknown: (it) => `“${it}” पर कोई पदाधिकारी या संगठन नहीं है।`, same: 'दोनों पक्ष एक ही हैं: कोई दूसरा चुनें।', change: 'दूसरा चुनें', together: 'दोनों की बैठकें', step: 'से मिले', noPath: 'चार बैठकों के भीतर एक से दूसरे तक कोई रास्ता नहीं है।',
    onlyPlans: 'ये सब योजनाएँ हैं: कोई स्रोत नहीं कहता कि वे मिले।', missing: 'अभी नहीं चुना', somePlans: (it) => `इनमें से ${it} योजना या रद्द: कोई स्रोत नहीं कहता कि वे हुईं।`,
  },
  network: { title: 'संपर्क-जाल', lead: 'कौन किससे मिला: रेखा उन बैठकों की है जो हुईं; टूटी रेखा केवल योजनाओं की।', depth: 'क़दम', plans: 'योजनाओं सहित', truncated: 'सबसे जुड़े हुए दिखाए गए हैं; और भी हैं।', asList: 'यही सूची के रूप में', choose: 'कोई पदाधिकारी या संगठन चुनें।',
    page: 'पृष्ठ पर जाएँ', other: 'किसी और के आसपास', picture: 'संपर्क-जाल का चित्र', nobody: 'कोई स्रोत किसी और के साथ बैठक नहीं दिखाता।', planned: 'केवल योजना', hub: 'बहुतों की बैठक', aroundIt: 'इसके आसपास',
    how: 'चिह्न अपने आसपास का जाल खोलता है, नाम अपना पृष्ठ, और रेखा दोनों की बैठकें। रेखा जितनी मोटी, बैठकें उतनी अधिक।', thinned: 'बाक़ी लोगों के बीच केवल सबसे मज़बूत रेखाएँ खींची गई हैं; सूची में सभी हैं।', aroundThis: (it) => `आसपास: ${it}`,
    line: (a, b, meetings) => `${a} और ${b}: ${meetings}`, steps: (it) => `${it} बैठक दूर`, metList: (it) => `${it} से मिले`, metMany: (it) => `${it} अन्य से मिले`,
  },
  map: { title: 'मानचित्र', lead: 'बैठकें, जिस राज्य से उनका संबंध है। रंग जितना तेज़, बैठकें उतनी अधिक।', outline: 'रूपरेखा: @svg-maps/india, CC-BY-4.0; सीमाओं के बारे में यह कोई दावा नहीं है।', places: 'स्थान', none: 'अब तक कोई बैठक नहीं', dot: 'बैठकों वाला स्थान', empty: 'बिना बैठक का स्थान', older: 'यह लद्दाख बनने से पहले की है और उसे जम्मू और कश्मीर में दिखाती है।' },
  timeline: { title: 'समयरेखा', lead: 'समय के अनुसार बैठकें। जो तिथि निश्चित नहीं है, वह हर उस अवधि में संभव गिनी जाती है जिसमें वह हो सकती है।',
    bars: 'अवधि के अनुसार बैठकें', spans: 'हर बैठक', size: 'अवधि की लंबाई', asList: 'यही बैठकें सूची के रूप में', asTable: 'यही तालिका के रूप में', certain: 'हुई, निश्चित रूप से तब', possible: 'हुई, संभवतः तब', planned: 'योजना, या रद्द',
    fallen: 'छँटनी से बाहर', open: (it) => `इनमें से ${it} का अंत खुला`, many: (it) => `हर बैठक तभी दिखाई जाती है जब वे अधिक से अधिक ${it} हों: कम समय या कोई छँटनी चुनें।`,
    period: (name, certain, possible, planned) => `${name}: ${certain} निश्चित, ${possible} संभव, ${planned} योजना`,
  },
  about: {
    title: 'आँकड़ों के बारे में', covers: 'इनमें क्या है', sure: 'कितना निश्चित', sureText: 'हर तथ्य अपना समाचार और उसमें अपना स्थान बताता है। “कथित” वह है जो स्रोत कहता है; “अनुमित” उससे निकलता है और टिप्पणी बताती है कैसे; “संभव” को दूसरी तरह भी पढ़ा जा सकता है। योजना तब तक योजना रहती है जब तक कोई स्रोत न कहे कि वह हुई। तिथियाँ उतनी ही सटीक हैं जितने स्रोत, उससे अधिक नहीं।',
    limits: 'ये क्या नहीं हैं', limitsText: 'ये पूरे नहीं हैं: इनमें वही है जो उद्धृत समाचारों में आया। किसी बैठक में किसी का नाम न होने का अर्थ इतना ही है कि किसी उद्धृत स्रोत ने नाम नहीं लिया। समाचारों के पाठ उनके प्रकाशकों के हैं और आँकड़ों का भाग नहीं हैं।',
    get: 'साथ ले जाएँ', getText: 'पूरे आँकड़े लिए जा सकते हैं, उनसे प्रश्न पूछे जा सकते हैं और उन पर कुछ बनाया जा सकता है।', map: 'मानचित्र', fonts: 'फ़ॉन्ट और सॉफ़्टवेयर', fontsText: 'यह पृष्ठ जिनसे बना है, उनके लाइसेंस:',
  },
};
