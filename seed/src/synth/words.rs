//! What synthetic records are called and what they speak of: words in English and in Hindi, of nobody in particular.
//!
//! States, their codes and capitals are real, since a code must be one. People, bodies and places are put together from
//! parts; that a name made so is also somebody's is chance.

/// A word or a sentence in English and in Hindi.
pub(super) type Pair = (&'static str, &'static str);

/// States with their ISO 3166-2 codes and capitals.
pub(super) const STATES: [(Pair, &str, Pair); 16] = [
    (("Chhattisgarh", "छत्तीसगढ़"), "IN-CG", ("Raipur", "रायपुर")),
    (("Bihar", "बिहार"), "IN-BR", ("Patna", "पटना")),
    (("Madhya Pradesh", "मध्य प्रदेश"), "IN-MP", ("Bhopal", "भोपाल")),
    (("Uttar Pradesh", "उत्तर प्रदेश"), "IN-UP", ("Lucknow", "लखनऊ")),
    (("Jharkhand", "झारखंड"), "IN-JH", ("Ranchi", "रांची")),
    (("Rajasthan", "राजस्थान"), "IN-RJ", ("Jaipur", "जयपुर")),
    (("Maharashtra", "महाराष्ट्र"), "IN-MH", ("Mumbai", "मुंबई")),
    (("Odisha", "ओडिशा"), "IN-OD", ("Bhubaneswar", "भुवनेश्वर")),
    (("Gujarat", "गुजरात"), "IN-GJ", ("Gandhinagar", "गांधीनगर")),
    (("West Bengal", "पश्चिम बंगाल"), "IN-WB", ("Kolkata", "कोलकाता")),
    (("Haryana", "हरियाणा"), "IN-HR", ("Chandigarh", "चंडीगढ़")),
    (("Punjab", "पंजाब"), "IN-PB", ("Mohali", "मोहाली")),
    (("Karnataka", "कर्नाटक"), "IN-KA", ("Bengaluru", "बेंगलुरु")),
    (("Tamil Nadu", "तमिलनाडु"), "IN-TN", ("Chennai", "चेन्नई")),
    (("Kerala", "केरल"), "IN-KL", ("Thiruvananthapuram", "तिरुवनंतपुरम")),
    (("Assam", "असम"), "IN-AS", ("Dispur", "दिसपुर")),
];

/// Given names.
pub(super) const GIVEN: [Pair; 70] = [
    ("Ramesh", "रमेश"), ("Suresh", "सुरेश"), ("Mahesh", "महेश"), ("Dinesh", "दिनेश"), ("Rajesh", "राजेश"),
    ("Mukesh", "मुकेश"), ("Rakesh", "राकेश"), ("Naresh", "नरेश"), ("Anil", "अनिल"), ("Sunil", "सुनील"),
    ("Vijay", "विजय"), ("Ajay", "अजय"), ("Sanjay", "संजय"), ("Manoj", "मनोज"), ("Pramod", "प्रमोद"),
    ("Vinod", "विनोद"), ("Ashok", "अशोक"), ("Alok", "आलोक"), ("Deepak", "दीपक"), ("Prakash", "प्रकाश"),
    ("Rajeev", "राजीव"), ("Sandeep", "संदीप"), ("Pradeep", "प्रदीप"), ("Arun", "अरुण"), ("Varun", "वरुण"),
    ("Kamal", "कमल"), ("Amit", "अमित"), ("Sumit", "सुमित"), ("Rohit", "रोहित"), ("Mohit", "मोहित"),
    ("Nitin", "नितिन"), ("Sachin", "सचिन"), ("Gaurav", "गौरव"), ("Saurabh", "सौरभ"), ("Vivek", "विवेक"),
    ("Abhishek", "अभिषेक"), ("Vishnu", "विष्णु"), ("Gopal", "गोपाल"), ("Krishna", "कृष्णा"), ("Hari", "हरि"),
    ("Om", "ओम"), ("Jagdish", "जगदीश"), ("Bhupesh", "भूपेश"), ("Santosh", "संतोष"), ("Tulsi", "तुलसी"),
    ("Lakhan", "लखन"), ("Kedar", "केदार"), ("Girish", "गिरीश"), ("Umesh", "उमेश"), ("Yogesh", "योगेश"),
    ("Sunita", "सुनीता"), ("Anita", "अनीता"), ("Kavita", "कविता"), ("Savita", "सविता"), ("Geeta", "गीता"),
    ("Seema", "सीमा"), ("Rekha", "रेखा"), ("Meena", "मीना"), ("Usha", "उषा"), ("Asha", "आशा"),
    ("Lata", "लता"), ("Pushpa", "पुष्पा"), ("Shobha", "शोभा"), ("Neha", "नेहा"), ("Pooja", "पूजा"),
    ("Priya", "प्रिया"), ("Ritu", "ऋतु"), ("Vandana", "वंदना"), ("Kiran", "किरण"), ("Jyoti", "ज्योति"),
];

