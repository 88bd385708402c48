/**
 * Addresses that a call from the server must not reach unless it was allowed: the machine itself, its network, and what clouds answer on.
 * Source: IANA special-purpose address registries, https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry
 */
import { BlockList, isIP } from "node:net";

const reserved = new BlockList();
for (const [network, prefix] of [
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
] as const)
  reserved.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 96],
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["5f00::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  reserved.addSubnet(network, prefix, "ipv6");

/** True for an address that is nobody's on the internet; an IPv4 address within an IPv6 one is judged as what it is. */
export function isPrivate(address: string): boolean {
  const within = /^::ffff:(?:(\d+\.\d+\.\d+\.\d+)|([0-9a-f]{1,4}):([0-9a-f]{1,4}))$/i.exec(address);
  if (within?.[1] !== undefined) return isPrivate(within[1]);
  if (within) {
    const [high, low] = [Number.parseInt(within[2]!, 16), Number.parseInt(within[3]!, 16)];
    return isPrivate([high >> 8, high & 255, low >> 8, low & 255].join("."));
  }
  const family = isIP(address);
  return family === 0 || reserved.check(address, family === 4 ? "ipv4" : "ipv6");
}
