import { expect, test } from 'vitest';
import { cutMember, indentJson } from './raw-json';

test('a payload keeps 64-bit integers, trailing zeros and escapes as sent', () => {
  const data = '{"id":9007199254740993,"total":12.50,"big":1e400,"text":"a\\u00e9\\"}"}';
  const cut = cutMember(`{"type":"order.created","data":${data},"deliveries":[]}`, 'data');
  expect(cut.value).toBe(data);
  expect(JSON.parse(cut.rest)).toEqual({ type: 'order.created', data: null, deliveries: [] });
});

test('only a member of the outermost object is cut', () => {
  const cut = cutMember('{"a":{"data":1},"b":"data","data" : [1, {"data":2}] }', 'data');
  expect(cut.value).toBe('[1, {"data":2}]');
});

test('a payload that is a string or null is found too', () => {
  expect(cutMember('{"data":"data"}', 'data').value).toBe('"data"');
  expect(cutMember('{"data":null}', 'data').value).toBe('null');
  expect(cutMember('{"other":1}', 'data').value).toBeUndefined();
});

test('a payload is laid out without touching a token', () => {
  expect(indentJson('{"id":9007199254740993,"list":[1.0,{}],"none":[]}')).toBe(
    '{\n  "id": 9007199254740993,\n  "list": [\n    1.0,\n    {}\n  ],\n  "none": []\n}',
  );
});
