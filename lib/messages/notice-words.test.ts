import { describe, expect, it } from "vitest";
import { NOTICE_REASONS, MESSAGE_KINDS, LANGUAGES } from "@/lib/vocabulary";
import { mailHtml, mailText } from "./notice-mail";
import { smsText } from "./notice-sms";
import { mailWords, type NoticeFacts, testMailWords } from "./notice-words";

const LINK = "https://app.example.com/messages/0d5b7a52-1111-4222-8333-444455556666";

type Given = Partial<Omit<NoticeFacts, "message">> & { message?: Partial<NoticeFacts["message"]> };

function facts({ message, ...more }: Given = {}): NoticeFacts {
  return {
    reason: "taken",
    contactName: null,
    business: { name: "Clínica Sol", language: "es", timeZone: "Europe/Madrid" },
    link: LINK,
    now: new Date("2026-11-20T10:00:00Z"),
    ...more,
    message: {
      kind: "message",
      name: "Ana Ruiz",
      number: "+34600112233",
      text: "Quiere cambiar su cita.",
      summary: null,
      isUrgent: false,
      takenAt: new Date("2026-11-20T09:55:00Z"),
      dueAt: new Date("2026-11-20T16:00:00Z"),
      transcriptState: null,
      ...message,
    },
  };
}

describe("the subject", () => {
  it.each<[string, Given]>([
    ["Recado de Ana Ruiz · +34 600 11 22 33", {}],
    ["Recado de Rosa Gil · +34 600 11 22 33", { contactName: "Rosa Gil" }],
    ["Recado de +34 600 11 22 33", { message: { name: null } }],
    ["Recado de número oculto", { message: { name: null, number: null } }],
    ["Recado de Ana Ruiz", { message: { number: null } }],
    ["Llamada perdida de +34 600 11 22 33", { message: { kind: "missed_call", name: null } }],
    ["Espera sin respuesta de Ana Ruiz · +34 600 11 22 33", { message: { kind: "hung_up_on_hold" } }],
    ["Vencido: Recado de Ana Ruiz · +34 600 11 22 33", { reason: "overdue" }],
    ["Para usted: Recado de Ana Ruiz · +34 600 11 22 33", { reason: "assigned" }],
    [
      "Message from Ana Ruiz · +34 600 11 22 33",
      { business: { name: "x", language: "en", timeZone: "Europe/London" } },
    ],
  ])("is: %s", (subject, given) => {
    expect(mailWords(facts(given)).subject).toBe(subject);
  });
});

