import { describe, expect, it } from "vitest";
import type { Country, Language } from "@/lib/vocabulary";
import { allowedPrices, judgeSentence } from "./guard";
import { pricesIn } from "./prices";

const LISTED = [{ price: "60" }, { price: "45.50" }, { price: "1200" }, { price: "150000" }];
const isRefused = (sentence: string, language: Language, country: Country) =>
  judgeSentence(sentence, {
    language,
    country,
    forbidden: [],
    prices: allowedPrices(LISTED, "", country),
  })?.reason === "price";

type Row = [country: Country, language: Language, sentence: string];

/** Promises of money that no list makes. */
const PROMISES: Row[] = [
  // Without a word of money.
  ["ES", "es", "Son ciento veinte."],
  ["ES", "es", "Le sale en 35."],
  ["ES", "es", "Serían unos ochenta."],
  ["ES", "es", "Es cuarenta la sesión."],
  ["ES", "es", "La limpieza se le queda en 35."],
  ["ES", "es", "Se lo dejo en treinta y cinco."],
  ["ES", "es", "Ciento veinte."],
  ["ES", "es", "80."],
  ["ES", "es", "Cuarenta por sesión, y hacen falta tres."],
  ["ES", "es", "Ochenta más IVA."],
  ["MX", "es", "Paga quinientos y ya."],
  ["MX", "es", "Anda en ochocientos, más o menos."],
  ["CO", "es", "Serían ciento veinte mil."],
  ["CO", "es", "Le queda en ochenta mil."],
  ["AR", "es", "Ronda los cuarenta mil."],
  ["AR", "es", "Son treinta lucas."],
  ["AR", "es", "Le cobran dos palos."],
  ["GB", "en", "That is ninety."],
  ["GB", "en", "It's about eighty."],
  ["GB", "en", "It comes to one hundred and twenty."],
  ["US", "en", "Ninety a session."],
  ["US", "en", "You pay 95 in total."],
  ["US", "en", "It'll be a hundred plus tax."],
  // A number of the list in somebody else's money.
  ["ES", "es", "Son 60 dólares."],
  ["ES", "es", "Cuesta $60."],
  ["MX", "es", "Cuesta sesenta dólares."],
  ["MX", "es", "Son 60 USD."],
  ["CO", "es", "Vale 60 euros."],
  ["AR", "es", "Sale 60 dólares."],
  ["GB", "en", "It costs 60 dollars."],
  ["US", "en", "That will be £60."],
  // Ranges: both ends count.
  ["ES", "es", "Entre 50 y 60 euros."],
  ["ES", "es", "De 60 a 90 euros."],
  ["ES", "es", "Cuesta entre sesenta y noventa."],
  ["ES", "es", "Cuesta de 60 a 90."],
  ["ES", "es", "Unos 50-60 €."],
  ["MX", "es", "$60-90 según el caso."],
  ["US", "en", "Between 60 and 90 dollars."],
  ["GB", "en", "It costs £60 to £90."],
  // Nothing, in many words.
  ["ES", "es", "La primera visita es gratis."],
  ["ES", "es", "La revisión no le cuesta nada."],
  ["ES", "es", "No cobramos por la primera visita."],
  ["ES", "es", "No se paga nada el primer día."],
  ["MX", "es", "La valoración es sin costo."],
  ["MX", "es", "No tiene costo."],
  ["CO", "es", "La consulta es de cortesía."],
  ["AR", "es", "El diagnóstico es a costo cero."],
  ["AR", "es", "Invita la casa."],
  ["US", "en", "The consultation is free."],
  ["US", "en", "It won't cost you anything."],
  ["GB", "en", "There is no charge for that."],
  ["GB", "en", "We offer a free check-up."],
  // Less than the list says.
  ["ES", "es", "Se lo dejamos a mitad de precio."],
  ["MX", "es", "Hoy tenemos 2x1."],
  ["US", "en", "Today everything is half price."],
  ["ES", "es", "Un veinte por ciento."],
  ["MX", "es", "Le hago el 10 %."],
  ["AR", "es", "Le quito un diez por ciento."],
  ["CO", "es", "Hoy tiene un 15 % en limpiezas."],
  ["US", "en", "You get 20% off."],
  ["GB", "en", "We can give you 10 percent."],
  // Beside a day, a place, a question or a doubt.
  ["ES", "es", "El martes 24 le sale en 35."],
  ["ES", "es", "En la planta 2 le cobran 35."],
  ["ES", "es", "Le cobramos mañana 40."],
  ["ES", "es", "Dos horas son ochenta."],
  ["ES", "es", "Hoy son veinticinco."],
  ["MX", "es", "El total de las sesiones es de 300."],
  ["CO", "es", "El precio de la sesión es de 80."],
  ["ES", "es", "¿Es gratis? Sí, la primera."],
  ["ES", "es", "¿Quiere la primera visita gratis?"],
  ["AR", "es", "No sé si lo sabe pero la primera visita es gratis."],
  ["MX", "es", "Pregunte por nuestra promoción."],
  ["ES", "es", "No le cobramos nada por cambiar la cita y la limpieza es gratis."],
  ["US", "en", "On the 24th the price is 35."],
  ["US", "en", "Is the consultation free? Yes."],
  ["GB", "en", "Would you like a free consultation?"],
  ["GB", "en", "Ask about our special offer."],
  ["US", "en", "There is no charge for the cleaning."],
];

