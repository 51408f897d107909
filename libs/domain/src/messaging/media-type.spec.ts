import { mediaType } from './media-type';

describe('the type of what is attached to a text', () => {
  it.each([
    ['image/jpeg', 'image/jpeg'],
    ['Image/PNG; name="roof.png"', 'image/png'],
    ['video/3gpp', 'video/3gpp'],
    ['text/x-vcard', 'text/x-vcard'],
    ['text/html', 'application/octet-stream'],
    ['image/svg+xml', 'application/octet-stream'],
    ['application/xhtml+xml', 'application/octet-stream'],
    ['', 'application/octet-stream'],
    [null, 'application/octet-stream'],
  ])('reads %p as %p', (told, type) => {
    expect(mediaType(told)).toBe(type);
  });
});
