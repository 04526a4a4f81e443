import { z } from "zod";

/** What a caller said, as the model heard it. */
const said = (what: string) => z.string().trim().min(1).max(300).describe(what).optional();

/** Parameters that several tools have; the descriptions are for the model. */
export const SAID = {
  service: said("The service the caller wants, in their own words."),
  when: said(
    "The day and time the caller wants, in their own words and language, such as 'el jueves que viene por la tarde'. Do not calculate dates.",
  ),
  slot_id: said("The slot_id of the option the caller chose, exactly as it was given."),
  staff: said("The person the caller wants to see, if they named one."),
  appointment_id: said("The appointment_id of the option the caller chose, exactly as it was given."),
  name: said("The caller's full name, as they said it. Only if they said it."),
  date_of_birth: said("The caller's date of birth, in their own words. Only if they were asked for it."),
  number_digits: said(
    "The digits of the telephone number the caller said. Only if they were asked for them.",
  ),
  phone: said("The telephone number to call back, in the caller's own words."),
  email: said("The caller's e-mail address, as they spelled it. Only if they gave it."),
  reason: said("Why, in the caller's words, if they said it."),
};
