import type { ContactKind } from "@/lib/vocabulary";
import type { DemoAdvisor } from "./fill-advisors";

/** Who works in a demo business, what they do, and who comes. */
export interface DemoPractice {
  staff: { name: string; color: number; services: string[] }[];
  services: { name: string; durationMinutes: number; price: string | null }[];
  advisors: DemoAdvisor[];
  kind: ContactKind;
  firstNames: string[];
  surnames: string[];
  tags: string[];
  notes: string[];
}

export const DEMO_PRACTICES: Record<"clinic" | "salon", DemoPractice> = {
  clinic: {
    advisors: [
      { name: "Lucía Herrera", number: "+34600000002", skills: ["Recepción", "Citas"] },
      { name: "Nuria Campos", number: "+34600000003", skills: ["Facturación"] },
    ],
    kind: "patient",
    staff: [
      {
        name: "Dra. Ruiz",
        color: 0,
        services: ["Primera visita", "Limpieza dental", "Revisión", "Empaste", "Endodoncia"],
      },
      { name: "Dr. Andrade", color: 1, services: ["Primera visita", "Ortodoncia", "Revisión"] },
      { name: "Pilar Nieto", color: 2, services: ["Limpieza dental", "Blanqueamiento"] },
    ],
    services: [
      { name: "Primera visita", durationMinutes: 30, price: "0" },
      { name: "Limpieza dental", durationMinutes: 45, price: "60" },
      { name: "Revisión", durationMinutes: 20, price: "35" },
      { name: "Empaste", durationMinutes: 40, price: "75" },
      { name: "Endodoncia", durationMinutes: 90, price: "240" },
      { name: "Ortodoncia", durationMinutes: 30, price: null },
      { name: "Blanqueamiento", durationMinutes: 60, price: "180" },
    ],
    firstNames: [
      "Rosa",
      "Luis",
      "Carmen",
      "Iván",
      "Elena",
      "Tomás",
      "Inés",
      "Rubén",
      "Alba",
      "Hugo",
      "Nerea",
      "Óscar",
    ],
    surnames: [
      "Vidal Cano",
      "Ortega Ríos",
      "Prieto Sanz",
      "Robles Marín",
      "Mas Ferrer",
      "Núñez Gil",
      "Giménez Polo",
      "Álvarez Peña",
      "Serra Pons",
      "Díaz Lobo",
    ],
    tags: ["ortodoncia", "mutua", "niños", "nueva"],
    notes: [
      "Alergia al látex.",
      "Prefiere las tardes.",
      "Viene con su hija.",
      "Llamar al fijo por la mañana.",
    ],
  },
  salon: {
    advisors: [{ name: "Lucía Herrera", number: "+573001000002", skills: [] }],
    kind: "client",
    staff: [
      { name: "Valentina", color: 3, services: ["Corte", "Color", "Peinado"] },
      { name: "Daniela", color: 4, services: ["Manicure", "Pedicure"] },
      { name: "Juliana", color: 5, services: ["Corte", "Peinado", "Keratina"] },
    ],
    services: [
      { name: "Corte", durationMinutes: 45, price: "60000" },
      { name: "Color", durationMinutes: 120, price: null },
      { name: "Peinado", durationMinutes: 60, price: "70000" },
      { name: "Manicure", durationMinutes: 40, price: "35000" },
      { name: "Pedicure", durationMinutes: 50, price: "42000" },
      { name: "Keratina", durationMinutes: 150, price: "280000" },
    ],
    firstNames: [
      "Diana",
      "Laura",
      "Paula",
      "Natalia",
      "Juana",
      "Carolina",
      "Marcela",
      "Felipe",
      "Sara",
      "Manuela",
      "Gloria",
      "Tatiana",
    ],
    surnames: [
      "Suárez Mora",
      "Mejía Lozano",
      "Patiño Rey",
      "Ríos Cárdenas",
      "Gómez Vélez",
      "Ospina Daza",
      "Herrera Niño",
      "Quintero Paz",
      "Zapata Luna",
      "Bernal Roa",
    ],
    tags: ["novias", "color", "fiel", "nueva"],
    notes: ["Alergia al amoníaco.", "Siempre con Valentina.", "Prefiere los sábados.", "Cumpleaños en mayo."],
  },
};
