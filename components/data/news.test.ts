import { expect, test } from "vitest";
import { newsOf } from "./news";

test("a change that came between two reads of one refresh is asked for, although one of them has seen it", () => {
  const isNews = newsOf();
  expect(isNews(7, 6)).toBe(true);
  expect(isNews(8, 8)).toBe(true);
});

test("what is on screen, or was asked for already, is not asked for again", () => {
  const isNews = newsOf();
  expect(isNews(6, 6)).toBe(false);
  expect(isNews(7, 6)).toBe(true);
  expect(isNews(7, 6)).toBe(false);
  expect(isNews(5, 6)).toBe(false);
});

test("where nothing is known yet, everything is news", () => {
  expect(newsOf()(1, undefined)).toBe(true);
});
