import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { withTransaction } from "@/db/client";
import { addAbsence, deleteAbsence } from "@/lib/advisors/absences";
import { getAdvisor } from "@/lib/advisors/list-advisors";
import { createAdvisor, removeAdvisor, setAvailability, updateAdvisor } from "@/lib/advisors/manage-advisors";
import { correctAnalysis } from "@/lib/analysis/correct-analysis";
import { getAnalysis } from "@/lib/analysis/get-analysis";
import { runAnalysis } from "@/lib/analysis/run-analysis";
import { bookAppointment } from "@/lib/appointments/book-appointment";
import { changeAppointment, setAppointmentStatus } from "@/lib/appointments/change-appointment";
import { findFreeSlots } from "@/lib/appointments/find-free-slots";
import { getAppointmentDetail } from "@/lib/appointments/get-appointment";
import { getAppointmentByExternalId } from "@/lib/appointments/keep-appointment";
import { callPatient } from "@/lib/elevenlabs-api/call-patient";
import { listToolUsesOfCall } from "@/lib/tools/list-tool-uses";
import { getDifference, publishAgent } from "@/lib/agents/publish-agent";
import { getAgent, updateAgent } from "@/lib/agents/save-agent";
import { listVersions, restoreVersion } from "@/lib/agents/versions";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { createFeed, revokeFeed } from "@/lib/agenda/calendar-feeds";
import { createClosure, deleteClosure } from "@/lib/agenda/closures";
import { closureInput } from "@/lib/agenda/schema";
import { deleteService, orderServices, updateService } from "@/lib/agenda/services";
import { createStaff, deleteStaff, orderStaff, updateStaff } from "@/lib/agenda/staff";
import { getCall, listCallTurns, listEventsOfCall } from "@/lib/calls/get-call";
import { bringPerson } from "@/lib/ladder/bring-person";
import { continueCall } from "@/lib/calls/continue-call";
import { addConsent, listConsents } from "@/lib/contacts/consents";
import { clearDoNotCall, setDoNotCall } from "@/lib/contacts/do-not-call";
import { countErasure, getContact } from "@/lib/contacts/get-contact";
import { mergeContacts } from "@/lib/contacts/merge-contacts";
import { updateContact } from "@/lib/contacts/save-contact";
import { consentInput } from "@/lib/contacts/schema";
import { chooseTrack, deleteTrack } from "@/lib/hold-music/own-tracks";
import { hangUpCall } from "@/lib/calls/hang-up-call";
import { exportFaults } from "@/lib/imports/export-faults";
import { cancelImport, changeImport, getImport, startImport } from "@/lib/imports/manage-import";
import { previewImport } from "@/lib/imports/preview-import";
import { recordCallEvents } from "@/lib/calls/record-event";
import { endConversation, readConversation } from "@/lib/elevenlabs-api/conversations";
import { deleteRecording } from "@/lib/recordings/delete-recording";
import { downloadRecording } from "@/lib/recordings/download-recording";
import { getRecording, listCallRecordings } from "@/lib/recordings/list-recordings";
import { getCallCosts } from "@/lib/model-uses/get-call-costs";
import { addMessageNote, changeMessage } from "@/lib/messages/change-message";
import { listNotices } from "@/lib/messages/list-notices";
import { getMessage } from "@/lib/messages/show-messages";
import { takeMessage } from "@/lib/messages/take-message";
import {
  getTransfer,
  listTransfersOfCall,
  noteTransfer,
  wishTransfer,
} from "@/lib/transfers/manage-transfer";
import { placeCaller } from "@/lib/transfers/place-caller";
import { requestTransfer } from "@/lib/transfers/request-transfer";
import { initTransfer, startTransfer } from "@/lib/transfers/start-transfer";
import { keepSilence, leaveMessage } from "@/lib/voicemail/keep-recorded-message";
import {
  getDelivery,
  listDeliveries,
  replayDelivery,
  replayFailed,
  testEndpoint,
} from "@/lib/outgoing/deliveries";
import { deleteEndpoint, rotateSecret, updateEndpoint } from "@/lib/outgoing/manage-endpoints";
import { assignNumber, assignPhoneNumber, unassignAgent } from "@/lib/numbers/assign-number";
import { importNumber } from "@/lib/numbers/import-number";
import { routeNumber } from "@/lib/numbers/route-number";
import { revokeInvitation } from "@/lib/team/invite";
import { answerMachine } from "@/lib/machines/answer-machine";
import { takeVerdict } from "@/lib/machines/take-verdict";
import { verdictOf } from "@/lib/machines/verdict";
import { previewSentence } from "@/lib/sentences/preview-sentence";
import { changeRole, removeMember } from "@/lib/team/manage-team";
import { readVoiceCall } from "@/lib/voice-calls-api/read-voice-calls";
import { ours, stranger, meetStranger, everythingOfOurs } from "./stranger";

meetStranger();

