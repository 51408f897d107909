export { changeTask, type TaskPatch } from './change-task';
export { createTask, type TaskToCreate } from './create-task';
export { listTasks, listTasksOfRep, type ListTasksRequest } from './list-tasks';
