import { BlockList, isIP, isIPv4 } from "node:net";

/**
 * Who asks: the address at the other end, or what a trusted proxy says of it. The header is read from its end, where
 * our own proxies have written; what stands before the first stranger is his own invention.
 * @param {string} other the address at the other end of the connection
 * @param {string} forwarded X-Forwarded-For
 * @param {BlockList} proxies
 * @returns {string} an address; of IPv6 the /64, since one client owns all of it
 */
export function peerOf(other, forwarded, proxies) {
  let peer = other;
  for (const each of forwarded.split(",").reverse()) {
    const said = addressOf(each.trim());
    if (!isTrusted(peer, proxies) || said === "") break;
    peer = said;
  }
  return isIPv4(peer) || peer === "" ? peer : networkOf(peer);
}

/**
 * @param {string} list addresses and networks, separated by commas
 * @returns {BlockList}
 */
export function proxiesOf(list) {
  const proxies = new BlockList();
  for (const each of list.split(",").map((item) => item.trim())) {
    if (each === "") continue;
    const [address = "", bits] = each.split("/");
    const family = isIPv4(address) ? "ipv4" : "ipv6";
    if (bits === undefined) proxies.addAddress(address, family);
    else proxies.addSubnet(address, Number(bits), family);
  }
  return proxies;
}

/**
 * @param {string} address
 * @param {BlockList} proxies
 */
export function isTrusted(address, proxies) {
  return address !== "" && proxies.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

/**
 * An address as it is compared: IPv4 also where it came by an IPv6 socket; empty for what is none.
 * @param {string | undefined} text
 */
export function addressOf(text = "") {
  const plain = text.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  return isIP(plain) === 0 ? "" : plain;
}

/** @param {string} address */
function networkOf(address) {
  const [before = "", after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split("::");
  const head = before.split(":").filter(Boolean);
  const tail = (after ?? "").split(":").filter(Boolean);
  const groups = [...head, ...Array(8 - head.length - tail.length).fill("0"), ...tail];
  return `${groups.slice(0, 4).join(":")}::/64`;
}
