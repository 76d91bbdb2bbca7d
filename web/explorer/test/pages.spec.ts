// The pages of records, lists and search, in both languages and two widths, against the server at SABHA_URL.

import { testShown } from './shown.ts';

testShown([
  ['/', 'Newest meetings', 'नवीनतम बैठकें'],
  ['/meetings', 'Meeting of Chief Minister Vishnu Deo Sai with JETRO in Tokyo', 'टोक्यो में मुख्यमंत्री विष्णु देव साय की JETRO से बैठक'],
  ['/meetings?state=IN-BR&status=HELD', 'State: Bihar', 'राज्य: बिहार'],
  ['/meetings/durg-export-committee-meeting-2022', 'Sarveshwar Narendra Bhure', 'दुर्ग'],
  ['/meetings/kita-meeting-south-korea-2025', 'A plan: no source says that it took place.', 'योजना: कोई स्रोत नहीं कहता कि यह हुई।'],
  ['/officials', 'Anima Pandey', 'अभिजीत मुखर्जी'],
  ['/officials/vishnu-deo-sai', 'Government of Chhattisgarh', 'छत्तीसगढ़ शासन'],
  ['/organisations', 'Bihar cabinet', 'बिहार'],
  ['/organisations/durg-district-export-promotion-committee', 'Posts', 'पद'],
  ['/policies', 'Artificial Intelligence Mission, Bihar', 'मिशन'],
  ['/policies/bihar-artificial-intelligence-mission', 'In meetings', 'बैठकों में'],
  ['/states', 'Chhattisgarh', 'छत्तीसगढ़'],
  ['/states/chhattisgarh', 'IN-CG', 'IN-CG'],
  ['/places', 'Tokyo', 'टोक्यो'],
  ['/places/japan', 'Meetings', 'बैठकें'],
  ['/topics', 'Industry', 'उद्योग'],
  ['/topics/industry', 'Meetings', 'बैठकें'],
  ['/articles', 'JETRO', 'JETRO'],
  ['/articles/durg-export-committee-2022', 'Cited places', 'उद्धृत अंश'],
  ['/search?q=saay', 'Vishnu Deo Sai', 'विष्णु देव साय'],
  ['/about', 'What it is not', 'ये क्या नहीं हैं'],
]);
