import type { SafetyRule } from "./rule";

const NUMBED =
  / (?:an[a]?esthe\w+|injection|filling|dentist|numbing|extraction|botox|tooth|novocaine|root canal) /;
const FIGURES_OF_SPEECH =
  / (?:of (?:embarrassment|shame|laughter|laughing|hunger|thirst|boredom|curiosity|heat|cold)|laughing|hair|roots|my (?:eyebrows|lashes|beard)|for a|for some|to (?:see|know|try|get|have|go|meet)|bill|price|prices) /;
const ATTACK =
  "(?:heart attack|stroke|cardiac arrest|seizure|fit|convulsion|convulsions|anaphylactic shock|severe allergic reaction|asthma attack|aneurysm|overdose)";
const POISONS =
  "(?:bleach|battery|batteries|detergent|poison|acetone|magnets?|nail polish remover|drain cleaner|cleaning (?:fluid|product)|antifreeze|ammonia|peroxide|coins?|dye|chemicals?|acid)";

export const EMERGENCY_RULES_EN: readonly SafetyRule[] = [
  // Breath
  {
    says: / (?:cant|cannot|can not|can barely|can hardly|couldnt|unable to|struggling to|hard to|having trouble|trouble|difficulty) (?:even |really |hardly |barely )?(?:breathe|breathing|breath) /,
    unless: / (?:through|nose|when i (?:walk|climb|run|exercise)|snor\w+|sleep\w*) /,
  },
  { says: / (?:not|isnt|stopped|hardly|barely) breathing / },
  {
    says: / (?:gasping|fighting) for (?:air|breath) | suffocating | (?:is|im|hes|shes) choking (?!up )/,
    unless: / choking hazard /,
  },
  {
    says: / throat (?:is |feels? like its |feels like it is |has |s )?(?:closing|closed up|swelling|swelled) | (?:lips|face) (?:\w+ ){0,2}(?:turning|going|gone|turned|are|is) blue | (?:turning|turned) blue /,
    unless: / hair /,
  },
  // Heart
  {
    says: / chest (?:\w+ ){0,3}(?:hurts?|hurting|pains?|tight|tightness|pressure|killing me) | (?:pain|pressure|tightness) (?:\w+ ){0,2}(?:in|on) (?:my|his|her|the) chest /,
    unless: / (?:x ray|xray|wax\w*|hair|infection|cough\w*|weeks|months|years|tattoo|congested|scan) /,
  },
  {
    says: new RegExp(` (?:having|suffering|just had|be having) (?:\\w+ ){0,2}${ATTACK} `),
    unless: / (?:nearly|almost|bill|price|prices) /,
  },
  {
    says: new RegExp(
      ` (?:think|thinks|looks like|seems like|could be|might be|must be|its|this is) (?:\\w+ ){0,2}(?:having |had )?(?:a |an )${ATTACK} `,
    ),
    unless: / (?:nearly|almost|history|follow up|check up|checkup|good|great|perfect) /,
  },
  { says: / (?:no|cant find a|cant feel a|doesnt have a) pulse / },
  // Stroke
  {
    says: / (?:face|mouth) (?:is |has |looks |s |side )?(?:\w+ )?(?:drooping|droopy|dropped on one side|twisted|fallen on one side) /,
    unless: NUMBED,
  },
  { says: / (?:speech is slurred|slurring|slurred speech|words are slurred) /, unless: NUMBED },
  {
    says: / (?:half|one side|left side|right side) of (?:my|his|her|the) (?:body|face) (?:\w+ ){0,3}(?:numb|paraly\w+|weak|wont move|not moving) | cant (?:move|feel) (?:my|his|her) (?:left|right|one|whole) side | (?:numb|paraly\w+) on one side /,
    unless: NUMBED,
  },
  {
    says: / suddenly (?:\w+ ){0,2}(?:cant see|cant speak|cant talk|lost (?:my|his|her) (?:sight|vision)|went blind) /,
  },
  // Consciousness
  {
    says: / (?:passed out|fainted|collapsed|blacked out|is unconscious|unconscious|unresponsive|lost consciousness|losing consciousness|(?:going|about) to (?:faint|pass out)|(?:wont|cant|doesnt|not|isnt) (?:wake|waking) (?:him |her |them )?up|cant wake (?:him|her|them|my \w+)) /,
    unless: / (?:needles?|blood tests?|sometimes|usually|once|tend|always|alarm|shelf|sofa|couch) /,
  },
  {
    says: / (?:he|she|hes|shes|husband|wife|mother|father|mum|mom|dad|son|daughter|baby|child|friend|client|patient) (?:\w+ ){0,2}(?:not (?:responding|moving|reacting)|isnt (?:responding|moving|reacting)|wont respond|not responsive) /,
    unless: / (?:emails?|calls?|messages?|texts?|phone|website|app|treatment|tooth) /,
  },
  { says: / (?:im|hes|shes|is|theyre) dying (?!to |for |here )/, unless: FIGURES_OF_SPEECH },
  // Blood
  {
    says: / bleeding (?:\w+ ){0,3}(?:heavily|a lot|badly|out|everywhere|profusely|so much|very much|to death|nonstop|non stop) | bleeding wont stop /,
    unless: / (?:brush|floss|period|gums? a bit) /,
  },
  {
    says: / (?:wont|doesnt|cant|cannot|not) stop (?:the )?bleeding | keeps bleeding /,
    unless: / (?:brush|floss|period) /,
  },
  {
    says: / (?:so much|lots of|too much|losing|lost a lot of) blood (?!tests?|pressure|work|sugar)| (?:vomiting|throwing up|coughing up|spitting up) blood /,
    unless: / (?:blood test|blood work|brush|floss) /,
  },
  // Fits
  { says: / (?:convulsing|is seizing|hes seizing|shes seizing) / },
  // Poison, burns, injuries
  { says: new RegExp(` (?:swallowed|drank|drunk|ate|ingested) (?:\\w+ ){0,3}${POISONS} `) },
  {
    says: / (?:took|taken|swallowed) (?:too many|all (?:of )?(?:the|his|her|my)|a whole (?:bottle|box|pack) of|a bottle of|a lot of) (?:\w+ )?(?:pills|tablets|meds|medication|sleeping pills|painkillers) /,
  },
  {
    says: / (?:overdosed|overdosing|been poisoned|poisoned himself|poisoned herself|poisoned myself|is poisoned) /,
  },
  { says: new RegExp(` ${POISONS} (?:\\w+ ){0,4}(?:in|into) (?:my|his|her|the|their|both) eyes? `) },
  {
    says: / (?:hit by a (?:car|truck|bus|van)|been (?:shot|stabbed|electrocuted)|got electrocuted|severely burned|badly burned|badly burnt) /,
  },
  // Allergy
  {
    says: / (?:tongue|throat) (?:\w+ ){0,2}(?:swelling|swollen up|swelling up|swelled) | anaphyla\w+ /,
    unless: / (?:tonsil\w*|cold|sore|carry|epipen in|form|allergic to) /,
  },
  {
    says: / (?:allerg\w+|dye|bee|wasp|sting|stung|peanuts?|shellfish) (?:\w+ ){0,8}(?:swelling|swelled|swollen) | (?:face|lips|eyes|neck) (?:\w+ ){0,3}(?:swelling|swelled|swollen) (?:\w+ ){0,8}(?:allerg\w+|dye|bee|wasp|sting|stung) /,
  },
  // Life
  {
    says: / (?:kill(?:ing)? (?:myself|himself|herself|themselves)|(?:want|wants|wanna|going) to die|wanna die|end (?:my|his|her) (?:own )?life|take (?:my|his|her) own life|taking my own life|suicidal|commit suicide|(?:dont|doesnt) want to (?:live|be alive)|no reason to live|hurt(?:ing)? myself|(?:cut|slit) (?:my|his|her) wrists) /,
    unless: FIGURES_OF_SPEECH,
  },
  {
    says: / (?:waters? (?:just )?broke|waters have broken|baby is coming|im in labou?r) /,
    unless: / (?:heater|pipe|bottle) /,
  },
  // Help
  {
    says: / (?:call|need|send|get) (?:\w+ ){0,3}ambulance /,
    unless: / (?:transport|transfer|scheduled|booked|dialysis|ride|appointment) /,
  },
  {
    says: / (?:its|is|have|having|theres|this is|got) an? (?:\w+ )?medical emergency /,
    unless: / (?:not|for|form|contact) /,
  },
];