describe("a mail", () => {
  it("says times by the business's clock: today's by the hour, others by the day", () => {
    const bogota = { name: "x", language: "es", timeZone: "America/Bogota" } as const;
    expect(mailText(mailWords(facts()))).toContain("Devolver la llamada: antes de hoy, 17:00");
    expect(mailText(mailWords(facts({ business: bogota })))).toContain("antes de hoy, 11:00");
    expect(mailText(mailWords(facts({ message: { dueAt: new Date("2026-11-23T08:00:00Z") } })))).toContain(
      "antes de lunes, 23 de noviembre de 2026, 09:00",
    );
  });

  it("shows what is pressing, and of two such things the later one", () => {
    expect(mailWords(facts()).badge).toBeNull();
    expect(mailWords(facts({ message: { isUrgent: true } })).badge?.text).toBe("Urgente");
    expect(mailWords(facts({ reason: "overdue", message: { isUrgent: true } })).badge?.text).toBe("Vencido");
  });

  it("gives the summary before the words, and says when the words are still to come", () => {
    const summed = mailText(mailWords(facts({ message: { summary: "Cambio de cita." } })));
    expect(summed.indexOf("Cambio de cita.")).toBeGreaterThan(0);
    expect(summed.indexOf("Cambio de cita.")).toBeLessThan(summed.indexOf("Quiere cambiar su cita."));
    const recorded = mailText(mailWords(facts({ message: { text: "", transcriptState: "pending" } })));
    expect(recorded).toContain("todavía no están escritas");
    expect(mailWords(facts({ message: { text: "" } })).passages).toEqual([]);
  });

  it("lets nothing that was said become markup, nor anything be fetched", () => {
    const hostile = `<img src="https://evil.example/x.png" onerror=alert(1)>'"&`;
    const html = mailHtml(
      mailWords(
        facts({
          contactName: hostile,
          message: { text: hostile, summary: hostile },
          business: { name: hostile, language: "es", timeZone: "Europe/Madrid" },
        }),
      ),
    );
    expect(html).not.toContain("<img");
    expect(html.match(/&lt;img/g)?.length).toBeGreaterThanOrEqual(5);
    expect(html).not.toMatch(/\b(src|background|srcset)="|url\(|@import|<link|<script/);
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(["tel:+34600112233", LINK]);
  });

  it("keeps the lines of what was said", () => {
    expect(mailHtml(mailWords(facts({ message: { text: "uno\r\ndos\ntres" } })))).toContain(
      "uno<br>dos<br>tres",
    );
  });

  it("has no sentence left with a hole, in either language", () => {
    for (const language of LANGUAGES)
      for (const reason of NOTICE_REASONS)
        for (const kind of MESSAGE_KINDS) {
          const business = { name: "Clínica Sol", language, timeZone: "Europe/Madrid" };
          const words = mailWords(facts({ reason, business, message: { kind, isUrgent: true } }));
          expect(mailText(words) + mailHtml(words).replace(/<style>.*<\/style>/s, "")).not.toMatch(/\{\w+\}/);
        }
    expect(mailHtml(testMailWords({ name: "Sol", language: "en" }, LINK))).toContain("E-mail works");
  });
});

/** Letters of one septet each (3GPP TS 23.038), as many of them as these tests use. */
const isPlain = (text: string) => /^[\w @£$¥èéùìòÇØøÅåÆæßÉ!"#%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà\n]*$/.test(text);

describe("an SMS", () => {
  it("says who, what, by when and where in one part", () => {
    const text = smsText(facts());
    expect(text).toMatch(/^Recado de Ana Ruiz \(\+34600112233\): Quiere cambi/);
    expect(text.endsWith(` - hasta 17:00 ${LINK}`)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(160);
    expect(isPlain(text)).toBe(true);
  });

  it("keeps letters that telephones have, and cuts what is too long at one part", () => {
    const text = smsText(facts({ message: { text: `¿Qué tal mañana?${"é".repeat(300)}` } }));
    expect(text).toContain("¿Qué tal mañ");
    expect(text).toContain("...");
    expect(text).toHaveLength(160);
  });

  it("with a letter that telephones lack is one of UCS-2, three parts at most, the letter kept", () => {
    const text = smsText(facts({ contactName: "Íñigo Áviles", message: { text: "a".repeat(500) } }));
    expect(text).toContain("Íñigo Áviles");
    expect(text).toHaveLength(201);
  });

  it("never cuts a character in two", () => {
    const text = smsText(facts({ message: { text: "😀".repeat(200) } }));
    expect(text.isWellFormed()).toBe(true);
    expect(text.length).toBeLessThanOrEqual(201);
  });

  it("leaves the words out where they would not fit, never the link", () => {
    const link = `https://una-centralita-de-nombre-muy-largo.example.com/messages/${"0".repeat(36)}`;
    const text = smsText(
      facts({ link, message: { name: "x".repeat(80), text: "Que le llamen, por favor, cuanto antes." } }),
    );
    expect(text.endsWith(link)).toBe(true);
    expect(text).not.toContain("Que le");
  });

  it.each<[string, Given]>([
    ["URGENTE. Recado de Ana", { message: { isUrgent: true } }],
    ["VENCIDO. Recado de Ana", { reason: "overdue", message: { isUrgent: true } }],
    ["Recado de Ana", { reason: "assigned" }],
    ["Llamada perdida de +34600112233 - hasta", { message: { kind: "missed_call", name: null, text: "" } }],
  ])("begins: %s", (beginning, given) => {
    expect(smsText(facts(given)).startsWith(beginning)).toBe(true);
  });

  it("names the day where it is not today", () => {
    expect(smsText(facts({ message: { text: "", dueAt: new Date("2026-11-23T08:00:00Z") } }))).toContain(
      "hasta 23 nov 09:00",
    );
  });
});
