// The outlines of @svg-maps/india by the ISO 3166-2 codes of what they show. The map is older than some codes and borders: it has
// Ladakh within Jammu and Kashmir, and what is now one union territory (IN-DH) in two parts. Names in Hindi are for its states without a record.

const codes: { [id: string]: [code: string, hindi: string] } = {
  an: ['IN-AN', 'अंडमान और निकोबार'], ap: ['IN-AP', 'आंध्र प्रदेश'], ar: ['IN-AR', 'अरुणाचल प्रदेश'], as: ['IN-AS', 'असम'], br: ['IN-BR', 'बिहार'],
  ch: ['IN-CH', 'चंडीगढ़'], ct: ['IN-CG', 'छत्तीसगढ़'], dn: ['IN-DH', 'दादरा और नगर हवेली'], dd: ['IN-DH', 'दमन और दीव'], dl: ['IN-DL', 'दिल्ली'],
  ga: ['IN-GA', 'गोवा'], gj: ['IN-GJ', 'गुजरात'], hr: ['IN-HR', 'हरियाणा'], hp: ['IN-HP', 'हिमाचल प्रदेश'], jk: ['IN-JK', 'जम्मू और कश्मीर'],
  jh: ['IN-JH', 'झारखंड'], ka: ['IN-KA', 'कर्नाटक'], kl: ['IN-KL', 'केरल'], ld: ['IN-LD', 'लक्षद्वीप'], mp: ['IN-MP', 'मध्य प्रदेश'],
  mh: ['IN-MH', 'महाराष्ट्र'], mn: ['IN-MN', 'मणिपुर'], ml: ['IN-ML', 'मेघालय'], mz: ['IN-MZ', 'मिज़ोरम'], nl: ['IN-NL', 'नागालैंड'],
  or: ['IN-OD', 'ओडिशा'], py: ['IN-PY', 'पुदुच्चेरी'], pb: ['IN-PB', 'पंजाब'], rj: ['IN-RJ', 'राजस्थान'], sk: ['IN-SK', 'सिक्किम'],
  tn: ['IN-TN', 'तमिलनाडु'], tg: ['IN-TS', 'तेलंगाना'], tr: ['IN-TR', 'त्रिपुरा'], up: ['IN-UP', 'उत्तर प्रदेश'], ut: ['IN-UK', 'उत्तराखंड'], wb: ['IN-WB', 'पश्चिम बंगाल'],
};

/** Codes that ISO has replaced. */
const former: { [code: string]: string } = { 'IN-CT': 'IN-CG', 'IN-OR': 'IN-OD', 'IN-TG': 'IN-TS', 'IN-UT': 'IN-UK', 'IN-DN': 'IN-DH', 'IN-DD': 'IN-DH' };

export const present = (code: string) => former[code] ?? code;

/** The present code of an outline. */
export const codeOf = (id: string) => codes[id]?.[0] ?? null;

export const hindiOf = (id: string) => codes[id]?.[1] ?? null;
