import { pythonJson } from './python-json';

describe("Python's JSON", () => {
  // Expected text: json.dumps(value, sort_keys=True) of Python 3.11.
  it('has sorted keys, spaces after commas and colons, and only ASCII', () => {
    const value = { b: [1, true, null, 'é😀"\\\n\u007f/'], a: {}, Z: [], aa: { y: 1.5, x: 0 } };
    expect(pythonJson(value)).toBe(
      '{"Z": [], "a": {}, "aa": {"x": 0, "y": 1.5}, "b": [1, true, null, ' +
        '"\\u00e9\\ud83d\\ude00\\"\\\\\\n\\u007f/"]}',
    );
  });

  it('writes integers of any size', () => {
    expect(pythonJson({ call_id: 9_007_199_254_740_993n })).toBe('{"call_id": 9007199254740993}');
  });

  it('means the same as the value', () => {
    const value = { list: [{ deep: 'ü, : "' }], n: -1.25, no: false };
    expect(JSON.parse(pythonJson(value))).toEqual(value);
  });
});
