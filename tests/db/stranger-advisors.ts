import * as advisorQueries from "@/db/queries/advisors";
import { newPhoneNumber } from "./business";
import { ours, stranger, nothing, empty, strangersOwn, type Attempt } from "./stranger";

const since = { dayStart: new Date("2020-01-01T00:00:00Z") };
const advisor = () => ({
  name: "x",
  number: newPhoneNumber(),
  userId: null,
  skills: [],
  languages: [],
  openingHours: null,
  priority: 1,
  isOn: true,
  email: null,
  notifyByEmail: false,
  notifyBySms: false,
});

/** Of the people to whom calls are transferred. */
export const ADVISORS_ATTEMPTS: Record<string, Attempt> = {
  listAdvisorsAtWork: [() => advisorQueries.listAdvisorsAtWork(stranger, since), empty],
  findAdvisorAtWork: [
    () => advisorQueries.findAdvisorAtWork(stranger, ours.advisor.advisorId, since),
    nothing,
  ],
  findAdvisor: [() => advisorQueries.findAdvisor(stranger, ours.advisor.advisorId), nothing],
  findAdvisorByNumber: [() => advisorQueries.findAdvisorByNumber(stranger, ours.advisor.number), nothing],
  countAdvisors: [() => advisorQueries.countAdvisors(stranger), nothing],
  changeAdvisor: [
    () => advisorQueries.changeAdvisor(stranger, ours.advisor.advisorId, { name: "changed" }),
    nothing,
  ],
  deleteAdvisor: [() => advisorQueries.deleteAdvisor(stranger, ours.advisor.advisorId), nothing],
  archiveAdvisor: [() => advisorQueries.archiveAdvisor(stranger, ours.advisor.advisorId), nothing],
  insertAdvisor: [() => advisorQueries.insertAdvisor(stranger, advisor()), strangersOwn],
  insertAbsence: [
    () =>
      advisorQueries
        .insertAbsence(stranger, {
          advisorId: ours.advisor.advisorId,
          startsAt: new Date("2098-01-01T00:00:00Z"),
          endsAt: new Date("2098-01-02T00:00:00Z"),
          reason: "x",
        })
        .catch(() => undefined),
    nothing,
  ],
  deleteAbsence: [
    () => advisorQueries.deleteAbsence(stranger, ours.advisor.advisorId, ours.advisor.absenceId),
    nothing,
  ],
};
