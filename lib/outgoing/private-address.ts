import { BlockList, isIPv4, isIPv6 } from "node:net";

/** What the internet does not route (IANA special-purpose address registries, RFC 6890), and where clouds tell machines their secrets. */
const IPV4_RANGES: readonly [network: string, prefix: number][] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** Global unicast is 2000::/3; of it, these lead elsewhere: Teredo and its neighbours, documentation, 6to4. */
const IPV6_RANGES: readonly [network: string, prefix: number][] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
];

const refused = new BlockList();
for (const [network, prefix] of IPV4_RANGES) refused.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of IPV6_RANGES) refused.addSubnet(network, prefix, "ipv6");
const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

/** Whether an IP address, as a resolver gives it, is one that a stranger's webhook must not reach. What is no address is one too. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return refused.check(address, "ipv4");
  // An address of IPv4 in IPv6's clothes (::ffff:…, 64:ff9b::…) is outside global unicast: refused, whatever it carries.
  if (isIPv6(address)) return !globalUnicast.check(address, "ipv6") || refused.check(address, "ipv6");
  return true;
}
