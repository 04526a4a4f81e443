import type { SafetyRule } from "./rule";

const MEDICINE =
  "(?:ibuprofen|paracetamol|acetaminophen|tylenol|advil|aspirin|amoxicillin|antibiotics?|painkillers?|pain relievers?|antihistamines?|steroids?|cortisone|omeprazole|anti inflammator\\w+|naproxen|codeine|tramadol|pills?|tablets?|medicines?|medications?|meds|insulin|metformin|blood thinners?|warfarin|birth control|antidepressants?|xanax|ointment|eye drops|cough syrup)";
const COMPLAINT =
  "(?:pain|ache|fever|cough|infection|allergy|allergies|swelling|itch|itching|rash|wound|burn|dizziness|nausea|diarrhea|diarrhoea|blood pressure|anxiety|migraine|flu|cold|heartburn|insomnia|headache|toothache|throat|back|blister|abscess|sting|bleeding|hurts|hurting)";
const FINDING =
  "(?:results?|biopsy|x ?rays?|scans?|mri|blood tests?|blood work|labs?|lab work|ultrasound|test|tests|mammogram|smear|cholesterol|report)";
const PAPERWORK =
  / (?:appointments?|when|ready|if (?:my|the|they)|pick up|collect|copy|price|cost|costs|book|email|send|sent|open|hours|invoice|where|arrived|come in|came in|schedule) /;

export const ADVICE_RULES_EN: readonly SafetyRule[] = [
  {
    says: new RegExp(
      ` what (?:can|should|do|could|would|else can|else should) (?:i|he|she|we|they|you) (?:\\w+ ){0,2}(?:take|give|put|use|do|recommend|suggest) (?:\\w+ ){0,3}(?:for|to|about|with|on) (?:\\w+ ){0,5}${COMPLAINT} `,
    ),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` (?:can|could|should|may|shall|do|is it (?:ok|okay|safe|bad|fine|alright|dangerous)) (?:to |if )?(?:i |he |she |we |they |you |my \\w+ )?(?:\\w+ ){0,2}(?:take|taking|stop|mix|mixing|combine|double|skip|give|use|keep|continue|increase|reduce|up|lower) (?:\\w+ ){0,4}${MEDICINE} `,
    ),
    unless: PAPERWORK,
  },
  {
    says: / (?:what|which|whats) (?:\w+ ){0,3}(?:dose|dosage) | how (?:much|many|often) (?:\w+ ){0,2}(?:mg|milligrams?|pills|tablets|drops|doses|capsules|ibuprofen|paracetamol|acetaminophen|tylenol|aspirin|insulin|medicine) | how often (?:can|should|do) (?:i|he|she|we) (?:take|give) /,
    unless: / (?:cost|price|charge) /,
  },
  {
    says: new RegExp(
      ` (?:what|which|any) (?:kind of |type of )?${MEDICINE} (?:\\w+ ){0,3}(?:take|use|recommend|buy|should|best|good|for|help|helps) `,
    ),
    unless: PAPERWORK,
  },
  { says: new RegExp(` (?:recommend|suggest|advise) (?:\\w+ ){0,3}${MEDICINE} `) },
  {
    says: / is (?:it|this|that|what i have|what he has|what she has|my \w+|this \w+|the lump|the rash|the mole) (?:\w+ )?(?:serious|dangerous|contagious|cancer|cancerous|malignant|infected|broken|fractured) /,
    unless: / (?:laser|machine|parking|door|website|link|lift|elevator|treatment|line|park|walk|drive) /,
  },
  {
    says: / (?:is it|is this|is that|its) normal (?:that |to |for |if )(?:\w+ ){0,5}(?:bleed\w*|hurt\w*|pain\w*|swell\w*|swollen|itch\w*|burn\w*|numb|dizzy|fever|ache\w*|pus|bruis\w*|throb\w*|sore) /,
  },
  {
    says: new RegExp(` (?:tell|give|read|explain|interpret|go over|say) (?:\\w+ ){0,6}${FINDING} `),
    unless: PAPERWORK,
  },
  {
    says: new RegExp(
      ` what (?:do|does|did) (?:\\w+ ){0,5}(?:${FINDING}|levels?|count|numbers?|value|positive|negative|high|low) (?:\\w+ ){0,3}(?:mean|show|say|indicate) `,
    ),
  },
  {
    says: new RegExp(
      ` (?:are|were|is|was) (?:my|his|her|the) (?:\\w+ ){0,2}${FINDING} (?:\\w+ )?(?:ok|okay|normal|good|bad|positive|negative|fine|abnormal) `,
    ),
  },
  {
    says: / (?:should|do) i (?:need to |have to )?(?:be )?(?:worry|worried|concerned)|should i (?:be worried|go to (?:the )?(?:er|emergency|hospital|a and e)|see a doctor) /,
  },
  {
    says: / (?:do|does|could|might|can) (?:you think )?(?:i|he|she|it|this|my \w+) (?:have|has|be|is) (?:\w+ ){0,2}(?:infection|infected|cancer|diabetes|appendicitis|covid|pneumonia|fracture|fractured|broken|serious|anemia|tumou?r|hernia) | you think (?:\w+ ){0,4}(?:infection|infected|cancer|diabetes|appendicitis|covid|pneumonia|fracture|fractured|broken|serious|anemia|tumou?r|hernia) | (?:can|could) you (?:\w+ )?diagnose /,
  },
  {
    says: / (?:what|whats) (?:could|can|might|is|would) (?:\w+ ){0,2}(?:this|these|that|the|my) (?:\w+ )?(?:lump|rash|mole|spot|pain|swelling|bump|spots|bumps) | what(?: is|s)? causing (?:\w+ ){0,2}(?:pain|rash|swelling|bleeding|headaches?|fever) /,
  },
  {
    says: / (?:pregnant|breastfeeding|nursing) (?:\w+ ){0,4}(?:can i|is it (?:safe|ok|okay)|may i|should i) | (?:can i|is it (?:safe|ok|okay)|may i|should i) (?:\w+ ){0,8}(?:pregnant|breastfeeding|nursing|pregnancy) /,
  },
  {
    says: / (?:bleed\w*|hurt\w*|swell\w*|swollen|itch\w*|burn\w*|numb|throb\w*) (?:\w+ ){0,8}is (?:that|this|it) normal /,
  },
  {
    says: / what (?:do|should|can) i do (?:if|when) (?:\w+ ){0,3}(?:bleed\w*|hurts?|swell\w*|fever|infected|dizzy|vomit\w*) /,
  },
];
