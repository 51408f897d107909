/** Whether the visit is still to come. */
export function isOpenStatus(status: string): boolean {
  return status === 'scheduled' || status === 'confirmed';
}
