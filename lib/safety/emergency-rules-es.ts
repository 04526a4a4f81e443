import type { SafetyRule } from "./rule";

/** Said of a person, not of a telephone that nobody answers. */
const RELATIVES =
  "marido|mujer|espos[oa]|padre|madre|papa|mama|hij[oa]|bebe|nin[oa]|nen[ea]|abuel[oa]|herman[oa]|amig[oa]|companer[oa]|senora?|vecin[oa]|client[ea]|paciente|viej[oa]|pareja|novi[oa]|suegr[oa]|ti[oa]";

const FIGURES_OF_SPEECH =
  / (?:de (?:la )?(?:ganas|risa|hambre|sed|sueno|calor|frio|verguenza|pena|miedo|nervios|envidia|amor|curiosidad|ilusion|emocion|aburrimiento|dolor|rabia|asco|cansancio|trabajo)|por (?:ir|ver|saber|probar|verlos|tener)|olvid\w+|(?:el|este|mi) (?:pelo|flequillo|corte|tinte|color)|vaso de agua|muelas?|cancelar|anular|hospital) /;

/** The dentist's needle, and the beautician's. */
const NUMBED = / (?:anestesi\w+|empaste|muela|diente|dentista|botox|relleno|inyeccion de|flemon|endodoncia) /;
const ATTACK =
  "(?:infarto|ataque (?:al|del|de) corazon|ataque cardiaco|paro cardiaco|paro cardiorrespiratorio|derrame|ictus|embolia|apoplejia|acv|ataque cerebral|ataque epileptico|ataque de epilepsia|shock anafilactico|choque anafilactico|anafilaxia)";
const POISONS =
  "(?:lejia|cloro|lavandina|pilas?|detergente|veneno|acetona|amoniaco|quitaesmalte|raticida|insecticida|sosa|soda caustica|imanes|iman|monedas?|acido|aguarras|decolorante|agua oxigenada|tinte|anticongelante)";

