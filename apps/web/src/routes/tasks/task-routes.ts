import { z } from 'zod';
import { changeTask, createTask, listTasks, listTasksOfRep, type Publish } from '@otto/domain';
import { isReasonablePeriod, PERIOD_RULE, periodQuery } from '../../http/period';
import { reply } from '../../http/reply';
import { defineRoute, type Route } from '../../http/route';
import { longWindowOf } from '../../http/schemas';
import { taskSchema } from '../contact-cards/row-schemas';
import {
  listTasksQuery,
  newTaskBody,
  repTaskSchema,
  repTasksStatus,
  taskParams,
  taskPatchBody,
} from './task-schemas';

const EVERYBODY = ['manager', 'csr', 'sales_rep'] as const;

export function createTaskRoutes({ publish }: { readonly publish: Publish }): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/api/v1/tasks',
      roles: [...EVERYBODY],
      resource: 'tasks',
      docs: {
        summary: 'List tasks by due time',
        description:
          'Without cancelled ones unless asked for. Others than managers see their own and those of their role.',
        example: { query: { status: 'open', limit: 20 } },
      },
      query: listTasksQuery,
      answer: longWindowOf('tasks', taskSchema),
      handle: ({ tx, user, query }) => listTasks(tx, user, query, new Date()),
    }),
    defineRoute({
      method: 'get',
      path: '/api/v1/tasks/sales-rep/self',
      roles: ['sales_rep'],
      resource: 'tasks',
      docs: { summary: 'Follow-ups of the rep who asks', description: 'Dates are of when due.' },
      query: z
        .object({ ...periodQuery.shape, status: repTasksStatus.optional() })
        .refine(isReasonablePeriod, PERIOD_RULE),
      answer: z.array(repTaskSchema),
      handle: ({ tx, user, query: { dateFrom: dueAfter, dateTo: dueBefore, status } }) =>
        listTasksOfRep(tx, user, { dueAfter, dueBefore, status }, new Date()),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/tasks',
      roles: [...EVERYBODY],
      resource: 'tasks',
      docs: {
        summary: 'Create a task',
        description: 'One that says the same of the same customer is answered with 200 instead.',
        example: {
          body: {
            description: 'Call back about the estimate',
            contactCardId: '5f0c1c9e-3c3b-4d55-9c55-6d4f0b1d2a10',
            priority: 'high',
          },
        },
      },
      body: newTaskBody,
      answer: taskSchema,
      status: 201,
      otherStatuses: [200],
      errors: [404, 409],
      handle: async ({ tx, user, body }) => {
        const { task, isNew } = await createTask(tx, user, body, { now: new Date(), publish });
        return reply(task, { status: isNew ? 201 : 200 });
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/api/v1/tasks/:task_id',
      roles: [...EVERYBODY],
      resource: 'tasks',
      docs: {
        summary: 'Change a task',
        description: 'Assigned to another role, it is for anybody of that role.',
        example: { body: { priority: 'low', notes: 'Prefers mornings' } },
      },
      params: taskParams,
      body: taskPatchBody,
      answer: taskSchema,
      errors: [404, 409],
      handle: ({ tx, user, params, body }) =>
        changeTask(tx, user, { ...body, id: params.taskId }, { now: new Date(), publish }),
    }),
    defineRoute({
      method: 'post',
      path: '/api/v1/tasks/:task_id/complete',
      roles: [...EVERYBODY],
      resource: 'tasks',
      docs: { summary: 'Mark a task as done', example: { body: { notes: 'Called back' } } },
      params: taskParams,
      body: taskPatchBody.pick({ notes: true }),
      answer: taskSchema,
      errors: [404, 409],
      handle: ({ tx, user, params, body }) => {
        const patch = { ...body, id: params.taskId, status: 'completed' as const };
        return changeTask(tx, user, patch, { now: new Date(), publish });
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/api/v1/tasks/:task_id',
      roles: [...EVERYBODY],
      resource: 'tasks',
      docs: { summary: 'Cancel a task', description: 'It stays, with the status cancelled.' },
      params: taskParams,
      answer: taskSchema,
      handle: ({ tx, user, params }) => {
        const patch = { id: params.taskId, status: 'cancelled' as const };
        return changeTask(tx, user, patch, { now: new Date(), publish });
      },
    }),
  ];
}
