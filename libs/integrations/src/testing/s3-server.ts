import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { SigningKeys } from '../storage/presign';
import { s3SignatureProblem } from './s3-signature';

interface StoredObject {
  readonly body: Buffer;
  readonly type: string;
}

export interface S3Server {
  readonly url: string;
  /** By `/<bucket>/<key>`. */
  readonly objects: ReadonlyMap<string, StoredObject>;
  /** Parts of uploads that were neither completed nor given up. */
  readonly openUploads: ReadonlyMap<string, unknown>;
  /** Answers the next requests with this status instead. */
  failWith(status: number, times: number): void;
  close(): Promise<void>;
}

/**
 * A bucket on a loopback port, for specs: objects, ranges and uploads in parts, path style, every
 * request with a checked signature.
 */
export async function startS3Server(keys: SigningKeys, bucket: string): Promise<S3Server> {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, { type: string; parts: Map<number, Buffer> }>();
  const failures: number[] = [];

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const failure = failures.shift();
    const problem = s3SignatureProblem(request, body, keys);
    if (failure !== undefined) return refuse(response, failure, 'InternalError');
    if (problem !== null) return refuse(response, 403, problem);
    if (request.headers['content-encoding']?.includes('aws-chunked')) {
      return refuse(response, 501, 'NotImplemented');
    }
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://s3');
    if (!pathname.startsWith(`/${bucket}/`)) return refuse(response, 404, 'NoSuchBucket');
    const type = request.headers['content-type'] ?? 'binary/octet-stream';
    const uploadId = searchParams.get('uploadId');
    if (request.method === 'POST' && searchParams.has('uploads')) {
      const id = String(uploads.size + 1);
      uploads.set(id, { type, parts: new Map() });
      return xml(
        response,
        `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
      );
    }
    if (uploadId !== null) return servePart({ request, response, body, pathname, searchParams });
    serveObject({ request, response, body, pathname, type });
  };

  const servePart = (call: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly body: Buffer;
    readonly pathname: string;
    readonly searchParams: URLSearchParams;
  }): void => {
    const { request, response, body, pathname, searchParams } = call;
    const id = searchParams.get('uploadId') ?? '';
    const upload = uploads.get(id);
    if (!upload) return refuse(response, 404, 'NoSuchUpload');
    if (request.method === 'PUT') {
      const number = Number(searchParams.get('partNumber'));
      upload.parts.set(number, body);
      response.writeHead(200, { etag: `"part-${number}"` }).end();
      return;
    }
    uploads.delete(id);
    if (request.method === 'DELETE') return void response.writeHead(204).end();
    const ordered = [...upload.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
    objects.set(pathname, { body: Buffer.concat(ordered), type: upload.type });
    xml(
      response,
      '<CompleteMultipartUploadResult><ETag>"x"</ETag></CompleteMultipartUploadResult>',
    );
  };

  const serveObject = (call: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly body: Buffer;
    readonly pathname: string;
    readonly type: string;
  }): void => {
    const { request, response, body, pathname, type } = call;
    if (request.method === 'PUT') {
      objects.set(pathname, { body, type });
      return void response.writeHead(200, { etag: '"x"' }).end();
    }
    if (request.method === 'DELETE') {
      objects.delete(pathname);
      return void response.writeHead(204).end();
    }
    const object = objects.get(pathname);
    if (!object) return refuse(response, 404, 'NoSuchKey');
    sendObject(request, response, object);
  };

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    openUploads: uploads,
    failWith: (status, times) => failures.push(...Array.from({ length: times }, () => status)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  { body, type }: StoredObject,
): void {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const start = Number(first ?? 0);
  if (first !== undefined && start >= body.length) return refuse(response, 416, 'InvalidRange');
  const end = Math.min(last ? Number(last) : Infinity, body.length - 1);
  const part = body.subarray(start, end + 1);
  const headers = { 'content-type': type, 'content-length': part.length, etag: '"x"' };
  const range = { 'content-range': `bytes ${start}-${end}/${body.length}` };
  response.writeHead(
    first === undefined ? 200 : 206,
    first === undefined ? headers : { ...headers, ...range },
  );
  response.end(request.method === 'HEAD' ? undefined : part);
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>no</Message></Error>`);
}

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?>${body}`);
}
