/** Something that tells the time; specs bring their own. */
export interface Clock {
  now(): Date;
}
