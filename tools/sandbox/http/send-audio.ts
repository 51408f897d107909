import type { Request, Response } from 'express';

/** Sends the bytes, or the one range of them that was asked for. */
export function sendAudio(request: Request, response: Response, bytes: Buffer): void {
  response.set('Accept-Ranges', 'bytes').type('audio/mpeg');
  const ranges = request.range(bytes.length, { combine: true });
  if (ranges === -1) {
    response.status(416).set('Content-Range', `bytes */${bytes.length}`).end();
    return;
  }
  const range = Array.isArray(ranges) && ranges.type === 'bytes' ? ranges[0] : undefined;
  // Several ranges would need a multipart answer; the whole is a valid answer too.
  if (range === undefined || (ranges as unknown[]).length > 1) {
    response.send(bytes);
    return;
  }
  response
    .status(206)
    .set('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`)
    .send(bytes.subarray(range.start, range.end + 1));
}