/// Middle names; the first is none.
pub(super) const MIDDLE: [Pair; 8] = [
    ("", ""), ("Kumar", "कुमार"), ("Prasad", "प्रसाद"), ("Singh", "सिंह"), ("Lal", "लाल"), ("Nath", "नाथ"),
    ("Chandra", "चंद्र"), ("Narayan", "नारायण"),
];

/// Surnames.
pub(super) const SURNAMES: [Pair; 60] = [
    ("Sharma", "शर्मा"), ("Verma", "वर्मा"), ("Gupta", "गुप्ता"), ("Mishra", "मिश्रा"), ("Pandey", "पांडेय"),
    ("Tiwari", "तिवारी"), ("Dubey", "दुबे"), ("Shukla", "शुक्ला"), ("Agrawal", "अग्रवाल"), ("Jain", "जैन"),
    ("Yadav", "यादव"), ("Patel", "पटेल"), ("Sahu", "साहू"), ("Sinha", "सिन्हा"), ("Thakur", "ठाकुर"),
    ("Chouhan", "चौहान"), ("Rathore", "राठौर"), ("Solanki", "सोलंकी"), ("Joshi", "जोशी"), ("Dixit", "दीक्षित"),
    ("Trivedi", "त्रिवेदी"), ("Chaturvedi", "चतुर्वेदी"), ("Dwivedi", "द्विवेदी"), ("Saxena", "सक्सेना"),
    ("Srivastava", "श्रीवास्तव"), ("Mathur", "माथुर"), ("Bhatnagar", "भटनागर"), ("Kulkarni", "कुलकर्णी"),
    ("Deshmukh", "देशमुख"), ("Patil", "पाटिल"), ("Pawar", "पवार"), ("Mukherjee", "मुखर्जी"), ("Banerjee", "बनर्जी"),
    ("Chatterjee", "चटर्जी"), ("Bhattacharya", "भट्टाचार्य"), ("Das", "दास"), ("Sen", "सेन"), ("Ghosh", "घोष"),
    ("Bose", "बोस"), ("Rao", "राव"), ("Reddy", "रेड्डी"), ("Naidu", "नायडू"), ("Nair", "नायर"), ("Menon", "मेनन"),
    ("Pillai", "पिल्लै"), ("Iyer", "अय्यर"), ("Khan", "खान"), ("Ansari", "अंसारी"), ("Qureshi", "कुरैशी"),
    ("Netam", "नेताम"), ("Markam", "मरकाम"), ("Dhruw", "ध्रुव"), ("Baghel", "बघेल"), ("Sai", "साय"),
    ("Kashyap", "कश्यप"), ("Nayak", "नायक"), ("Soni", "सोनी"), ("Bhatt", "भट्ट"), ("Rawat", "रावत"), ("Negi", "नेगी"),
];

/// First parts of the names of places.
pub(super) const PLACE_HEADS: [Pair; 48] = [
    ("Ram", "राम"), ("Hari", "हरि"), ("Dev", "देव"), ("Shiv", "शिव"), ("Vijay", "विजय"), ("Jai", "जय"),
    ("Raj", "राज"), ("Suraj", "सूरज"), ("Chand", "चांद"), ("Mangal", "मंगल"), ("Kalyan", "कल्याण"),
    ("Ganga", "गंगा"), ("Narmada", "नर्मदा"), ("Sona", "सोना"), ("Hira", "हीरा"), ("Moti", "मोती"), ("Lal", "लाल"),
    ("Nil", "नील"), ("Amar", "अमर"), ("Anand", "आनंद"), ("Bhagwan", "भगवान"), ("Brij", "बृज"), ("Dharam", "धरम"),
    ("Fateh", "फतेह"), ("Gopal", "गोपाल"), ("Indra", "इंद्र"), ("Jagat", "जगत"), ("Kamal", "कमल"), ("Kesar", "केसर"),
    ("Lakshmi", "लक्ष्मी"), ("Madan", "मदन"), ("Mohan", "मोहन"), ("Nand", "नंद"), ("Pratap", "प्रताप"),
    ("Prem", "प्रेम"), ("Rani", "रानी"), ("Ratan", "रतन"), ("Rudra", "रुद्र"), ("Sagar", "सागर"), ("Sant", "संत"),
    ("Sita", "सीता"), ("Som", "सोम"), ("Sundar", "सुंदर"), ("Tara", "तारा"), ("Uday", "उदय"), ("Veer", "वीर"),
    ("Vishwa", "विश्व"), ("Yash", "यश"),
];

