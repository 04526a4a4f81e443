import type { z } from "zod";
import { orNull } from "@/components/frame/or-null";
import { advisorInput, type AdvisorView } from "@/lib/advisors/schema";

const { email, userId } = advisorInput.shape;

/** As the fields hold it; reads as the body of a new advisor. */
export const advisorForm = advisorInput
  .omit({ isOn: true })
  .extend({ userId: orNull(userId), email: orNull(email) });
export type AdvisorForm = z.input<typeof advisorForm>;
export type AdvisorFormOutput = z.output<typeof advisorForm>;

export const EMPTY_ADVISOR: AdvisorForm = {
  name: "",
  number: "",
  userId: "",
  skills: [],
  languages: [],
  openingHours: null,
  priority: 1,
  email: "",
  notifyByEmail: true,
  notifyBySms: false,
};

export function formOf(advisor: AdvisorView): AdvisorForm {
  const { name, number, member, skills, languages, openingHours, priority, ...rest } = advisor;
  const { email: address, notifyByEmail, notifyBySms } = rest;
  return {
    name,
    number,
    userId: member?.id ?? "",
    skills,
    languages,
    openingHours,
    priority,
    email: address ?? "",
    notifyByEmail,
    notifyBySms,
  };
}
