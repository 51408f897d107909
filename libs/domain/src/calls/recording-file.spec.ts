import { recordingFile } from './recording-file';

describe('recordingFile', () => {
  it.each([
    ['audio/mpeg', 'https://x.example/a', 'mp3', 'audio/mpeg'],
    ['audio/x-wav; charset=binary', 'https://x.example/a.mp3', 'wav', 'audio/wav'],
    ['application/octet-stream', 'https://x.example/a.M4A?x=.wav', 'm4a', 'audio/mp4'],
    ['text/html', 'https://x.example/redirect', 'mp3', 'audio/mpeg'],
    [null, 'https://x.example/a.exe', 'mp3', 'audio/mpeg'],
  ])('%p at %s is %s', (type, url, extension, contentType) => {
    expect(recordingFile(type, url)).toEqual({ extension, contentType });
  });
});