/// Last parts of the names of places.
pub(super) const PLACE_TAILS: [Pair; 10] = [
    ("pur", "पुर"), ("nagar", "नगर"), ("garh", "गढ़"), ("gaon", "गांव"), ("ganj", "गंज"), ("khand", "खंड"),
    ("wara", "वाड़ा"), ("puri", "पुरी"), ("bagh", "बाग"), ("tal", "ताल"),
];

/// What departments look after, from the largest.
pub(super) const SUBJECTS: [Pair; 28] = [
    ("Industries", "उद्योग"), ("Agriculture", "कृषि"), ("Health", "स्वास्थ्य"), ("Education", "शिक्षा"),
    ("Finance", "वित्त"), ("Energy", "ऊर्जा"), ("Water Resources", "जल संसाधन"), ("Urban Development", "नगरीय विकास"),
    ("Rural Development", "ग्रामीण विकास"), ("Transport", "परिवहन"), ("Forests", "वन"), ("Mines", "खनिज"),
    ("Tourism", "पर्यटन"), ("Information Technology", "सूचना प्रौद्योगिकी"), ("Skill Development", "कौशल विकास"),
    ("Women and Child Development", "महिला एवं बाल विकास"), ("Social Welfare", "समाज कल्याण"),
    ("Public Works", "लोक निर्माण"), ("Home", "गृह"), ("Revenue", "राजस्व"), ("Labour", "श्रम"), ("Food", "खाद्य"),
    ("Sports", "खेल"), ("Culture", "संस्कृति"), ("Fisheries", "मत्स्य पालन"), ("Handlooms", "हथकरघा"),
    ("Cooperation", "सहकारिता"), ("Planning", "योजना"),
];

/// Topics; each of the first twelve is broader than some of the others.
pub(super) const TOPICS: [Pair; 60] = [
    ("Industry", "उद्योग"), ("Farming", "खेती"), ("Public health", "जन स्वास्थ्य"), ("Schooling", "स्कूली शिक्षा"),
    ("Public finance", "लोक वित्त"), ("Power", "बिजली"), ("Water", "पानी"), ("Towns", "नगर"), ("Villages", "गांव"),
    ("Traffic", "यातायात"), ("Environment", "पर्यावरण"), ("Trade", "व्यापार"),
    ("Steel", "इस्पात"), ("Paddy", "धान"), ("Vaccination", "टीकाकरण"), ("Teacher training", "शिक्षक प्रशिक्षण"),
    ("Taxes", "कर"), ("Solar power", "सौर ऊर्जा"), ("Irrigation", "सिंचाई"), ("Drinking water", "पेयजल"),
    ("Rural roads", "ग्रामीण सड़कें"), ("Railways", "रेलवे"), ("Forest rights", "वन अधिकार"), ("Export", "निर्यात"),
    ("Textiles", "वस्त्र"), ("Horticulture", "बागवानी"), ("Hospitals", "अस्पताल"), ("Higher education", "उच्च शिक्षा"),
    ("Budget", "बजट"), ("Transmission lines", "पारेषण लाइनें"), ("Flood control", "बाढ़ नियंत्रण"), ("Housing", "आवास"),
    ("Self-help groups", "स्व-सहायता समूह"), ("Airports", "हवाई अड्डे"), ("Clean air", "स्वच्छ हवा"),
    ("Investment", "निवेश"), ("Electronics", "इलेक्ट्रॉनिक्स"), ("Dairy", "डेयरी"), ("Nutrition", "पोषण"),
    ("Libraries", "पुस्तकालय"), ("Pensions", "पेंशन"), ("Hydropower", "पनबिजली"), ("Ground water", "भूजल"),
    ("Sewerage", "सीवरेज"), ("Employment guarantee", "रोजगार गारंटी"), ("Bus service", "बस सेवा"),
    ("Wildlife", "वन्यजीव"), ("Start-ups", "स्टार्टअप"), ("Minerals", "खनिज"), ("Fisheries", "मत्स्य पालन"),
    ("Blood banks", "रक्त कोष"), ("Scholarships", "छात्रवृत्ति"), ("Banking", "बैंकिंग"),
    ("Energy saving", "ऊर्जा बचत"), ("Canals", "नहरें"), ("Street lighting", "सड़क प्रकाश"), ("Land records", "भू-अभिलेख"),
    ("Road safety", "सड़क सुरक्षा"), ("Climate", "जलवायु"), ("Handicrafts", "हस्तशिल्प"),
];

