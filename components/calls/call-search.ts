import { addressFilters } from "@/components/frame/address-filters";
import { type CallFilters, callFilters } from "@/lib/calls/schema";

export const callSearch = addressFilters(callFilters);

/** How many filters are on besides the search and the state, which are always in sight. */
export function lesserFilters({ agentId, direction, answeredBy, outcome, from, to }: CallFilters): number {
  return callSearch.searchOf({ agentId, direction, answeredBy, outcome, from, to }).size;
}