/** Spain, Mexico, Colombia, Argentina and their neighbours. */
export const EMERGENCY_RULES_ES: readonly SafetyRule[] = [
  // Breath
  {
    says: / no (?:puedo|puede|pueden|logra|logro|consigo|consigue|alcanza a) (?:casi |ni |bien )?respirar /,
    unless: / por la nariz | cuando (?:subo|camino|ando|corro|hago) | ronc\w+ /,
  },
  { says: / (?:casi |apenas |ya )?no (?:esta )?respira(?:ndo)? | dejo de respirar / },
  {
    says: / (?:me|le) (?:cuesta|esta costando) (?:mucho |muchisimo )?respirar | (?:me|le) falta (?:mucho )?(?:el )?aire | no (?:me|le) (?:entra|llega) (?:el )?aire /,
    unless:
      / por la nariz | al (?:subir|correr|caminar|hacer) | cuando (?:subo|camino|ando|corro|hago|duermo) /,
  },
  {
    says: / (?:me (?:estoy )?(?:ahogo|ahogando|asfixio|asfixiando)|se (?:me )?(?:esta )?(?:ahoga|ahogando|asfixia|asfixiando|ahogo)) /,
    unless: FIGURES_OF_SPEECH,
  },
  { says: / (?:se (?:me )?(?:atraganto|ha atragantado|esta atragantando)|(?:me|nos) estoy atragantando) / },
  {
    says: / (?:cierra|cerrando|cerro|cerrado) (?:\w+ )?la garganta | la garganta (?:se me |se le )?(?:cierra|cerrando) /,
  },
  {
    says: / se (?:me )?(?:esta )?p(?:uso|one|usieron|oniendo) (?:\w+ )?azul(?:es)? | labios (?:azules|morados) /,
  },
  // Heart
  {
    says: / (?:me|le) (?:duele|esta doliendo|oprime|aprieta) (?:mucho |muchisimo |bastante |fuerte |un monton )?(?:el|en el|todo el) (?:pecho|corazon) /,
    unless:
      / hace (?:\w+ ){0,3}(?:semanas?|mes|meses|anos?) | (?:mamografia|la mama|lactancia|dar el pecho|dando el pecho|la regla|al tocar\w*|me toco|al toser) /,
  },
  {
    says: / (?:dolor|presion|opresion|punzadas?|pinchazos?|puntadas?) (?:\w+ ){0,3}(?:en el|de) (?:pecho|corazon) /,
    unless: / hace (?:\w+ ){0,3}(?:semanas?|mes|meses|anos?) | (?:mamografia|la mama|lactancia|al tocar\w*) /,
  },
  {
    says: new RegExp(
      ` (?:dando|dado|dio|teniendo|sufriendo|tiene|tienen) (?:como )?(?:un|una|otro|otra) ${ATTACK} `,
    ),
    unless:
      / casi | (?:cita|turno|revision|control|seguimiento|recuper\w+|rehabilit\w+|oper\w+|rodilla|articular|ojo|precios?|cuenta|susto) /,
  },
  {
    says: new RegExp(` (?:creo que es|parece|puede ser|podria ser|sera|sea|es) (?:como )?un[ao]? ${ATTACK} `),
    unless: / (?:revision|control|seguimiento|rodilla|articular|ojo) /,
  },
  { says: / (?:no tiene|no le encuentro|no le siento|sin) (?:el )?pulso / },
  // Stroke
  {
    says: / (?:durmi\w+|dormid[oa]|adormec\w+|paraliz\w+|no (?:siento|siente|puede mover|puedo mover)) (?:\w+ ){0,2}(?:medio cuerpo|media cara|la mitad (?:del cuerpo|de la cara)|un lado (?:del cuerpo|de la cara)|todo el lado) /,
    unless: NUMBED,
  },
  {
    says: / (?:medio cuerpo|media cara|la mitad del cuerpo|un lado del cuerpo) (?:\w+ ){0,2}(?:dormid[oa]|paralizad[oa]|adormecid[oa]) /,
    unless: NUMBED,
  },
  {
    says: / (?:la )?(?:cara|boca) (?:\w+ ){0,2}(?:torcida|chueca|desviada|ladeada|caida de un lado) | (?:torcio|torcido|torciendo|desvio|desviado) (?:\w+ )?la (?:cara|boca) /,
    unless: NUMBED,
  },
  {
    says: / (?:habla (?:muy )?raro|arrastra(?:ndo)? las palabras|esta balbuceando|no se le entiende (?:nada )?(?:lo que dice|al hablar)) /,
  },
  {
    says: / de (?:repente|pronto|golpe) (?:\w+ ){0,2}(?:no (?:veo|ve|puede hablar|puede moverse)|perdio la (?:vista|vision)|perdi la (?:vista|vision)) /,
  },
  // Consciousness
  {
    says: / (?:se (?:me |nos )?(?:ha desmayado|desmayo|acaba de desmayar|esta desmayando)|me (?:he desmayado|estoy desmayando|voy a desmayar|acabo de desmayar)|(?:esta|quedo|encontre|encuentro|hay) (?:\w+ )?desmayad[oa]|desvanecio|ha desvanecido|desplomo|ha desplomado|esta desvanecid[oa]) /,
    unless: / (?:cuando (?:le|me) (?:saca\w+|ve\w*|pinch\w+)|agujas?|siempre que|una vez|de ganas|de risa) /,
  },
  {
    says: / (?:perdio|perdi|ha perdido|he perdido|pierde|perdiendo) (?:el conocimiento|la cons?ciencia|el sentido) /,
  },
  { says: / (?:esta|quedo|ha quedado|sigue|encontre|hay) (?:\w+ ){0,2}inconsciente / },
  {
    says: / no (?:me |nos )?(?:reacciona|vuelve en si|se despierta|despierta|puedo despertar\w*|logro despertar\w*|podemos despertar\w*) /,
    unless: / (?:tratamiento|producto|crema|piel|interes|telefono|alarma|web|pagina|tinte|pelo) /,
  },
  {
    says: new RegExp(` (?:${RELATIVES}) (?:\\w+ ){0,3}no (?:me |nos )?(?:responde|se mueve) `),
    unless: / (?:telefono|celular|movil|llamad\w+|mensajes?|whatsapp|correo|email|tratamiento|nadie|web) /,
  },
  {
    says: / (?:me (?:estoy|voy a) (?:muriendo|morir)|se (?:me |nos )?(?:esta )?(?:muere|muriendo)|se va a morir) /,
    unless: FIGURES_OF_SPEECH,
  },
  // Blood
  {
    says: / (?:sangr\w+|desangr\w+) (?:\w+ ){0,3}(?:mucho|muchisimo|demasiado|a chorros|a borbotones|sin parar|un monton|bastante fuerte) /,
    unless: / (?:cepill\w+|hilo dental|la regla|menstru\w+|periodo) /,
  },
  {
    says: / no (?:me |le |se )?(?:para|deja|detiene|corta|consigo parar|puedo parar|podemos parar|logro parar|logran parar) (?:de |la |el )?(?:sangr\w+|hemorragia|salir sangre) /,
    unless: / (?:cepill\w+|hilo dental|la regla|menstru\w+) /,
  },
  {
    says: / (?:pierde|perdiendo|perdido|perdio|echando|echa|saliendo|sale|salia|hay|botando|bota) (?:mucha|muchisima|demasiada|tanta) sangre /,
    unless: / (?:cepill\w+|la regla|menstru\w+) /,
  },
  {
    says: / (?:se (?:esta |me esta )?desangra(?:ndo)?|tiene una hemorragia|tengo una hemorragia|vomita\w* (?:\w+ )?sangre|tos(?:e|iendo) sangre) /,
  },
  // Fits
  {
    says: / (?:convulsiona|convulsionando|convulsiono) | (?:tiene|esta con|teniendo|dando|dado|dio|empezo con) (?:una |unas )?convulsion(?:es)? /,
    unless: / (?:desde (?:pequen|nin|hace)\w*|controlad\w+|toma) /,
  },
  // Poison, burns, injuries
  {
    says: new RegExp(
      ` (?:trago|tragado|trague|bebio|bebido|bebi|tomo|tomado|tome|comio|comido|ingirio|ingerido) (?:\\w+ ){0,3}${POISONS} `,
    ),
  },
  {
    says: / (?:bebe|nin[oa]|hij[oa]|nen[ea]|niet[oa]) (?:\w+ ){0,4}(?:trago|tragado) (?:\w+ ){0,2}(?:pastillas?|medicamentos?|medicinas?|botones|boton|juguete|canica|bateria|algo) /,
  },
  {
    says: / (?:tomo|tomado|tome|trago|tragado|trague) (?:\w+ )?(?:todas (?:las|sus|mis)|muchas|demasiadas|un bote de|un frasco de|una caja de|un monton de|un chingo de|un monton) (?:\w+ )?(?:pastillas|medicamentos|medicinas|somniferos|calmantes)? ?/,
    unless: / (?:fotos|notas|medidas|molestias|veces|clases|tallas) /,
  },
  {
    says: / (?:sobredosis|se (?:ha )?intoxic(?:o|ado)|esta(?:n|mos)? (?:intoxicad[oa]s?|envenenad[oa]s?)|se (?:ha )?enven(?:eno|enado)|(?:tiene|tengo|es|parece) una intoxicacion) /,
    unless: / antidoping /,
  },
  {
    says: new RegExp(
      ` (?:cayo|caido|entro|entrado|salpico|salpicado|metio) (?:\\w+ ){0,4}(?:${POISONS}|producto|quimico|peroxido) (?:\\w+ ){0,3}ojos? `,
    ),
  },
  {
    says: / (?:quemad[oa]|quemo|quemaron) (?:\w+ ){0,4}(?:agua hirviendo|aceite hirviendo|medio cuerpo|todo el cuerpo|toda la cara) | electrocut(?:o|ado) /,
  },
  {
    says: / (?:atropell(?:aron|ado|ar|o)|le (?:han )?(?:disparado|dispararon|apunalado|apunalaron)|lo (?:apunalaron|balearon)) /,
  },
  // Allergy
  {
    says: / (?:hincha\w*|hincho|inflama\w*|inflamo|inflando) (?:\w+ ){0,2}(?:la lengua|la garganta) | (?:lengua|garganta) (?:\w+ ){0,2}(?:hinchando|inflamando|hinchada) (?:\w+ ){0,4}(?:no puedo|respirar|rapido|alergi\w+) /,
    unless: / (?:anginas|amigdal\w+|resfriad\w+|gripe|tos) /,
  },
  {
    says: / (?:alergi\w+|tinte|keratina|avispa|abeja|picadura|pico|cacahuete|mani|marisco) (?:\w+ ){0,8}(?:hincha\w*|hincho|inflama\w*|inflamo) (?:\w+ ){0,3}(?:cara|labios|ojos|cuello) | (?:hincha\w*|hincho|inflama\w*|inflamo) (?:\w+ ){0,3}(?:cara|labios|ojos|cuello) (?:\w+ ){0,8}(?:alergi\w+|tinte|keratina|avispa|abeja|picadura) /,
  },
  // Life
  {
    says: / (?:(?:me|se) quier[eo]|quier[eo]|quisiera|voy a|va a|pens(?:ado|ando) en|ganas de|intent(?:o|ado|ar)) (?:morirme|morir|matarme|matarse|matar|suicidarme|suicidarse|suicidar|quitarme la vida|quitarse la vida|quitar la vida|acabar con (?:mi vida|su vida|todo)|hacerme dano) /,
    unless: FIGURES_OF_SPEECH,
  },
  {
    says: / (?:no (?:quiero|quiere) (?:seguir )?viv(?:ir|iendo)(?! (?:en|cerca|aqui|alli|alla|con (?:mi|mis|el|ella|ellos|su|sus)) )|ya no quier[eo] vivir|(?:pensamientos|ideas) suicidas|(?:corto|cortado) las venas) /,
  },
  {
    says: / (?:he roto aguas|rompi(?:o|eron)? (?:la )?(?:fuente|bolsa|aguas)|ya viene el bebe|esta naciendo) /,
    unless: / (?:aire|hielo|te|mano) /,
  },
  // Help
  {
    says: / (?:llam\w+|necesit\w+|mand\w+|envi\w+|pid\w+|traigan) (?:\w+ ){0,3}ambulancia /,
    unless: / (?:traslad\w+|programad\w+|recog\w+|recoj\w+|dialisis|transporte|consulta|cita|turno) /,
  },
  {
    says: / (?:es|tengo|tenemos|hay|esto es) una (?:emergencia|urgencia) medica /,
    unless: / (?:receta|justificante|certificado|cita|turno) /,
  },
];
