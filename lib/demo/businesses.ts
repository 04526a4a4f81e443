import type { AgentInput } from "@/lib/agents/schema";
import type {
  CallOutcome,
  CallPurpose,
  Country,
  Language,
  OpeningHours,
  Role,
  TenantKind,
} from "@/lib/vocabulary";

interface DemoDialogue {
  outcome: CallOutcome | null;
  title: string;
  summary: string;
  /** Agent first, then in turns. */
  lines: string[];
}

export interface DemoBusiness {
  tenant: { name: string; kind: TenantKind; country: Country; timeZone: string; language: Language };
  openingHours: OpeningHours;
  members: { name: string; email: string; role: Role }[];
  agents: AgentInput[];
  /** Beginnings of telephone numbers of people who call. */
  callerPrefix: string;
  callerDigits: number;
  dialogues: DemoDialogue[];
  /** Calls that the business places itself, by the agent of this name. */
  placed: { agent: string; purpose: CallPurpose; dialogues: DemoDialogue[] };
}

const hours = (from: string, to: string, ...rest: [string, string][]) => [
  { from, to },
  ...rest.map(([from, to]) => ({ from, to })),
];

const agent = (
  values: Pick<AgentInput, "name" | "prompt" | "firstMessage"> & Partial<AgentInput>,
): AgentInput => ({
  type: "inbound",
  mode: "bridge",
  status: "active",
  language: "es",
  elevenLabsAgentId: null,
  voiceId: null,
  ...values,
});

/** The person who owns both businesses, so that switching can be tried. */
export const DEMO_OWNER = { name: "Lucía Herrera", email: "demo@centralita.example" };

