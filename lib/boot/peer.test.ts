import { expect, test } from "vitest";
import { addressOf, peerOf, proxiesOf } from "./peer.mjs";

const none = proxiesOf("");
const proxies = proxiesOf("10.0.0.0/8, 192.0.2.7, fd00::/8");

test.each(["1.2.3.4", "10.0.0.1, 1.2.3.4", "127.0.0.1", "::1", "unknown", ",,,", "1.2.3.4, 203.0.113.9"])(
  "without a trusted proxy X-Forwarded-For %j changes nothing",
  (forwarded) => {
    expect(peerOf("203.0.113.9", forwarded, none)).toBe("203.0.113.9");
    expect(peerOf("203.0.113.9", forwarded, proxies)).toBe("203.0.113.9");
  },
);

test.each([
  ["198.51.100.1", "198.51.100.1"],
  ["1.1.1.1, 198.51.100.1", "198.51.100.1"],
  ["10.6.6.6, 198.51.100.1", "198.51.100.1"],
  ["1.1.1.1, 198.51.100.1, 10.1.1.1, 192.0.2.7", "198.51.100.1"],
  ["198.51.100.1, nonsense", "10.0.0.1"],
  ["", "10.0.0.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
])("behind proxies X-Forwarded-For %j is the stranger nearest to them, %s", (forwarded, peer) => {
  expect(peerOf("10.0.0.1", forwarded, proxies)).toBe(peer);
});

test("one who owns a network of IPv6 is one, whichever of its addresses he takes", () => {
  const peers = ["2001:db8::1", "2001:db8:0:0:ffff::9", "2001:db8::"].map((each) => peerOf(each, "", none));
  expect(new Set(peers)).toEqual(new Set(["2001:db8:0:0::/64"]));
  expect(peerOf("2001:db8:0:1::1", "", none)).not.toBe(peers[0]);
});

test("IPv4 by way of an IPv6 socket is IPv4, for its trust as well", () => {
  expect(peerOf(addressOf("::ffff:10.0.0.1"), "198.51.100.1", proxies)).toBe("198.51.100.1");
  expect(addressOf("::ffff:10.0.0.1")).toBe("10.0.0.1");
});