describe("a verb called by a stranger with our ids", () => {
  const VERBS: Record<string, () => Promise<unknown>> = {
    chooseTrack: () => chooseTrack(stranger, ours.trackId),
    deleteTrack: () => deleteTrack(stranger, ours.trackId),
    previewSentence: () =>
      previewSentence(stranger, { key: "connecting", language: "es", agentId: ours.agentId }),
    answerMachine: () => answerMachine(stranger, ours.call.id, true),
    takeVerdict: () =>
      takeVerdict(stranger, ours.call.id, {
        verdict: verdictOf("machine_start"),
        source: "twilio",
        at: new Date(),
        durationMs: null,
      }),
    getTransfer: () => getTransfer(stranger, ours.transfer.transferId),
    listTransfersOfCall: () => listTransfersOfCall(stranger, ours.call.id),
    wishTransfer: () => wishTransfer(stranger, ours.transfer.transferId, "return"),
    noteTransfer: () => noteTransfer(stranger, ours.transfer.transferId, "x"),
    startTransfer: () =>
      startTransfer(stranger, ours.call.id, { advisorId: ours.advisor.advisorId }, "member"),
    requestTransfer: () => requestTransfer(stranger, ours.call.id, { by: "agent", reason: "x", brief: "x" }),
    initTransfer: () =>
      initTransfer(stranger, { CallSid: ours.call.twilioCallSid ?? "", To: ours.advisor.number }),
    placeCaller: () => placeCaller(stranger, ours.call.id, false),
    getAdvisor: () => getAdvisor(stranger, ours.advisor.advisorId),
    createAdvisor: () => createAdvisor(stranger, { name: "x", number: "+34600000009", userId: ours.ownerId }),
    updateAdvisor: () => updateAdvisor(stranger, ours.advisor.advisorId, { name: "changed" }),
    removeAdvisor: () => removeAdvisor(stranger, ours.advisor.advisorId),
    setAvailability: () => setAvailability(stranger, ours.advisor.advisorId, { isOn: false }),
    addAbsence: () =>
      addAbsence(stranger, ours.advisor.advisorId, {
        startsAt: new Date("2098-01-01T00:00:00Z"),
        endsAt: new Date("2098-01-02T00:00:00Z"),
        reason: "x",
      }),
    deleteAbsence: () =>
      deleteAbsence(stranger, { advisorId: ours.advisor.advisorId, absenceId: ours.advisor.absenceId }),
    getAppointmentDetail: () => getAppointmentDetail(stranger, ours.appointmentId),
    changeAppointment: () => changeAppointment(stranger, ours.appointmentId, { notes: "changed" }),
    setAppointmentStatus: () => setAppointmentStatus(stranger, ours.appointmentId, { status: "cancelled" }),
    getAppointmentByExternalId: () => getAppointmentByExternalId(stranger, "A-1"),
    bookAppointment: () =>
      bookAppointment(stranger, {
        contactId: ours.contactId,
        staffId: ours.agenda.staffId,
        serviceId: ours.agenda.serviceId,
        title: "",
        notes: "",
        externalId: null,
        startsAt: new Date("2098-01-01T10:00:00Z"),
      }),
    findFreeSlots: () =>
      findFreeSlots(stranger, { serviceId: ours.agenda.serviceId, from: "2098-01-01", days: 1 }),
    listToolUsesOfCall: () => listToolUsesOfCall(stranger, ours.call.id),
    callPatient: () => callPatient(stranger, ours.contactId, {}),
    createStaff: () => createStaff(stranger, { name: "x", serviceIds: [ours.agenda.serviceId] }),
    updateStaff: () => updateStaff(stranger, ours.agenda.staffId, { name: "changed" }),
    deleteStaff: () => deleteStaff(stranger, ours.agenda.staffId),
    orderStaff: () => orderStaff(stranger, [ours.agenda.staffId]),
    updateService: () => updateService(stranger, ours.agenda.serviceId, { name: "changed" }),
    deleteService: () => deleteService(stranger, ours.agenda.serviceId),
    orderServices: () => orderServices(stranger, [ours.agenda.serviceId]),
    createClosure: () =>
      createClosure(
        stranger,
        closureInput.parse({
          staffId: ours.agenda.staffId,
          startsAt: "2098-01-01T00:00:00Z",
          endsAt: "2098-01-02T00:00:00Z",
          reason: "x",
        }),
      ),
    deleteClosure: () => deleteClosure(stranger, ours.agenda.closureId),
    createFeed: () =>
      createFeed(stranger, { name: "x" }, { name: "x", staffId: ours.agenda.staffId, showNames: true }),
    revokeFeed: () => revokeFeed(stranger, ours.agenda.feedId),
    getContact: () => getContact(stranger, ours.contactId),
    countErasure: () => countErasure(stranger, ours.contactId),
    updateContact: () => updateContact(stranger, ours.contactId, { name: "changed" }),
    mergeContacts: () => mergeContacts(stranger, ours.contactId, randomUUID()),
    setDoNotCall: () => setDoNotCall(stranger, ours.contactId, { reason: "x" }),
    clearDoNotCall: () => clearDoNotCall(stranger, ours.contactId),
    listConsents: () => listConsents(stranger, ours.contactId),
    addConsent: () =>
      addConsent(
        stranger,
        ours.contactId,
        consentInput.parse({ purpose: "marketing", channel: "call", decision: "refused", source: "call" }),
      ),
    getImport: () => getImport(stranger, ours.importId),
    changeImport: () => changeImport(stranger, ours.importId, { patch: { kind: "lead" }, country: "ES" }),
    previewImport: () => previewImport(stranger, ours.importId, "ES"),
    startImport: () => startImport(stranger, ours.importId, { isCheck: false }),
    cancelImport: () => cancelImport(stranger, ours.importId),
    exportFaults: () =>
      exportFaults(stranger, ours.importId, {
        row: "",
        reason: "",
        columnName: String,
        sentenceOf: String,
      }),
    getAgent: () => getAgent(stranger, ours.agentId),
    updateAgent: () => updateAgent(stranger, ours.agentId, { name: "changed" }),
    publishAgent: () => publishAgent(stranger, ours.agentId),
    getDifference: () => getDifference(stranger, ours.agentId),
    listVersions: () => listVersions(stranger, ours.agentId),
    restoreVersion: () => restoreVersion(stranger, { agentId: ours.agentId, version: 1 }),
    getCall: () => getCall(stranger, ours.call.id),
    listCallTurns: () => listCallTurns(stranger, ours.call.id),
    listCallRecordings: () => listCallRecordings(stranger, ours.call.id),
    getRecording: () => getRecording(stranger, ours.recordingId),
    downloadRecording: () => downloadRecording(stranger, ours.recordingId, "owner"),
    deleteRecording: () => deleteRecording(stranger, ours.recordingId),
    listEventsOfCall: () => listEventsOfCall(stranger, ours.call.id),
    hangUpCall: () => hangUpCall(stranger, ours.call.id),
    continueCall: () => continueCall(stranger, ours.call.id),
    bringPerson: () => withTransaction(stranger, (inner) => bringPerson(inner, ours.call.id)),
    recordCallEvents: () => recordCallEvents(stranger, ours.call.id, []),
    assignNumber: () => assignNumber(stranger, ours.number.id, null),
    importNumber: () => importNumber(stranger, ours.number.id),
    routeNumber: () => routeNumber(stranger, ours.number.id, "centralita"),
    assignPhoneNumber: () =>
      assignPhoneNumber(stranger, { agentId: ours.agentId, phoneNumber: "+34910000001" }),
    unassignAgent: () => unassignAgent(stranger, ours.agentId),
    revokeApiKey: () => revokeApiKey(stranger, ours.keyId),
    readConversation: () => readConversation(stranger, ours.call.id),
    readVoiceCall: () => readVoiceCall(stranger, ours.call.id),
    endConversation: () => endConversation(stranger, ours.call.elevenLabsConversationId ?? ""),
    getMessage: () => getMessage(stranger, ours.messageId),
    listNotices: () => listNotices(stranger, ours.messageId),
    changeMessage: () => changeMessage(stranger, ours.messageId, { done: true }),
    addMessageNote: () => addMessageNote(stranger, ours.messageId, "x"),
    leaveMessage: () =>
      leaveMessage(stranger, ours.call.id, { recordingSid: `RE${"a".repeat(32)}`, seconds: 5 }),
    keepSilence: () => keepSilence(stranger, ours.call.id),
    takeMessage: () => takeMessage(stranger, { callId: ours.call.id, text: "x", isUrgent: false }),
    updateWebhookEndpoint: () => updateEndpoint(stranger, ours.webhook.endpointId, { active: false }),
    deleteWebhookEndpoint: () => deleteEndpoint(stranger, ours.webhook.endpointId),
    rotateSecret: () => rotateSecret(stranger, ours.webhook.endpointId),
    testEndpoint: () => testEndpoint(stranger, ours.webhook.endpointId),
    listWebhookDeliveries: () => listDeliveries(stranger, ours.webhook.endpointId, { limit: 10 }),
    getDelivery: () => getDelivery(stranger, ours.webhook.deliveryId),
    getAnalysis: () => getAnalysis(stranger, ours.call.id),
    runAnalysis: () => runAnalysis(stranger, ours.call.id),
    correctAnalysis: () => correctAnalysis(stranger, ours.call.id, { outcome: "booked" }),
    getCallCosts: () => getCallCosts(stranger, ours.call.id),
    replayDelivery: () => replayDelivery(stranger, ours.webhook.deliveryId),
    replayFailed: () => replayFailed(stranger, ours.webhook.endpointId),
    revokeInvitation: () => revokeInvitation(stranger, ours.invitationId),
    changeRole: () => changeRole(stranger, "owner", ours.ownerId, "viewer"),
    removeMember: () => removeMember(stranger, "owner", ours.ownerId),
  };

  it.each(Object.keys(VERBS))("%s says not_found and changes nothing of ours", async (name) => {
    const before = await everythingOfOurs();
    await expect(VERBS[name]?.()).rejects.toMatchObject({ code: "not_found" });
    expect(await everythingOfOurs()).toEqual(before);
  });
});