export const DEMO_BUSINESSES: Record<"clinic" | "salon", DemoBusiness> = {
  clinic: {
    tenant: { name: "Clínica Sol", kind: "clinic", country: "ES", timeZone: "Europe/Madrid", language: "es" },
    openingHours: {
      monday: hours("09:00", "20:00"),
      tuesday: hours("09:00", "20:00"),
      wednesday: hours("09:00", "20:00"),
      thursday: hours("09:00", "20:00"),
      friday: hours("09:00", "20:00"),
      saturday: hours("10:00", "14:00"),
    },
    members: [
      { name: "Marta Gil", email: "direccion@clinicasol.example", role: "admin" },
      { name: "Nuria Campos", email: "recepcion@clinicasol.example", role: "operator" },
      { name: "Javier Soto", email: "gestoria@clinicasol.example", role: "viewer" },
    ],
    agents: [
      agent({
        name: "Recepción",
        firstMessage:
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
        prompt: [
          "Es la recepcionista virtual de la Clínica Sol, una clínica dental de Madrid. Trate de usted y sea breve.",
          "Reserve, confirme, cambie o anule citas con sus herramientas y diga lo que le contestan; no calcule fechas.",
          "Si piden hablar con una persona, use transfer_to_advisor: {{advisors}}. Si nadie contesta, tome recado.",
          "No dé consejos médicos: ofrezca que llame el equipo.",
          "Horario: de lunes a viernes de nueve a ocho, los sábados de diez a dos.",
          "Dirección: calle de Alcalá, ciento veinte, junto al metro Goya.",
          "Precios: la primera visita es gratuita; los demás los da el equipo en la consulta.",
          "Cuando quede claro en qué acaba la llamada, use report_result.",
        ].join("\n"),
      }),
      agent({
        name: "Reception in English",
        language: "en",
        status: "inactive",
        firstMessage: "Clínica Sol, this is the virtual assistant. How may I help you?",
        prompt: [
          "You are the virtual receptionist of Clínica Sol, a dental clinic in Madrid. Be brief and polite.",
          "Hours: Monday to Friday from nine to eight, Saturdays from ten to two.",
          "Address: calle de Alcalá 120, next to Goya underground station.",
          "Use report_result once it is clear what the call was good for.",
        ].join("\n"),
      }),
      agent({
        name: "Valeria",
        type: "outbound",
        mode: "native",
        firstMessage:
          "Buenos días, {{contact_name}}. Soy Valeria, la asistente virtual de {{business_name}}. Llamo por su cita. ¿Tiene un momento?",
        variables: { contact_name: "buenas" },
        prompt: [
          "Es Valeria, la asistente virtual de la Clínica Sol, y llama para confirmar citas. Trate de usted y sea breve.",
          "La cita es {{next_appointment}}. Si la persona la confirma, la cambia o la anula, use la herramienta que corresponde.",
          "No dé consejos médicos: ofrezca que llame el equipo.",
        ].join("\n"),
      }),
    ],
    placed: {
      agent: "Valeria",
      purpose: "confirmation",
      dialogues: [
        {
          outcome: "confirmed",
          title: "Confirma por teléfono",
          summary: "Valeria llama para confirmar la cita; la persona la confirma.",
          lines: [
            "Buenos días, soy Valeria, la asistente virtual de la Clínica Sol. Llamo por su cita. ¿La mantiene?",
            "Sí, allí estaré.",
            "Perfecto, queda confirmada. Que tenga un buen día.",
          ],
        },
        {
          outcome: "rescheduled",
          title: "Pide otro día",
          summary: "La persona no puede ir y acepta otro día de la misma semana.",
          lines: [
            "Buenos días, soy Valeria, la asistente virtual de la Clínica Sol. Llamo por su cita. ¿La mantiene?",
            "Ese día no puedo, ¿hay algo más adelante?",
            "El equipo le propone el viernes a las doce. ¿Le viene bien?",
            "Sí, el viernes perfecto.",
            "Queda anotado. Gracias y hasta el viernes.",
          ],
        },
      ],
    },
    callerPrefix: "+346",
    callerDigits: 8,
    dialogues: [
      {
        outcome: "confirmed",
        title: "Confirma su cita",
        summary: "La paciente confirma su cita de limpieza y pregunta por el aparcamiento.",
        lines: [
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
          "Hola, sí, quería confirmar la cita de mañana para la limpieza.",
          "Muy bien. Su cita de mañana a las diez queda confirmada. ¿Necesita algo más?",
          "¿Se puede aparcar cerca?",
          "Hay un aparcamiento público en la calle Goya, a dos minutos.",
          "Perfecto, muchas gracias. Adiós.",
          "Gracias a usted. Que tenga un buen día.",
        ],
      },
      {
        outcome: "rescheduled",
        title: "Cambia la cita de ortodoncia",
        summary: "El paciente no puede venir el martes; la cita de ortodoncia pasa al jueves por la tarde.",
        lines: [
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
          "Buenas tardes, tengo ortodoncia el martes y no voy a poder ir.",
          "No se preocupe. ¿Le vendría bien el jueves a las cinco y media de la tarde?",
          "El jueves me va perfecto.",
          "Queda cambiada para el jueves a las cinco y media. ¿Algo más?",
          "Nada más, gracias.",
          "A usted. Hasta el jueves.",
        ],
      },
      {
        outcome: "cancelled",
        title: "Anula una revisión",
        summary: "La paciente anula la revisión porque está de viaje y llamará para pedir otra.",
        lines: [
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
          "Quería anular la revisión del viernes, estoy fuera de Madrid.",
          "De acuerdo, la revisión del viernes queda anulada. ¿Quiere que le busque otro día?",
          "No, ya llamaré yo cuando vuelva.",
          "Muy bien. Buen viaje.",
        ],
      },
      {
        outcome: "callback",
        title: "Dolor tras una extracción",
        summary: "El paciente tiene molestias después de una extracción y pide que le llame el dentista.",
        lines: [
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
          "Me sacaron una muela ayer y me duele bastante. ¿Qué puedo tomar?",
          "Siento que tenga molestias. No puedo darle consejos médicos, pero aviso al equipo para que le llame hoy mismo.",
          "Sí, por favor, a este número.",
          "Queda anotado. Si empeora, acuda a urgencias.",
        ],
      },
      {
        outcome: "no_outcome",
        title: "Pregunta por el horario",
        summary: "Pregunta por el horario de los sábados.",
        lines: [
          "Clínica Sol, le atiende la asistente virtual. ¿Llama para confirmar, cambiar o pedir una cita?",
          "¿Abren los sábados?",
          "Sí, los sábados abrimos de diez a dos.",
          "Gracias, adiós.",
        ],
      },
    ],
  },
  salon: {
    tenant: {
      name: "Salón Magnolia",
      kind: "salon",
      country: "CO",
      timeZone: "America/Bogota",
      language: "es",
    },
    openingHours: {
      tuesday: hours("09:00", "19:00"),
      wednesday: hours("09:00", "19:00"),
      thursday: hours("09:00", "19:00"),
      friday: hours("09:00", "19:00"),
      saturday: hours("09:00", "19:00"),
    },
    members: [
      { name: "Paola Rincón", email: "administracion@magnolia.example", role: "admin" },
      { name: "Camila Duarte", email: "recepcion@magnolia.example", role: "operator" },
      { name: "Andrés Peña", email: "contador@magnolia.example", role: "viewer" },
    ],
    agents: [
      agent({
        name: "Magnolia",
        firstMessage:
          "Salón Magnolia, habla la asistente virtual. ¿Desea agendar, cambiar o confirmar su cita?",
        prompt: [
          "Es la recepcionista virtual del Salón Magnolia, un salón de belleza de Bogotá. Trate de usted y sea cálida.",
          "Horario: de martes a sábado de nueve a siete.",
          "Dirección: carrera once con calle noventa y tres.",
          "Precios: el corte cuesta sesenta mil pesos; el color se cotiza en el salón.",
          "Reserve, confirme, cambie o anule citas con sus herramientas y diga lo que le contestan; no calcule fechas.",
          "Cuando quede claro en qué acaba la llamada, use report_result.",
        ].join("\n"),
      }),
      agent({
        name: "Sofía",
        type: "outbound",
        mode: "turns",
        firstMessage:
          "Hola, {{contact_name}}. Soy Sofía, la asistente virtual de {{business_name}}. Le llamo por el teléfono de su salón. ¿Tiene un minuto?",
        variables: { contact_name: "buenas", contact_business: "su salón" },
        prompt: [
          "Es Sofía, la asistente virtual del Salón Magnolia, que ofrece a otros salones la centralita con la que atiende su teléfono. Hace llamadas comerciales. Trate de usted y sea breve.",
          "Habla con {{contact_name}}, de {{contact_business}}. Pregunte si es quien decide y cuántas llamadas se les quedan sin contestar; una pregunta cada vez.",
          "Ofrezca una demo gratuita de quince minutos y anote el día y la hora que diga la persona. No prometa precios: los da el equipo.",
          "Cuando quede claro en qué acaba la llamada, use report_result: booked_demo, qualified, callback o not_interested.",
          "Si la persona no quiere más llamadas, discúlpese y use report_result con opted_out.",
        ].join("\n"),
      }),
    ],
    placed: {
      agent: "Sofía",
      purpose: "sales",
      dialogues: [
        {
          outcome: "booked_demo",
          title: "Acepta la demo",
          summary:
            "Decide ella misma y pierde llamadas los sábados. Acepta una demo de quince minutos el jueves a las diez.",
          lines: [
            "Buenas tardes, soy Sofía, la asistente virtual del Salón Magnolia. Le llamo por el teléfono de su salón. ¿Tiene un minuto?",
            "Sí, dígame.",
            "¿Es usted quien decide sobre el teléfono? ¿Se les quedan llamadas sin contestar?",
            "Sí, soy la dueña. Los sábados no damos abasto, se pierden bastantes.",
            "De eso nos encargamos. ¿Le enseño una demo de quince minutos?",
            "Bueno, el jueves a las diez.",
            "Perfecto, queda apuntada para el jueves a las diez. Que esté muy bien.",
          ],
        },
        {
          outcome: "qualified",
          title: "Pide información",
          summary: "Le interesa, pierde llamadas al mediodía y pide que le escriban antes de ver una demo.",
          lines: [
            "Buenas tardes, soy Sofía, la asistente virtual del Salón Magnolia. Le llamo por el teléfono de su salón. ¿Tiene un minuto?",
            "Un minuto sí.",
            "¿Cuántas llamadas se les quedan sin contestar cuando están atendiendo?",
            "Al mediodía, varias. ¿Me pueden escribir con más información?",
            "Claro que sí, el equipo le escribe hoy mismo. Que esté muy bien.",
          ],
        },
        {
          outcome: "not_interested",
          title: "No le interesa",
          summary: "La persona agradece la llamada y no está interesada.",
          lines: [
            "Buenas tardes, soy Sofía, la asistente virtual del Salón Magnolia. Le llamo por el teléfono de su salón. ¿Tiene un minuto?",
            "No, muchas gracias.",
            "Con gusto. Que tenga un lindo día.",
          ],
        },
      ],
    },
    callerPrefix: "+57300",
    callerDigits: 7,
    dialogues: [
      {
        outcome: "confirmed",
        title: "Confirma corte y color",
        summary: "La clienta confirma su cita de corte y color del sábado.",
        lines: [
          "Salón Magnolia, habla la asistente virtual. ¿Desea agendar, cambiar o confirmar su cita?",
          "Buenas, quiero confirmar lo del sábado, corte y color.",
          "Con mucho gusto. Su cita del sábado a las once queda confirmada.",
          "Listo, muchas gracias.",
          "A usted. La esperamos.",
        ],
      },
      {
        outcome: "rescheduled",
        title: "Pasa el manicure al viernes",
        summary: "La clienta cambia el manicure del miércoles al viernes en la mañana.",
        lines: [
          "Salón Magnolia, habla la asistente virtual. ¿Desea agendar, cambiar o confirmar su cita?",
          "¿Será que puedo pasar el manicure del miércoles para otro día?",
          "Claro que sí. Tengo el viernes a las diez de la mañana.",
          "El viernes está perfecto.",
          "Quedó para el viernes a las diez. Que tenga un lindo día.",
        ],
      },
      {
        outcome: "no_outcome",
        title: "Pregunta el precio del corte",
        summary: "Pregunta cuánto cuesta el corte de dama.",
        lines: [
          "Salón Magnolia, habla la asistente virtual. ¿Desea agendar, cambiar o confirmar su cita?",
          "¿Cuánto vale el corte de dama?",
          "El corte cuesta sesenta mil pesos. ¿Desea agendar una cita?",
          "Por ahora no, gracias.",
          "Con gusto. Hasta luego.",
        ],
      },
    ],
  },
};
