import { randomUUID } from "node:crypto";
import * as agendaQueries from "@/db/queries/agenda";
import * as appointmentQueries from "@/db/queries/appointments";
import * as calendarFeedQueries from "@/db/queries/calendar-feeds";
import {
  ours,
  stranger,
  nothing,
  empty,
  harmless,
  strangersOwn,
  type Attempt,
  isRefused,
  refused,
} from "./stranger";

const someYears = () => ({ from: new Date("2020-01-01T00:00:00Z"), to: new Date("2099-01-01T00:00:00Z") });
const person = () => ({
  name: "x",
  color: 0,
  openingHours: null,
  active: true,
  position: 0,
  externalId: null,
});
const service = () => ({
  name: "x",
  durationMinutes: 30,
  price: null,
  active: true,
  bookableByAgents: true,
  position: 0,
  externalId: null,
});
const closed = (staffId: string | null) => ({
  staffId,
  startsAt: new Date("2098-01-01T00:00:00Z"),
  endsAt: new Date("2098-01-02T00:00:00Z"),
  reason: "x",
  holidayOn: null,
});
const feed = (staffId: string | null) => ({
  name: "x",
  staffId,
  showNames: true,
  tokenHash: randomUUID(),
  hint: "abcdef",
  createdBy: "x",
});

/** Of the agenda: staff, services, closures, feeds and appointments. */
export const AGENDA_ATTEMPTS: Record<string, Attempt> = {
  findAppointment: [() => appointmentQueries.findAppointment(stranger, ours.appointmentId), nothing],
  findAppointmentByExternalId: [
    () => appointmentQueries.findAppointmentByExternalId(stranger, "A-1"),
    nothing,
  ],
  listAppointments: [() => appointmentQueries.listAppointments(stranger, someYears()), empty],
  listAppointmentsOf: [
    () =>
      appointmentQueries.listAppointmentsOf(stranger, { contactId: ours.contactId, callId: ours.call.id }),
    empty,
  ],
  listComing: [() => appointmentQueries.listComing(stranger, [ours.contactId], new Date()), empty],
  listHeldTimes: [
    () => appointmentQueries.listHeldTimes(stranger, { ...someYears(), staffIds: [ours.agenda.staffId] }),
    empty,
  ],
  insertAppointment: [
    () =>
      appointmentQueries
        .insertAppointment(stranger, {
          contactId: ours.contactId,
          staffId: ours.agenda.staffId,
          startsAt: new Date("2098-01-01T10:00:00Z"),
          endsAt: new Date("2098-01-01T11:00:00Z"),
        })
        .catch(() => undefined),
    nothing,
  ],
  changeAppointment: [
    () => appointmentQueries.changeAppointment(stranger, ours.appointmentId, { notes: "changed" }),
    nothing,
  ],
  lockAppointment: [() => appointmentQueries.lockAppointment(stranger, ours.appointmentId), nothing],
  insertAppointmentEvent: [
    () =>
      appointmentQueries
        .insertAppointmentEvent(stranger, {
          appointmentId: ours.appointmentId,
          type: "cancelled",
          callId: null,
          details: {},
        })
        .catch(() => undefined),
    nothing,
  ],
  listAppointmentEvents: [
    () => appointmentQueries.listAppointmentEvents(stranger, ours.appointmentId),
    empty,
  ],
  findStaffAndService: [
    () => appointmentQueries.findStaffAndService(stranger, ours.agenda),
    (answer) => Object.values(answer as object).every(nothing),
  ],
  listStaff: [() => agendaQueries.listStaff(stranger), empty],
  findStaff: [() => agendaQueries.findStaff(stranger, ours.agenda.staffId), nothing],
  countStaff: [
    () => agendaQueries.countStaff(stranger),
    (answer) => (answer as { staff: number }).staff === 0,
  ],
  insertStaff: [() => agendaQueries.insertStaff(stranger, person()), strangersOwn],
  changeStaff: [() => agendaQueries.changeStaff(stranger, ours.agenda.staffId, { name: "changed" }), nothing],
  deleteStaff: [() => agendaQueries.deleteStaff(stranger, ours.agenda.staffId), nothing],
  setServicesOfStaff: [
    () => agendaQueries.setServicesOfStaff(stranger, ours.agenda.staffId, [ours.agenda.serviceId]),
    harmless,
  ],
  giveServiceToAll: [() => agendaQueries.giveServiceToAll(stranger, ours.agenda.serviceId), harmless],
  orderStaff: [() => agendaQueries.orderStaff(stranger, [randomUUID(), ours.agenda.staffId]), harmless],
  listServices: [() => agendaQueries.listServices(stranger), empty],
  findService: [() => agendaQueries.findService(stranger, ours.agenda.serviceId), nothing],
  countServices: [
    () => agendaQueries.countServices(stranger),
    (answer) => (answer as { services: number }).services === 0,
  ],
  insertService: [() => agendaQueries.insertService(stranger, service()), strangersOwn],
  changeService: [
    () => agendaQueries.changeService(stranger, ours.agenda.serviceId, { name: "changed" }),
    nothing,
  ],
  deleteService: [() => agendaQueries.deleteService(stranger, ours.agenda.serviceId), nothing],
  orderServices: [
    () => agendaQueries.orderServices(stranger, [randomUUID(), ours.agenda.serviceId]),
    harmless,
  ],
  listClosures: [() => agendaQueries.listClosures(stranger, { from: new Date(0) }), empty],
  listHolidayDays: [() => agendaQueries.listHolidayDays(stranger, ["2098-12-25"]), empty],
  insertClosures: [
    () => refused(agendaQueries.insertClosures(stranger, [closed(ours.agenda.staffId)])),
    isRefused,
  ],
  deleteClosure: [() => agendaQueries.deleteClosure(stranger, ours.agenda.closureId), nothing],
  listFeeds: [() => calendarFeedQueries.listFeeds(stranger), empty],
  countFeeds: [() => calendarFeedQueries.countFeeds(stranger), nothing],
  insertFeed: [() => refused(calendarFeedQueries.insertFeed(stranger, feed(ours.agenda.staffId))), isRefused],
  deleteFeed: [() => calendarFeedQueries.deleteFeed(stranger, ours.agenda.feedId), nothing],
  listFeedAppointments: [
    () =>
      calendarFeedQueries.listFeedAppointments(stranger, {
        from: new Date(0),
        to: new Date(8_000_000_000_000),
        staffId: ours.agenda.staffId,
      }),
    empty,
  ],
};
