/** An Express route without anything around it, that says what the constant of the frame says. */
import express from 'express';

const app = express();
app.get('/constant', (_request, response) => {
  response.json({
    success: true,
    data: { answer: 42 },
    meta: {
      request_id: '00000000-0000-7000-8000-000000000000',
      timestamp: new Date().toISOString(),
      version: '1',
    },
  });
});

app.listen(Number(process.env['PORT']), '127.0.0.1', () => console.log('ready'));
process.once('SIGTERM', () => process.exit());