/** What the list says, and numbers that are no money. */
const HARMLESS: Row[] = [
  ["ES", "es", "Son sesenta."],
  ["ES", "es", "Entre 45 y 60 euros."],
  ["ES", "es", "Cuesta de 45 a 60."],
  ["MX", "es", "Cuesta $1,200."],
  ["CO", "es", "Son ciento cincuenta mil pesos."],
  ["US", "en", "It's sixty dollars."],
  ["GB", "en", "That will be £45.50."],
  // Times and dates.
  ["ES", "es", "Son las cinco y media."],
  ["ES", "es", "Es a las dieciséis treinta."],
  ["ES", "es", "Su cita es el 24."],
  ["ES", "es", "Su cita es el martes veinticuatro."],
  ["ES", "es", "El veinticuatro de noviembre de 2026."],
  ["MX", "es", "Su turno es 15.30."],
  ["AR", "es", "El turno es a las 15 hs."],
  ["CO", "es", "Abrimos de 8 a 18."],
  ["ES", "es", "Veinticuatro."],
  ["ES", "es", "Le anoto a las 16 la limpieza."],
  ["ES", "es", "El martes 24 la visita, y el 30 la consulta."],
  ["US", "en", "On Thursday 24 a visit with Dr. Ruiz."],
  ["ES", "es", "Diez y media."],
  ["US", "en", "It's ten thirty."],
  ["US", "en", "It is the 24th."],
  ["GB", "en", "It's twenty past four."],
  ["GB", "en", "We are open from 9 to 18."],
  // Telephones, addresses, codes.
  ["ES", "es", "El número es 600 111 222."],
  ["ES", "es", "Es noventa y uno, cuatrocientos veintitrés, quince, dieciséis."],
  ["ES", "es", "Estamos en Calle Mayor 45."],
  ["ES", "es", "El código postal es 28013."],
  ["MX", "es", "Estamos en Avenida Reforma 222, piso 14."],
  ["AR", "es", "El consultorio está en Corrientes 1500."],
  ["CO", "es", "Es la Carrera 15 con 93."],
  ["US", "en", "The address is 1200 Main Street."],
  ["GB", "en", "Your reference number is 4523."],
  // Ages, lengths, counts.
  ["ES", "es", "Tiene treinta y cinco años."],
  ["ES", "es", "La edad mínima es dieciocho."],
  ["ES", "es", "Son treinta minutos."],
  ["ES", "es", "Son de treinta a cuarenta minutos."],
  ["ES", "es", "Dura entre 45 y 90 minutos."],
  ["ES", "es", "Son doce."],
  ["ES", "es", "Son quince citas a la semana."],
  ["ES", "es", "Son cuatro sesiones de cuarenta minutos."],
  ["MX", "es", "Quedan veinte lugares."],
  ["AR", "es", "Tenemos treinta turnos libres."],
  ["AR", "es", "Atendemos a 20 personas por hora."],
  ["US", "en", "It is 45 minutes."],
  ["US", "en", "There are 15 appointments left."],
  ["GB", "en", "She is 45 years old."],
  // Days that suit, beside words that may cost.
  ["ES", "es", "¿Le vale el martes 24 o el jueves 26?"],
  ["ES", "es", "¿Le vale el 3 o el 5 de mayo?"],
  ["ES", "es", "¿Le vale el jueves 26 a las cinco y media?"],
  ["ES", "es", "¿Le vale mañana 24?"],
  ["ES", "es", "¿Le sale mejor el 24 o el 25?"],
  ["ES", "es", "Perfecto, vale el martes veinticuatro."],
  ["ES", "es", "La doctora sale el 24 de vacaciones."],
  ["ES", "es", "El precio se lo confirma recepción el 26."],
  ["ES", "es", "Los días libres son 14, 15 y 16."],
  ["ES", "es", "Las horas libres son 16, 17 y 18."],
  ["ES", "es", "Mañana es 24."],
  ["ES", "es", "Hoy es 20."],
  ["MX", "es", "¿Le vale el martes 24 o el jueves 26?"],
  ["MX", "es", "¿Le sale mejor el 24 o el 25?"],
  ["MX", "es", "Los días libres son 14, 15 y 16."],
  ["CO", "es", "¿Le sale bien el jueves 26 a las cinco y media?"],
  ["CO", "es", "Mañana es veinticuatro."],
  ["AR", "es", "¿Le sale mejor el 24 o el 25?"],
  ["AR", "es", "Los huecos libres son 16 y 17."],
  ["US", "en", "They will confirm the price on Thursday 26."],
  ["US", "en", "The fee is settled on the 24th or the 26th."],
  ["GB", "en", "The free days are these: 14, 15 and 16."],
  ["GB", "en", "Tomorrow it's 24."],
  // Places and counts beside them.
  ["ES", "es", "El total de sesiones es de 12."],
  ["ES", "es", "Se cobra en la planta 2."],
  ["MX", "es", "Se cobra en la ventanilla 3."],
  ["CO", "es", "El número total de citas es de 12."],
  ["AR", "es", "Le cobran en el piso 4."],
  ["US", "en", "The total number of sessions is 12."],
  ["GB", "en", "The fee is paid at desk 2."],
  // Part of something else than a price.
  ["ES", "es", "Estamos completos al 100 %."],
  ["ES", "es", "Hay un 90 % de ocupación."],
  ["MX", "es", "Tenemos un 90 por ciento de citas ocupadas."],
  ["US", "en", "We are 100% booked."],
  ["GB", "en", "About 90 percent of the slots are taken."],
  // What is asked, or not known.
  ["ES", "es", "¿Es gratis? Eso se lo confirma recepción."],
  ["ES", "es", "No sé si es gratis, se lo confirma recepción."],
  ["ES", "es", "Pregunta si hay descuento, se lo apunto."],
  ["ES", "es", "No le cobramos nada por cambiar la cita."],
  ["MX", "es", "¿Hay descuento? Eso se lo dicen en recepción."],
  ["CO", "es", "No le sé decir si es gratis."],
  ["AR", "es", "No se cobra nada por cancelar el turno."],
  ["AR", "es", "Usted pregunta por el descuento, se lo anoto."],
  ["US", "en", "Is the consultation free? The front desk will confirm that."],
  ["US", "en", "I do not know if the consultation is free."],
  ["GB", "en", "They asked whether there is a discount, I will write that down."],
  ["GB", "en", "There is no charge for changing the appointment."],
  // What is free in another sense, or is not.
  ["ES", "es", "La primera visita no es gratis."],
  ["ES", "es", "No tenemos nada gratis."],
  ["MX", "es", "Ese horario está libre."],
  ["US", "en", "The ten o'clock slot is free."],
  ["US", "en", "You are free on Thursday."],
  ["US", "en", "That is free at ten."],
  ["GB", "en", "The parking is not free of charge."],
];

describe("money in a sentence of the model", () => {
  it.each(PROMISES)("%s, %s: “%s” is promised by nobody", (country, language, sentence) => {
    expect(isRefused(sentence, language, country)).toBe(true);
  });

  it.each(HARMLESS)("%s, %s: “%s” may be said", (country, language, sentence) => {
    expect(isRefused(sentence, language, country)).toBe(false);
  });

  it("in another country's money may be said where a person wrote it down", () => {
    const prices = allowedPrices([], "El blanqueamiento cuesta 90 dólares.", "MX");
    const rules = { language: "es", country: "MX", forbidden: [], prices } as const;
    expect(judgeSentence("Son noventa dólares.", rules)).toBeUndefined();
    expect(judgeSentence("Son noventa pesos.", rules)?.reason).toBe("price");
  });

  it("is read in a time that grows with the text, however many numbers there are", () => {
    expect(pricesIn("son 45 a 50, ".repeat(2000), "es", "ES").size).toBeGreaterThan(0);
  });
});