/// Things that are seldom spoken of: each in about one summary in two thousand.
pub(super) const RARE: [Pair; 24] = [
    ("sericulture", "रेशम पालन"), ("lac", "लाख"), ("mahua", "महुआ"), ("bamboo crafts", "बांस शिल्प"),
    ("bell metal", "घंटा धातु"), ("millet", "कोदो"), ("saffron", "केसर"), ("makhana", "मखाना"), ("lychee", "लीची"),
    ("ropeways", "रोपवे"), ("planetarium", "तारामंडल"), ("observatory", "वेधशाला"), ("museum", "संग्रहालय"),
    ("beekeeping", "मधुमक्खी पालन"), ("mushroom", "मशरूम"), ("jute", "जूट"), ("coir", "नारियल रेशा"),
    ("graphite", "ग्रेफाइट"), ("lithium", "लिथियम"), ("vanadium", "वैनेडियम"), ("archery", "तीरंदाजी"),
    ("kabaddi", "कबड्डी"), ("puppetry", "कठपुतली"), ("epigraphy", "पुरालेख"),
];

/// What companies are called.
pub(super) const COMPANY_HEADS: [Pair; 16] = [
    ("Surya", "सूर्या"), ("Himalaya", "हिमालया"), ("Ganesh", "गणेश"), ("Bharat", "भारत"), ("Kaveri", "कावेरी"),
    ("Ashoka", "अशोका"), ("Garuda", "गरुड़"), ("Tribhuvan", "त्रिभुवन"), ("Akash", "आकाश"), ("Sagar", "सागर"),
    ("Vindhya", "विंध्य"), ("Mahanadi", "महानदी"), ("Indravati", "इंद्रावती"), ("Kosal", "कोसल"), ("Magadh", "मगध"),
    ("Malwa", "मालवा"),
];

/// What companies make.
pub(super) const COMPANY_TAILS: [Pair; 10] = [
    ("Steel", "स्टील"), ("Textiles", "टेक्सटाइल्स"), ("Foods", "फूड्स"), ("Power", "पावर"), ("Cement", "सीमेंट"),
    ("Technologies", "टेक्नोलॉजीज"), ("Motors", "मोटर्स"), ("Chemicals", "केमिकल्स"), ("Infrastructure", "इंफ्रास्ट्रक्चर"),
    ("Electronics", "इलेक्ट्रॉनिक्स"),
];

/// Publishers.
pub(super) const PUBLISHERS: [Pair; 8] = [
    ("Synthetic Times", "कृत्रिम टाइम्स"), ("Daily Specimen", "दैनिक नमूना"), ("Sample Post", "नमूना पोस्ट"),
    ("Invented Herald", "कल्पित हेराल्ड"), ("Model Patrika", "प्रतिरूप पत्रिका"), ("Trial Samachar", "परीक्षण समाचार"),
    ("Made-up Express", "मनगढ़ंत एक्सप्रेस"), ("Test Dispatch", "जांच डिस्पैच"),
];

/// Countries beside India from which visitors come, with a division and its code.
pub(super) const ABROAD: [(Pair, Pair, &str); 3] = [
    (("Japan", "जापान"), ("Tokyo", "टोक्यो"), "JP-13"),
    (("South Korea", "दक्षिण कोरिया"), ("Seoul", "सियोल"), "KR-11"),
    (("Germany", "जर्मनी"), ("Bavaria", "बवेरिया"), "DE-BY"),
];

/// Notes for what is inferred.
pub(super) const INFERRED: [Pair; 3] = [
    ("It follows from the report's next sentence.", "समाचार के अगले वाक्य से निकलता है।"),
    ("Read from the order in which names are printed.", "नामों के छपे क्रम से पढ़ा गया।"),
    ("The English form is a transliteration.", "अंग्रेज़ी रूप लिप्यंतरण है।"),
];

/// Notes for what is only possible.
pub(super) const POSSIBLE: [Pair; 2] = [
    ("Another body of the same name may be meant.", "इसी नाम का दूसरा निकाय भी अभिप्रेत हो सकता है।"),
    ("The sentence can also be read without it.", "वाक्य इसके बिना भी पढ़ा जा सकता है।"),
];
