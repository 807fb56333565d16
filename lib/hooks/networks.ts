import { BlockList, isIPv6 } from "node:net";

/** What is not the public internet, as IANA's registries of special-purpose addresses have it. */
const NOT_PUBLIC_4 = [
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
  ["224.0.0.0", 3],
] as const;

const list = new BlockList();
for (const [network, prefix] of NOT_PUBLIC_4) list.addSubnet(network, prefix, "ipv4");

// Of IPv6 only what is handed out as global unicast may be called, less the parts of it that lead back to IPv4 or
// nowhere: Teredo and others, documentation, 6to4.
const global6 = new BlockList();
global6.addSubnet("2000::", 3, "ipv6");
const NOT_PUBLIC_6 = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
] as const;
for (const [network, prefix] of NOT_PUBLIC_6) list.addSubnet(network, prefix, "ipv6");

/** Whether an IP address is on the public internet: neither this machine, nor a private network, nor a reserved range. */
export function isPublic(address: string): boolean {
  if (!isIPv6(address)) return !list.check(address, "ipv4");
  return global6.check(address, "ipv6") && !list.check(address, "ipv6");
}
